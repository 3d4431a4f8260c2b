/** How the sheet is wanted: chosen in Report mode, or read from the address of a page that is only the sheet. */
import { z } from 'zod'
import { create } from 'zustand'

export const papers = ['A4', 'A3'] as const
export const orientations = ['portrait', 'landscape'] as const

export const sheetOptionsSchema = z.object({
  paper: z.enum(papers).catch('A4'),
  orientation: z.enum(orientations).catch('portrait'),
  digits: z.enum(['thai', 'arabic']).catch('thai'),
  audience: z.enum(['desk', 'room']).catch('room'),
  extent: z.enum(['whole', 'view', 'area']).catch('whole'),
  /** Empty: the indicator's name. */
  title: z.string().max(300).catch(''),
  maker: z.string().max(200).catch(''),
  table: z.coerce.number().int().min(0).max(20).catch(8),
  items: z
    .enum(['yes', 'no'])
    .catch('no')
    .transform((text) => text === 'yes'),
})
export type SheetOptions = z.infer<typeof sheetOptionsSchema>

const SHEET = '#/sheet'
const start = sheetOptionsSchema.parse({})

interface SheetState {
  readonly options: SheetOptions
  readonly change: (change: Partial<SheetOptions>) => void
}

export const useSheetOptions = create<SheetState>()((set) => ({
  options: start,
  change: (change) => set(({ options }) => ({ options: { ...options, ...change } })),
}))

/** Whether an address asks for the sheet alone. */
export function isSheetHash(hash: string): boolean {
  return hash === SHEET || hash.startsWith(`${SHEET}?`)
}

/** The options in an address; what is absent or not known is as usual. */
export function readSheetHash(hash: string): SheetOptions {
  return sheetOptionsSchema.parse(Object.fromEntries(new URLSearchParams(hash.slice(SHEET.length + 1))))
}

/** The address part of a page that is only this sheet. */
export function sheetHash({ items, ...options }: SheetOptions): string {
  const texts = Object.entries({ ...options, items: items ? 'yes' : 'no' }).map(([name, value]) => [
    name,
    String(value),
  ])
  return `${SHEET}?${new URLSearchParams(texts as [string, string][])}`
}

/** Millimetres of a paper as it lies. */
export function paperSizeMm({ paper, orientation }: Pick<SheetOptions, 'paper' | 'orientation'>) {
  const [short, long] = paper === 'A4' ? [210, 297] : [297, 420]
  return orientation === 'portrait' ? { widthMm: short, heightMm: long } : { widthMm: long, heightMm: short }
}

/** Official papers of Thai offices: 3 cm to bind at the left, 2 cm elsewhere. */
export const marginsMm = { left: 30, right: 20, top: 20, bottom: 12 } as const

/** A3 is read from farther away: its words are larger. */
export function wordScale({ paper }: Pick<SheetOptions, 'paper'>): number {
  return paper === 'A3' ? 1.25 : 1
}

// Heights of what stands beside the map at word scale 1: headings, notes and foot (a title and the sources break into two
// lines on an upright sheet); the legend; the table's head and rows.
const WORDS_MM = { portrait: 67, landscape: 57 } as const
const LEGEND_ACROSS_MM = 30
const LEGEND_DOWN_MM = 54
const TABLE_HEAD_MM = 22
const TABLE_ROW_MM = 6.2
const SIDE_MM = 84
const GAP_MM = 6
const LEAST_MAP_MM = 80

export interface SheetPlan {
  readonly map: { readonly widthMm: number; readonly heightMm: number }
  /** As many places as were asked for, or as there is room for. */
  readonly tableRows: number
}

/** The map's frame and the length of the table. Portrait stacks map, legend and table; landscape sets them side by side. */
export function planSheet(options: SheetOptions): SheetPlan {
  const { widthMm, heightMm } = paperSizeMm(options)
  const scale = wordScale(options)
  const width = widthMm - marginsMm.left - marginsMm.right
  const height = heightMm - marginsMm.top - marginsMm.bottom - WORDS_MM[options.orientation] * scale
  const rowsIn = (roomMm: number) =>
    Math.max(0, Math.min(options.table, Math.floor((roomMm / scale - TABLE_HEAD_MM) / TABLE_ROW_MM)))
  if (options.orientation === 'landscape') {
    const tableRows = rowsIn(height - LEGEND_DOWN_MM * scale)
    return { map: { widthMm: width - SIDE_MM * scale - GAP_MM, heightMm: height }, tableRows }
  }
  const tableRows = rowsIn(height - LEGEND_ACROSS_MM * scale - LEAST_MAP_MM)
  const tableMm = tableRows > 0 ? (TABLE_HEAD_MM + tableRows * TABLE_ROW_MM) * scale : 0
  return { map: { widthMm: width, heightMm: height - LEGEND_ACROSS_MM * scale - tableMm }, tableRows }
}

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
export const marginsMm = { left: 30, right: 20, top: 20, bottom: 15 } as const
/** Height of everything but map, legend and table: headings above, notes and foot below. */
const WORDS_MM = 56
const SIDE_MM = 76
const TABLE_ROW_MM = 7.2

/** The map's frame on the sheet: what is left beside headings, legend and table. Portrait stacks them, landscape sets them aside. */
export function mapSizeMm(options: SheetOptions): { readonly widthMm: number; readonly heightMm: number } {
  const { widthMm, heightMm } = paperSizeMm(options)
  const inner = {
    width: widthMm - marginsMm.left - marginsMm.right,
    height: heightMm - marginsMm.top - marginsMm.bottom,
  }
  if (options.orientation === 'landscape')
    return { widthMm: inner.width - SIDE_MM - 6, heightMm: inner.height - WORDS_MM }
  const below = 34 + (options.table > 0 ? 15 + options.table * TABLE_ROW_MM : 0)
  return { widthMm: inner.width, heightMm: inner.height - WORDS_MM - below }
}

/** The history as people read it: who did what and when, and where on the map it was. */
import type { Geometry } from 'geojson'
import type { HistoryPage, HistoryStep, UndoOutlook } from '../contract/comparison.ts'
import { fieldLabel } from '../contract/field-labels.ts'
import type { Box } from '../contract/imports.ts'
import type { Place } from '../contract/plans.ts'
import { WORKBOOK_ID } from '../contract/workbook.ts'
import { type Cell, type CellReader, jsonCell } from '../documents/cells.ts'
import type { DocumentStore, LoggedStep } from '../documents/store.ts'
import { boxOf } from '../store/geometry.ts'
import { itemIdOf, itemRecord } from './plan-cells.ts'

/** Items named with a step, and items looked at for where it was. */
const NAMED_ITEMS = 50
const PLACED_ITEMS = 500

export interface StepsQuestion {
  readonly plan?: string | undefined
  readonly item?: string | undefined
  readonly by?: string | undefined
  readonly before?: number | undefined
  readonly limit: number
}

/** Around an area by its code, for items that name one and draw nothing; null where the workspace does not know it. */
export type AreaBox = (code: string) => Box | null

/** One page of steps, newest first. */
export function listSteps(documents: DocumentStore, question: StepsQuestion, areaBox: AreaBox): HistoryPage {
  const { plan, item, by, before, limit } = question
  const record = item === undefined ? undefined : itemRecord(item)
  const rows = documents.steps({ documentId: plan, record, by, before, limit: limit + 1 })
  const page = rows.slice(0, limit)
  const titles = new Map<string, string | null>()
  const steps = page.map((row): HistoryStep => {
    const { documentId } = row
    const isPlan = documentId !== WORKBOOK_ID
    if (isPlan && !titles.has(documentId)) titles.set(documentId, titleOf(documents, documentId))
    return tellStep(row, {
      reader: isPlan ? documents.open(documentId) : null,
      title: titles.get(documentId) ?? null,
      areaBox,
    })
  })
  return { steps, next: rows.length > limit ? (page.at(-1)?.ordinal ?? null) : null }
}

/** What taking back one step would leave alone, in the words of the window. Throws `request.not-found`. */
export function undoOutlook(documents: DocumentStore, hash: string): UndoOutlook {
  const { documentId, canUndo, kept } = documents.undoOutlook(hash)
  const reader = documents.open(documentId)
  return {
    canUndo,
    kept: kept.map(({ record, field }) => {
      const title = reader.read(record, 'title')
      return { title: typeof title === 'string' ? title : '', field: fieldLabel(field) }
    }),
  }
}

interface Telling {
  /** Null for the workbook. */
  readonly reader: CellReader | null
  readonly title: string | null
  readonly areaBox: AreaBox
}

function tellStep(row: LoggedStep, { reader, title, areaBox }: Telling): HistoryStep {
  const { hash, documentId, at, by, label, ordinal, step, undone } = row
  const items = reader ? itemsOf(row) : []
  return {
    ...{ hash, documentId, at, actor: by, label, ordinal, undone, step: step.step },
    planId: reader ? documentId : null,
    planTitle: title,
    itemIds: items.slice(0, NAMED_ITEMS),
    itemCount: items.length,
    box: reader && boxOfStep(row, { reader, items, areaBox }),
    undoable: step.undoable && step.step === 'do' && !undone,
  }
}

function itemsOf({ step }: LoggedStep): string[] {
  const { cells, made, touched = [] } = step.effect
  const records = [...cells.map(([record]) => record), ...made.map(([record]) => record), ...touched]
  return [...new Set(records)].flatMap((record) => {
    const item = record === null ? null : itemIdOf(record)
    return item === null ? [] : [item]
  })
}

interface WhereFrom {
  readonly reader: CellReader
  readonly items: readonly string[]
  readonly areaBox: AreaBox
}

/** Where it placed or took away; where it did neither, where its items lie, dropped and undone ones too. */
function boxOfStep({ step }: LoggedStep, { reader, items, areaBox }: WhereFrom): Box | null {
  const moved = step.effect.cells.filter(([record, field]) => record !== null && isPlace(field))
  const there = moved.flatMap(([, , before, after]) => [before, after])
  if (there.length > 0) return around(there, areaBox)
  const cells = items
    .slice(0, PLACED_ITEMS)
    .flatMap((item) => Object.entries(reader.cells(itemRecord(item))))
    .flatMap(([field, cell]) => (isPlace(field) ? [cell] : []))
  return around(cells, areaBox)
}

function isPlace(field: string): boolean {
  return field.startsWith('place:')
}

function around(cells: readonly Cell[], areaBox: AreaBox): Box | null {
  const boxes = cells.flatMap((cell) => {
    const place = jsonCell<Place>(cell)
    const own = place?.geometry ? boxOf(JSON.parse(place.geometry) as Geometry) : null
    const box = own ?? (place?.code ? areaBox(place.code) : null)
    return box ? [box] : []
  })
  if (boxes.length === 0) return null
  const sides = (index: 0 | 1 | 2 | 3) => boxes.map((box) => box[index])
  return [Math.min(...sides(0)), Math.min(...sides(1)), Math.max(...sides(2)), Math.max(...sides(3))]
}

function titleOf(documents: DocumentStore, planId: string): string | null {
  const title = documents.open(planId).read(null, 'title')
  return typeof title === 'string' ? title : null
}

/** Which cell of a plan's document holds what. An item is the record `item:<id>`; the plan's own fields are the document's. */
import type {
  BudgetLine,
  Dropped,
  ItemField,
  OrdinanceLine,
  Place,
  PlanField,
  PlanInfo,
  PlanItem,
} from '../contract/plans.ts'
import { itemFields, planFields } from '../contract/plans.ts'
import { type Cell, type CellReader, DROPPED, EXISTS, fieldParts, jsonCell, numberCell } from '../documents/cells.ts'

export const RANK = 'rank'
export const ORIGIN = 'origin'
const ITEM_PREFIX = 'item:'

export function itemRecord(itemId: string): string {
  return `${ITEM_PREFIX}${itemId}`
}

export function itemIdOf(record: string): string | null {
  return record.startsWith(ITEM_PREFIX) ? record.slice(ITEM_PREFIX.length) : null
}

/** The year comes first: a source may hold any character. */
export function budgetField(fiscalYear: number, source: string): string {
  return `budget:${fiscalYear}:${source}`
}

export function ordinanceField(fiscalYear: number): string {
  return `ordinance:${fiscalYear}`
}

/** Each place is a cell of its own, so that two people may each add one. */
export function placeField(placeId: string): string {
  return `place:${placeId}`
}

/** The plan as a whole, or null where it was never made or its making was undone. */
export function readPlan(document: CellReader, planId: string): PlanInfo | null {
  const cells = document.cells(null)
  if (cells[EXISTS] !== true) return null
  const fields = Object.fromEntries(planFields.map((field) => [field, plainCell(cells[field])])) as Record<
    PlanField,
    string | number | null
  >
  const title = typeof fields.title === 'string' ? fields.title : ''
  return { id: planId, fields: { ...fields, title }, dropped: jsonCell<Dropped>(cells[DROPPED] ?? null) }
}

/** One item, or null where it is not there. */
export function readItem(document: CellReader, planId: string, itemId: string): PlanItem | null {
  const cells = document.cells(itemRecord(itemId))
  if (cells[EXISTS] !== true) return null
  const fields = Object.fromEntries(
    itemFields.map((field) => [field, typeof cells[field] === 'string' ? cells[field] : null]),
  ) as Record<ItemField, string | null>
  const { places, budgets, ordinances } = readLines(cells)
  const dropped = jsonCell<Dropped>(cells[DROPPED] ?? null)
  return {
    id: itemId,
    planId,
    fields: { ...fields, title: fields.title ?? '', status: dropped ? 'dropped' : fields.status },
    places,
    budgets,
    ordinances,
    budgetBaht: budgets.reduce((sum, line) => sum + line.amountBaht, 0),
    origin: jsonCell(cells[ORIGIN] ?? null),
    rank: numberCell(cells[RANK] ?? null) ?? 0,
    dropped,
  }
}

/** All items, dropped ones too, in the plan's order. */
export function readItems(document: CellReader, planId: string): PlanItem[] {
  return document
    .records()
    .flatMap((record) => {
      const itemId = itemIdOf(record)
      const item = itemId === null ? null : readItem(document, planId, itemId)
      return item ? [item] : []
    })
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}

function readLines(cells: Readonly<Record<string, Cell>>) {
  const places: Place[] = []
  const budgets: BudgetLine[] = []
  const ordinances: OrdinanceLine[] = []
  for (const [field, cell] of Object.entries(cells)) {
    if (cell === null) continue
    const budget = fieldParts(field, 'budget', 2)
    if (budget) budgets.push({ fiscalYear: Number(budget[0]), source: budget[1] ?? '', amountBaht: Number(cell) })
    const ordinance = fieldParts(field, 'ordinance', 1)
    if (ordinance) ordinances.push({ fiscalYear: Number(ordinance[0]), amountBaht: Number(cell) })
    const place = field.startsWith('place:') ? jsonCell<Place>(cell) : null
    if (place) places.push(place)
  }
  budgets.sort((a, b) => a.fiscalYear - b.fiscalYear || (a.source < b.source ? -1 : 1))
  ordinances.sort((a, b) => a.fiscalYear - b.fiscalYear)
  places.sort((a, b) => (a.id < b.id ? -1 : 1))
  return { places, budgets, ordinances }
}

function plainCell(cell: Cell | undefined): string | number | null {
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null
}

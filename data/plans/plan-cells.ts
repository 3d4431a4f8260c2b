/** Which cell of a plan's document holds what. An item is the record `item:<id>`; the plan's own fields are the document's. */
import type {
  BudgetLine,
  Dropped,
  Goal,
  ItemField,
  ItemRole,
  ItemSource,
  Link,
  Need,
  OrdinanceLine,
  OrganisationRole,
  Place,
  PlanField,
  PlanInfo,
  PlanItem,
} from '../contract/plans.ts'
import { itemFields, planFields } from '../contract/plans.ts'
import {
  type Cell,
  type CellReader,
  DROPPED,
  EXISTS,
  fieldParts,
  jsonCell,
  numberCell,
  textCell,
} from '../documents/cells.ts'
import { readFrame } from './frame-cells.ts'

export const RANK = 'rank'
export const ORIGIN = 'origin'
export const REACH = 'reach'
/** Id of the item that this one is a copy of, in a scenario. */
export const COPY_OF = 'copyOf'
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

/** The need without its indicator, which is in the name. */
export function needField(indicator: string): string {
  return `need:${indicator}`
}

export function goalField(fiscalYear: number, indicator: string): string {
  return `goal:${fiscalYear}:${indicator}`
}

/** A role of an organisation is a cell of its own that says yes or nothing, so that two people may each add one. */
export function roleField(role: OrganisationRole, organisation: string): string {
  return `role:${role}:${organisation}`
}

export function linkField(linkId: string): string {
  return `link:${linkId}`
}

export function sourceField(planId: string, itemId: string): string {
  return `source:${planId}/${itemId}`
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
  const dropped = jsonCell<Dropped>(cells[DROPPED] ?? null)
  return { id: planId, fields: { ...fields, title }, ...readFrame(cells), dropped }
}

/** One item, or null where it is not there. */
export function readItem(document: CellReader, planId: string, itemId: string): PlanItem | null {
  const cells = document.cells(itemRecord(itemId))
  if (cells[EXISTS] !== true) return null
  const fields = Object.fromEntries(
    itemFields.map((field) => [field, typeof cells[field] === 'string' ? cells[field] : null]),
  ) as Record<ItemField, string | null>
  const dropped = jsonCell<Dropped>(cells[DROPPED] ?? null)
  return {
    id: itemId,
    planId,
    fields: { ...fields, title: fields.title ?? '', status: dropped ? 'dropped' : fields.status },
    ...readLines(cells),
    reach: jsonCell(cells[REACH] ?? null),
    copyOf: textCell(cells[COPY_OF] ?? null),
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

/** Everything of which an item may have many, each kind in one order on every laptop. */
function readLines(cells: Readonly<Record<string, Cell>>) {
  const lines: Lines = {
    ...{ places: [], budgets: [], ordinances: [], needs: [], goals: [], roles: [], links: [], sources: [] },
  }
  for (const [field, cell] of Object.entries(cells)) {
    const kind = field.slice(0, field.indexOf(':'))
    if (cell !== null && Object.hasOwn(readers, kind)) readers[kind as keyof typeof readers](lines, field, cell)
  }
  lines.budgets.sort((a, b) => a.fiscalYear - b.fiscalYear || order(a.source, b.source))
  lines.ordinances.sort((a, b) => a.fiscalYear - b.fiscalYear)
  lines.places.sort((a, b) => order(a.id, b.id))
  lines.needs.sort((a, b) => order(a.indicator, b.indicator))
  lines.goals.sort((a, b) => order(a.indicator, b.indicator) || a.fiscalYear - b.fiscalYear)
  lines.roles.sort((a, b) => order(a.organisation, b.organisation) || order(a.role, b.role))
  lines.links.sort((a, b) => order(a.id, b.id))
  lines.sources.sort((a, b) => order(a.plan, b.plan) || order(a.item, b.item))
  return { ...lines, budgetBaht: lines.budgets.reduce((sum, line) => sum + line.amountBaht, 0) }
}

interface Lines {
  readonly places: Place[]
  readonly budgets: BudgetLine[]
  readonly ordinances: OrdinanceLine[]
  readonly needs: Need[]
  readonly goals: Goal[]
  readonly roles: ItemRole[]
  readonly links: Link[]
  readonly sources: ItemSource[]
}

const readers = {
  budget(lines, field, cell) {
    const [year, source = ''] = fieldParts(field, 'budget', 2) ?? []
    lines.budgets.push({ fiscalYear: Number(year), source, amountBaht: Number(cell) })
  },
  ordinance(lines, field, cell) {
    const [year] = fieldParts(field, 'ordinance', 1) ?? []
    lines.ordinances.push({ fiscalYear: Number(year), amountBaht: Number(cell) })
  },
  place: (lines, _field, cell) => push(lines.places, cell),
  need(lines, field, cell) {
    const [indicator = ''] = fieldParts(field, 'need', 1) ?? []
    lines.needs.push({ indicator, ...(jsonCell<Omit<Need, 'indicator'>>(cell) as Omit<Need, 'indicator'>) })
  },
  goal(lines, field, cell) {
    const [year, indicator = ''] = fieldParts(field, 'goal', 2) ?? []
    lines.goals.push({ indicator, fiscalYear: Number(year), goal: Number(cell) })
  },
  role(lines, field) {
    const [role, organisation = ''] = fieldParts(field, 'role', 2) ?? []
    lines.roles.push({ organisation, role: role as OrganisationRole })
  },
  link: (lines, _field, cell) => push(lines.links, cell),
  source: (lines, _field, cell) => push(lines.sources, cell),
} as const satisfies Record<string, (lines: Lines, field: string, cell: Cell) => void>

function push<T>(list: T[], cell: Cell): void {
  const value = jsonCell<T>(cell)
  if (value) list.push(value)
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function plainCell(cell: Cell | undefined): string | number | null {
  return typeof cell === 'string' || typeof cell === 'number' ? cell : null
}

/** Workspaces and generated edits for tests of the documents. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommandInput } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import { itemStatuses } from '../contract/plans.ts'
import { createStore, type Store } from '../store/open.ts'
import { type ProjectedRow, projectedTables, readRows } from './projected-tables.ts'
import { allRowsOf, tablesOfKind } from './projection.ts'
import { DocumentStore } from './store.ts'

export interface TestWorkspace {
  readonly path: string
  readonly file: Store
  readonly store: DocumentStore
  readonly remove: () => void
}

/** A real workspace in a temporary folder. */
export function openTestWorkspace(by = 'ผู้วางแผน'): TestWorkspace {
  const folder = mkdtempSync(join(tmpdir(), 'phaenthi-documents-'))
  const path = join(folder, 'work.gpkg')
  const file = createStore(path)
  const remove = () => {
    file.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { path, file, store: new DocumentStore(file.db, { by }), remove }
}

export const editKinds = [
  'add',
  'edit',
  'status',
  'place',
  'move',
  'drop',
  'restore',
  'budget',
  'order',
  'plan',
  'goal',
  'role',
  'need',
  'issue',
  'ceiling',
  'reach',
] as const

/** An edit that finds its item by counting, so that it fits whatever the plan holds by then. */
export interface GeneratedEdit {
  readonly kind: (typeof editKinds)[number]
  readonly pick: number
  readonly text: string
  readonly number: number
}

/** The command that an edit is, for the plan as it stands; null where it finds nothing to work on. */
export function commandOf(edit: GeneratedEdit, plan: string, itemIds: readonly string[]): CommandInput | null {
  const { kind, pick, text, number } = edit
  const place = {
    id: `p${number % 3}`,
    kind: 'point' as const,
    geometry: JSON.stringify({ type: 'Point', coordinates: [100 + number, 15 + pick / 1000] }),
  }
  if (kind === 'add') {
    const budgets = [{ fiscalYear: 2023, source: text, amountBaht: pick }]
    return { type: 'addItem', plan, item: { fields: { title: text }, budgets } }
  }
  if (kind === 'plan') return { type: 'editPlan', plan, field: 'title', value: text }
  if (kind === 'issue') return { type: 'setIssue', plan, issue: { id: `i${number % 3}`, title: text.trim() || 'ก' } }
  if (kind === 'ceiling')
    return { type: 'setCeiling', plan, fiscalYear: 2023 + number, source: '', amountBaht: number ? pick : null }
  const item = itemIds[pick % Math.max(1, itemIds.length)]
  if (item === undefined) return null
  switch (kind) {
    case 'edit':
      return { type: 'editItem', plan, item, field: number % 2 ? 'title' : 'objective', value: text }
    case 'status':
      return { type: 'editItem', plan, item, field: 'status', value: itemStatuses[number % 6] ?? null }
    case 'place':
      return { type: 'placeItem', plan, item, places: number === 0 ? [] : [place] }
    case 'move':
      return { type: 'moveItem', plan, item, place, where: text }
    case 'drop':
      return { type: 'dropItem', plan, item, why: text }
    case 'restore':
      return { type: 'restoreItem', plan, item }
    case 'budget':
      return { type: 'setBudget', plan, item, fiscalYear: 2023 + number, source: '', amountBaht: number ? pick : null }
    case 'goal':
      return { type: 'setGoal', plan, item, indicator: 'bmn38_18', fiscalYear: 2023, goal: number ? pick / 8 : null }
    case 'role':
      return { type: 'setRole', plan, item, organisation: text.trim() || 'ก', role: 'lead', on: number > 2 }
    case 'need':
      return { type: 'setNeed', plan, item, indicator: 'bmn38_18', need: number ? { baseline: pick } : null }
    case 'reach':
      return { type: 'setReach', plan, item, reach: number ? { by: 'distance', distanceM: pick + 1 } : null }
    case 'order':
      return { type: 'setOrder', plan, item, before: itemIds[number % itemIds.length] ?? null }
  }
}

/** Applies an edit; answers whether it changed anything. An expected refusal counts as nothing. */
export function applyEdit(store: DocumentStore, plan: string, edit: GeneratedEdit): boolean {
  const ids = store.items(plan).map(({ id }) => id)
  const command = commandOf(edit, plan, ids.sort())
  if (!command) return false
  try {
    return store.apply(command).hash !== null
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}

/** Everything a plan says. */
export function sayingOf(store: DocumentStore, plan: string): unknown {
  return { plan: store.plan(plan), items: store.items(plan) }
}

export interface TableState {
  readonly table: string
  readonly inTable: ReadonlyArray<Readonly<Record<string, unknown>>>
  readonly inDocument: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** What the tables hold of each document beside what the document says, in one order and as plain values. */
export function tableStates({ file: { db }, store }: Pick<TestWorkspace, 'file' | 'store'>): TableState[] {
  return store.documents().flatMap((document) => {
    const wanted = allRowsOf(document, store.open(document.id))
    return tablesOfKind[document.kind].map((table) => ({
      table,
      inTable: plainRows(projectedTables[table].columns, readRows(db, table, document.id)),
      inDocument: plainRows(projectedTables[table].columns, wanted[table] ?? new Map()),
    }))
  })
}

function plainRows(columns: readonly string[], rows: ReadonlyMap<string, ProjectedRow>) {
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) =>
      Object.fromEntries(
        columns.map((column) => {
          const value = row[column] ?? null
          return [column, value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value]
        }),
      ),
    )
}

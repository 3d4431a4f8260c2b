/**
 * What somebody changed in QGIS: rows of the projected tables that are no longer what their documents say. Each difference is
 * shown and then taken in as a command or dropped, by choice; until then it stays in its table.
 */
import type { Database } from 'better-sqlite3'
import type { CommandAnswer } from '../contract/commands.ts'
import { tablesOfPlan } from '../store/authored-tables.ts'
import { commandsOfDrift } from './drift-commands.ts'
import { geometryText } from './drift-geometry.ts'
import {
  type CellValue,
  deleteRow,
  isAsProjected,
  type ProjectedRow,
  type ProjectedTable,
  projectedTables,
  putRow,
  readRows,
  refreshSum,
  sameCell,
} from './projected-tables.ts'
import { allRowsOf, tablesOfKind } from './projection.ts'
import type { DocumentStore } from './store.ts'

export interface DriftField {
  readonly column: string
  readonly from: string | number | null
  readonly to: string | number | null
}

/** One row that differs: changed, new, or gone. Geometries are told as GeoJSON text. */
export interface DriftRow {
  readonly table: ProjectedTable
  /** The document it belongs to; null for a new row that names none of ours. */
  readonly documentId: string | null
  readonly kind: 'changed' | 'new' | 'deleted'
  /** The row's key columns. */
  readonly key: Readonly<Record<string, string | number | null>>
  readonly title: string
  readonly fields: readonly DriftField[]
}

/** All rows that differ from their documents. Costs one hash per row where nothing differs. */
export function findDrift(db: Database, store: DocumentStore): DriftRow[] {
  const drift: DriftRow[] = []
  for (const document of store.documents()) {
    const tables = tablesOfKind[document.kind]
    const rows = tables.map((table) => ({ table, found: readRows(db, table, document.id) }))
    const suspects = rows.filter(
      ({ table, found }) => !isAsProjected(db, table, { documentId: document.id, rows: found }),
    )
    if (suspects.length === 0) continue
    const wanted = allRowsOf(document, store.open(document.id))
    for (const { table, found } of suspects)
      drift.push(...compare(table, document.id, { wanted: wanted[table] ?? new Map(), found }))
  }
  return joinMoved([...drift, ...findStrays(db, store)])
}

/**
 * Takes the differences in as commands, one undoable step per document. What no command can say (a sum, a row of an unknown
 * plan) is left; the answer lists it.
 */
export function takeInDrift(
  db: Database,
  store: DocumentStore,
  rows: readonly DriftRow[],
): { readonly answers: readonly CommandAnswer[]; readonly left: readonly DriftRow[] } {
  const answers: CommandAnswer[] = []
  const left: DriftRow[] = []
  for (const documentId of new Set(rows.map((row) => row.documentId))) {
    const own = rows.filter((row) => row.documentId === documentId)
    if (documentId === null) {
      left.push(...own)
      continue
    }
    const { commands, left: unsaid } = commandsOfDrift(own, (row) => wholeRow(db, row))
    if (commands.length > 0) answers.push(store.apply({ type: 'together', message: 'command.take-in', commands }))
    left.push(...unsaid)
    // What was taken in must now be exactly what the document says, whatever else stood in the row.
    dropDrift(
      db,
      store,
      own.filter((row) => !unsaid.includes(row)),
    )
  }
  return { answers, left }
}

/** Makes the rows what their documents say again. Runs in one transaction. */
export function dropDrift(db: Database, store: DocumentStore, rows: readonly DriftRow[]): void {
  db.transaction(() => {
    for (const documentId of new Set(rows.map((row) => row.documentId))) {
      const document = store.documents().find(({ id }) => id === documentId)
      const wanted = document ? allRowsOf(document, store.open(document.id)) : {}
      for (const row of rows) {
        if (row.documentId !== documentId) continue
        const truth = wanted[row.table]?.get(keyText(row))
        if (truth) putRow(db, row.table, truth)
        else deleteRow(db, row.table, row.key)
      }
      if (!document) continue
      for (const table of tablesOfKind[document.kind])
        refreshSum(db, table, { documentId: document.id, rows: wanted[table]?.values() ?? [] })
    }
  }).immediate()
}

/** An item whose plan_id was changed is one difference, not a loss here and a find there. */
function joinMoved(drift: readonly DriftRow[]): DriftRow[] {
  const isItem = (row: DriftRow, kind: DriftRow['kind']) => row.table === 'plan_item' && row.kind === kind
  const found = new Map(drift.filter((row) => isItem(row, 'new')).map((row) => [keyText(row), row]))
  const moved = new Map<string, DriftRow>()
  for (const row of drift) {
    const there = isItem(row, 'deleted') ? found.get(keyText(row)) : undefined
    const planId = there?.fields.find(({ column }) => column === 'plan_id')
    if (planId) moved.set(keyText(row), { ...row, kind: 'changed', fields: [{ ...planId, from: row.documentId }] })
  }
  return drift.flatMap((row) => {
    const joined = row.table === 'plan_item' ? moved.get(keyText(row)) : undefined
    return !joined ? [row] : row.kind === 'new' ? [] : [joined]
  })
}

function compare(
  table: ProjectedTable,
  documentId: string,
  { wanted, found }: { wanted: ReadonlyMap<string, ProjectedRow>; found: ReadonlyMap<string, ProjectedRow> },
): DriftRow[] {
  const drift: DriftRow[] = []
  for (const [key, row] of found) {
    const truth = wanted.get(key)
    const fields = differences(table, truth, row)
    if (fields.length === 0 && truth) continue
    const kind = truth ? 'changed' : 'new'
    drift.push({ table, documentId, kind, fields, ...nameOf(table, truth ?? row) })
  }
  for (const [key, truth] of wanted) {
    if (found.has(key)) continue
    drift.push({ table, documentId, kind: 'deleted', fields: [], ...nameOf(table, truth) })
  }
  return drift
}

function differences(table: ProjectedTable, truth: ProjectedRow | undefined, row: ProjectedRow): DriftField[] {
  return projectedTables[table].columns.flatMap((column) => {
    const [from, to] = [truth?.[column] ?? null, row[column] ?? null]
    if (sameCell(from, to)) return []
    const field = { column, from: tell(from), to: tell(to) }
    // Another program may write the same shape with another header.
    return field.from === field.to ? [] : [field]
  })
}

function findStrays(db: Database, store: DocumentStore): DriftRow[] {
  const known = new Set(store.documents().map(({ id }) => id))
  return tablesOfPlan.flatMap((table) => {
    const owners = db.prepare(`SELECT DISTINCT plan_id AS id FROM ${table}`).all() as Array<{ id: string }>
    return owners
      .filter(({ id }) => !known.has(id))
      .flatMap(({ id }) => [...readRows(db, table, id).values()])
      .map((row) => ({
        ...{ table, documentId: null, kind: 'new' as const, fields: differences(table, undefined, row) },
        ...nameOf(table, row),
      }))
  })
}

function wholeRow(db: Database, row: DriftRow): ProjectedRow {
  return readRows(db, row.table, row.documentId ?? '').get(keyText(row)) ?? {}
}

function nameOf(table: ProjectedTable, row: ProjectedRow): Pick<DriftRow, 'key' | 'title'> {
  const key = Object.fromEntries(projectedTables[table].key.map((column) => [column, tell(row[column] ?? null)]))
  return { key, title: String(row.title ?? row.name_th ?? Object.values(key).join(' ')) }
}

function keyText({ table, key }: DriftRow): string {
  return projectedTables[table].key.map((column) => String(key[column])).join('\u0000')
}

function tell(value: CellValue): string | number | null {
  return value instanceof Uint8Array ? geometryText(value) : value
}

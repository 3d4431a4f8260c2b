/**
 * After a migration that gave the projected tables more columns or tables: fills those from the documents. What stands in the old
 * columns is not touched, so that what somebody changed in QGIS before is still noticed.
 */
import type { Database } from 'better-sqlite3'
import { REPROJECTION } from '../store/migrate.ts'
import { type ProjectedRow, type ProjectedTable, projectedTables, putRow, refreshSum } from './projected-tables.ts'
import { allRowsOf, tablesOfKind } from './projection.ts'
import type { DocumentStore } from './store.ts'

/** What migration 2 added to tables that were there before. */
const addedColumns: Partial<Record<ProjectedTable, readonly string[]>> = {
  plan: ['entity', 'scenario_of'],
  plan_item: [
    ...[
      'form',
      'joint_issue',
      'strategy',
      'tactic',
      'programme',
      'proposed_to',
      'lead',
      'reason',
      'copy_of',
      'content_hash',
      'dropped_why',
    ],
  ],
}
const untouchedTables: ReadonlySet<string> = new Set(['plan_item_budget', 'local_authority', 'local_authority_tambon'])

/** Does nothing where nothing is wanted; all of it in one transaction where it is. */
export function reprojectIfWanted(db: Database, store: DocumentStore): void {
  if (!db.prepare('SELECT 1 FROM phaenthi_meta WHERE key = ?').get(REPROJECTION)) return
  db.transaction(() => {
    for (const document of store.documents()) {
      const rows = allRowsOf(document, store.open(document.id))
      for (const table of tablesOfKind[document.kind]) {
        const own = rows[table] ?? new Map<string, ProjectedRow>()
        for (const row of own.values()) fill(db, table, row)
        refreshSum(db, table, { documentId: document.id, rows: own.values() })
      }
    }
    db.prepare('DELETE FROM phaenthi_meta WHERE key = ?').run(REPROJECTION)
  }).immediate()
}

function fill(db: Database, table: ProjectedTable, row: ProjectedRow): void {
  const columns = addedColumns[table]
  if (!columns) {
    if (!untouchedTables.has(table)) putRow(db, table, row)
    return
  }
  const { key } = projectedTables[table]
  const sets = columns.map((column) => `${column} = ?`).join(', ')
  const where = key.map((column) => `${column} = ?`).join(' AND ')
  const values = [...columns, ...key].map((column) => row[column] ?? null)
  db.prepare(`UPDATE ${table} SET ${sets} WHERE ${where}`).run(...values)
}

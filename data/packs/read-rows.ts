/** Rows of a file that somebody else made: no view, no virtual table, no computed column, and never more than was agreed. */
import type { Database } from 'better-sqlite3'
import type { ProjectedRow } from '../documents/projected-tables.ts'
import { quoteName } from '../store/sql.ts'

/** Thrown where a file holds more than it may. */
export class TooMuch extends Error {}

/** Whether the name is a plain table with these columns, all of them stored. */
export function isPlainTable(db: Database, table: string, columns: readonly string[]): boolean {
  const entry = db
    .prepare("SELECT type, sql FROM sqlite_schema WHERE name = ? AND type IN ('table', 'view')")
    .get(table) as { type: string; sql: string | null } | undefined
  if (entry?.type !== 'table' || !/^CREATE TABLE\b/i.test(entry.sql ?? '')) return false
  const info = db.prepare(`PRAGMA table_xinfo(${quoteName(table)})`).all() as Array<{ name: string; hidden: number }>
  const stored = new Set(info.filter(({ hidden }) => hidden === 0).map(({ name }) => name))
  return info.length === stored.size && columns.every((column) => stored.has(column))
}

/** The columns of every row. Throws `TooMuch` beyond the limits. */
export function readRowsOf(
  db: Database,
  { table, columns }: { readonly table: string; readonly columns: readonly string[] },
  limits: { readonly rows: number; readonly bytes: number },
): { readonly rows: ProjectedRow[]; readonly bytes: number } {
  const rows: ProjectedRow[] = []
  let bytes = 0
  const all = db.prepare(`SELECT ${columns.map(quoteName).join(', ')} FROM ${quoteName(table)}`).iterate()
  for (const row of all as Iterable<ProjectedRow>) {
    for (const cell of Object.values(row))
      bytes += typeof cell === 'object' && cell ? cell.length : String(cell).length * 2
    if (rows.push(row) > limits.rows || bytes > limits.bytes) throw new TooMuch(table)
  }
  return { rows, bytes }
}

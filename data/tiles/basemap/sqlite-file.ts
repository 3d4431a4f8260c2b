/** Maps that are SQLite files. */
import { basename } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { Refusal } from '../../contract/errors.ts'

/** Opens a SQLite file for reading only and describes it by `read`. Throws `basemap.damaged` where SQLite cannot read it. */
export function openSqliteMap<T>(path: string, read: (db: Database) => T): T {
  let db: Database | null = null
  try {
    db = new Sqlite(path, { readonly: true, fileMustExist: true })
    return read(db)
  } catch (error) {
    db?.close()
    throw asRefusal(error, basename(path))
  }
}

/** What SQLite says about a damaged file as a refusal; anything else as it is. */
export function asRefusal(error: unknown, name: string): unknown {
  const code = (error as { code?: unknown }).code
  if (typeof code !== 'string' || !code.startsWith('SQLITE_')) return error
  return new Refusal('basemap.damaged', { name, what: code }, String(error))
}

/** Whether a table or view is there. */
export function hasTable(db: Database, table: string): boolean {
  return db.prepare("SELECT 1 FROM sqlite_master WHERE type IN ('table', 'view') AND name = ?").get(table) !== undefined
}

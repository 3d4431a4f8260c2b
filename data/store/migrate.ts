/** Migrations only add. Each entry takes a file from the version before it to its own. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'

/** migrations[n] takes schema version n + 1 to n + 2. */
const migrations: readonly string[] = []

export const SCHEMA_VERSION = 1 + migrations.length

/** Brings an older workspace up to this release in one transaction. Throws `workspace.newer` for a later one. */
export function migrate(db: Database, path: string): void {
  const version = readSchemaVersion(db)
  if (version > SCHEMA_VERSION) throw new Refusal('workspace.newer', { path, version })
  if (version === SCHEMA_VERSION) return
  db.transaction(() => {
    for (const sql of migrations.slice(version - 1)) db.exec(sql)
    db.prepare("UPDATE phaenthi_meta SET value = ? WHERE key = 'schema_version'").run(String(SCHEMA_VERSION))
  })()
}

function readSchemaVersion(db: Database): number {
  const row = db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'schema_version'").get() as { value: string }
  return Number(row.value)
}

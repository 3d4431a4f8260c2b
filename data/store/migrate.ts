/** Migrations only add. Each entry takes a file from the version before it to its own. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { registerLayer } from './layers.ts'

/** Tables that migration 2 adds, with their names in QGIS. */
export const tablesOfMigration2: ReadonlyArray<readonly [table: string, identifier: string]> = [
  ['plan_item_need', 'ปัญหาที่โครงการตอบ (plan item needs)'],
  ['plan_item_goal', 'เป้าตัวชี้วัดของโครงการ (plan item goals)'],
  ['plan_item_organisation', 'องค์กรในโครงการ (plan item organisations)'],
  ['plan_item_source', 'ต้นทางของโครงการ (plan item sources)'],
  ['plan_ceiling', 'เพดานเงินของแผน (plan ceilings)'],
  ['plan_answer', 'คำตอบถึงแผนต้นทาง (plan answers)'],
  ['plan_question', 'ข้อที่ยังไม่ตกลง (open questions of plans)'],
]

/** migrations[n] takes schema version n + 1 to n + 2. */
const migrations: ReadonlyArray<(db: Database) => void> = [
  (db) => {
    db.exec(readFileSync(join(import.meta.dirname, 'migration-2.sql'), 'utf8'))
    registerAttributes(db, tablesOfMigration2)
    db.prepare("INSERT INTO phaenthi_meta VALUES (?, 'wanted')").run(REPROJECTION)
  },
]

/** In phaenthi_meta where tables that show documents have grown and are to be written anew from them. */
export const REPROJECTION = 'reprojection'

export const SCHEMA_VERSION = 1 + migrations.length

/** Brings an older workspace up to this release in one transaction. Throws `workspace.newer` for a later one. */
export function migrate(db: Database, path: string): void {
  const version = readSchemaVersion(db, path)
  if (version === SCHEMA_VERSION) return
  db.transaction(() => {
    for (const migration of migrations.slice(version - 1)) migration(db)
    db.prepare("UPDATE phaenthi_meta SET value = ? WHERE key = 'schema_version'").run(String(SCHEMA_VERSION))
  })()
}

/**
 * Lets an older file that may not be written be read like one of this release: what it lacks stands beside it, empty, for as long
 * as it is open. Throws `workspace.newer`.
 */
export function standInForMigrations(db: Database, path: string): void {
  if (readSchemaVersion(db, path) >= 2) return
  const lines = readFileSync(join(import.meta.dirname, 'migration-2.sql'), 'utf8')
  const added = new Map<string, string[]>()
  for (const [, table = '', column = ''] of lines.matchAll(/^ALTER TABLE (\w+) ADD COLUMN (\w+)/gm))
    added.set(table, [...(added.get(table) ?? []), column])
  for (const [table, columns] of added)
    db.exec(`CREATE TEMP VIEW ${table} AS SELECT *, ${columns.map((each) => `NULL AS ${each}`)} FROM main.${table}`)
  for (const [statement] of lines.matchAll(/^CREATE TABLE [^;]+;/gm))
    db.exec(statement.replace('CREATE TABLE', 'CREATE TEMP TABLE'))
}

export function registerAttributes(db: Database, tables: ReadonlyArray<readonly [table: string, identifier: string]>) {
  for (const [table, identifier] of tables)
    registerLayer(db, { table, geometryType: null, identifier, description: '', box: null })
}

function readSchemaVersion(db: Database, path: string): number {
  const row = db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'schema_version'").get() as { value: string }
  const version = Number(row.value)
  if (version > SCHEMA_VERSION) throw new Refusal('workspace.newer', { path, version })
  return version
}

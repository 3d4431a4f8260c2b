/** Saves what can still be read of a damaged workspace into a new one. The damaged file is only read. */
import Sqlite, { type Database } from 'better-sqlite3'
import { authoredTables } from './authored-tables.ts'
import { listVersions } from './datasets.ts'
import { type ColumnType, createLayerTable, type GeometryTypeName, registerLayer } from './layers.ts'
import { REPROJECTION, tablesOfMigration2 } from './migrate.ts'
import { createStore, type Store } from './open.ts'
import { quoteName } from './sql.ts'

export interface Recovered {
  readonly table: string
  readonly rows: number
  /** False where reading stopped before the table's end. */
  readonly whole: boolean
}

/** Tables of ours that are copied as they are, referenced ones first. */
const ownTables = [
  'phaenthi_dataset',
  'phaenthi_version',
  'phaenthi_refusal',
  'phaenthi_column',
  'phaenthi_tile',
  'phaenthi_basemap',
  'phaenthi_document',
  'phaenthi_change',
  'phaenthi_projection',
  ...authoredTables,
]

/** Makes `destination` from what `damagedPath` still gives, table by table, row by row. Throws where its schema is unreadable. */
export function recoverStore(damagedPath: string, destination: string): Recovered[] {
  const source = new Sqlite(damagedPath, { readonly: true, fileMustExist: true })
  const target = createStore(destination)
  try {
    target.db.pragma('foreign_keys = OFF')
    const isOlder = source.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'plan_item_source'").get() === undefined
    const tables = ownTables.filter((table) => !isOlder || !tablesOfMigration2.some(([name]) => name === table))
    const done = tables.map((table) => copyRows(source, target.db, table))
    if (isOlder) target.db.prepare("INSERT INTO phaenthi_meta VALUES (?, 'wanted')").run(REPROJECTION)
    for (const version of listVersions(target.db)) done.push(recoverVersion(source, target, version))
    target.db.prepare('DELETE FROM phaenthi_version WHERE table_name NOT IN (SELECT name FROM sqlite_master)').run()
    return done
  } finally {
    target.close()
    source.close()
  }
}

function recoverVersion(source: Database, target: Store, version: ReturnType<typeof listVersions>[number]): Recovered {
  const columns = source.prepare(`PRAGMA table_info(${quoteName(version.table)})`).all() as {
    name: string
    type: string
  }[]
  const layer = version.meta.layer as { geometryType: GeometryTypeName | null; identifier: string; box: null }
  createLayerTable(target.db, {
    table: version.table,
    geometryType: layer.geometryType,
    columns: columns
      .filter(({ name }) => name !== 'fid' && name !== 'geom')
      .map(({ name, type }) => ({ name, type: type as ColumnType })),
  })
  const copied = copyRows(source, target.db, version.table)
  if (version.current) registerLayer(target.db, { table: version.table, description: version.title, ...layer })
  return copied
}

function copyRows(source: Database, target: Database, table: string): Recovered {
  let rows = 0
  try {
    const columns = source
      .prepare(`SELECT * FROM ${quoteName(table)} LIMIT 0`)
      .columns()
      .map((column) => column.name)
    const insert = target.prepare(
      `INSERT OR REPLACE INTO ${quoteName(table)} (${columns.map(quoteName).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    target.exec('BEGIN')
    for (const row of source
      .prepare(`SELECT * FROM ${quoteName(table)}`)
      .raw()
      .iterate()) {
      insert.run(...(row as unknown[]))
      rows++
    }
    return { table, rows, whole: true }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { table, rows, whole: false }
  } finally {
    if (target.inTransaction) target.exec('COMMIT')
  }
}

function isDamage(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_ERROR' || code.startsWith('SQLITE_IOERR')
}

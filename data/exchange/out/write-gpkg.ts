/** A plain GeoPackage 1.3 of one table: what other programs take, without anything of ours inside. */
import Sqlite from 'better-sqlite3'
import type { Box } from '../../contract/imports.ts'
import { registerSpatialFunctions } from '../../store/functions.ts'
import { envelopeOf } from '../../store/geometry.ts'
import { createLayerTable, registerLayer } from '../../store/layers.ts'
import { initialiseGeoPackage } from '../../store/open.ts'
import { quoteName } from '../../store/sql.ts'
import type { ExportTable } from './export-table.ts'

const ROWS_PER_TRANSACTION = 20_000

/** Writes the table to `path` with its R-tree; `tick` is called for each row and may throw to stop. */
export function writeGeoPackage(table: ExportTable, path: string, tick: () => void): void {
  const db = new Sqlite(path)
  try {
    registerSpatialFunctions(db)
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    initialiseGeoPackage(db)
    createLayerTable(db, { table: table.name, geometryType: table.geometryType, columns: table.columns })
    const box = copyRows(db, table, tick)
    registerLayer(db, {
      table: table.name,
      geometryType: table.geometryType,
      identifier: table.title,
      description: '',
      box,
    })
  } finally {
    db.close()
  }
}

function copyRows(db: Sqlite.Database, table: ExportTable, tick: () => void): Box | null {
  const names = [...(table.geometryType ? ['geom'] : []), ...table.columns.map((column) => column.name)]
  const marks = names.map(() => '?').join(', ')
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table.name)} (${names.map(quoteName).join(', ')}) VALUES (${marks})`,
  )
  let box: Box | null = null
  let open = 0
  db.exec('BEGIN')
  for (const { geom, values } of table.rows()) {
    tick()
    insert.run(...(table.geometryType ? [geom] : []), ...values)
    if (geom) box = widen(box, envelopeOf(geom))
    if (++open % ROWS_PER_TRANSACTION === 0) db.exec('COMMIT; BEGIN')
  }
  db.exec('COMMIT')
  return box
}

/** The box around both; null where neither is one. */
export function widen(box: Box | null, by: Box | null): Box | null {
  if (!box || !by) return box ?? by
  return [Math.min(box[0], by[0]), Math.min(box[1], by[1]), Math.max(box[2], by[2]), Math.max(box[3], by[3])]
}

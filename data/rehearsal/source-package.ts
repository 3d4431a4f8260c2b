/** The rehearsal province as a GeoPackage file, so that its layers come into a workspace on the road that every file takes. */
import Sqlite, { type Database } from 'better-sqlite3'
import { registerSpatialFunctions } from '../store/functions.ts'
import { boxOf, encodeGeometry } from '../store/geometry.ts'
import { type ColumnType, createLayerTable, type GeometryTypeName, registerLayer } from '../store/layers.ts'
import { initialiseGeoPackage } from '../store/open.ts'
import { quoteName } from '../store/sql.ts'
import { referenceLayers, tambonCollection, villageCollection } from './geometry.ts'
import type { Province } from './province.ts'

/** Writes tables tambon, village, forest, reservoirs, rivers, roads and places to a new file at `path`. */
export function writeSourcePackage(path: string, province: Province): void {
  const db = new Sqlite(path)
  try {
    registerSpatialFunctions(db)
    db.pragma('journal_mode = OFF')
    db.pragma('synchronous = OFF')
    db.transaction(() => {
      initialiseGeoPackage(db)
      writeTable(db, 'tambon', tambonCollection(province))
      writeTable(db, 'village', villageCollection(province))
      for (const { id, collection } of referenceLayers(province)) writeTable(db, id, collection)
    })()
  } finally {
    db.close()
  }
}

function writeTable(db: Database, table: string, { features }: GeoJSON.FeatureCollection): void {
  const first = features[0]
  if (!first) throw new Error(`the rehearsal province has no ${table}`)
  const properties: Readonly<Record<string, unknown>> = first.properties ?? {}
  const columns = Object.keys(properties).map((name) => ({ name, type: typeOf(properties[name]) }))
  const geometryType = first.geometry.type.toUpperCase() as GeometryTypeName
  createLayerTable(db, { table, geometryType, columns })
  const names = ['geom', ...columns.map(({ name }) => name)]
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table)} (${names.map(quoteName).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  for (const feature of features) {
    insert.run(encodeGeometry(feature.geometry), ...columns.map(({ name }) => feature.properties?.[name] ?? null))
  }
  const box = boxOf({ type: 'GeometryCollection', geometries: features.map(({ geometry }) => geometry) })
  registerLayer(db, { table, geometryType, identifier: table, description: '', box })
}

function typeOf(value: unknown): ColumnType {
  return typeof value === 'number' ? 'INTEGER' : 'TEXT'
}

/**
 * GeoPackages are read directly, without GDAL, unless they hold curves. The file is never written: one in WAL mode, where even
 * a reader writes beside it, is copied first (with its log).
 */
import { closeSync, copyFileSync, existsSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { Refusal } from '../../contract/errors.ts'
import { type FeatureTable, hasCurves, listFeatureTables, readFeatureTable } from './feature-table.ts'
import { convert, convertTo4326, normalAuthority, recogniseCrs } from './open-converted.ts'
import type { OpenRequest } from './open-vector.ts'
import type { DeclaredCrs, VectorLayer, VectorSource } from './vector-source.ts'

/** Opens the layers of a GeoPackage. Throws `file.damaged`, `file.unknown-format`, `file.empty`. */
export async function openGeoPackage(request: OpenRequest, path: string): Promise<VectorSource> {
  const { scratch, file } = request
  const safePath = readable(path, scratch.folder)
  const db = openDatabase(safePath, file.name)
  const closers: (() => void)[] = [() => db.close()]
  try {
    const tables = listTables(db, file.name)
    const layers: VectorLayer[] = []
    for (const table of tables) {
      layers.push(hasCurves(table) ? await linearised(request, safePath, table, closers) : directLayer(db, table))
    }
    const filled = layers.filter((layer) => layer.rowCount > 0)
    if (filled.length === 0) throw new Refusal('file.empty', { name: file.name })
    return {
      ...file,
      layers: filled,
      notes: [],
      viaGdal: (layer, crs, cancel) =>
        convertTo4326({ path: safePath, layer, sourceName: layer.name, crs, closers, openOptions: [] }, file, cancel),
      close: () => {
        for (const closer of closers) closer()
        scratch.remove()
      },
    }
  } catch (error) {
    for (const closer of closers) closer()
    throw error
  }
}

/** A file that can be opened without leaving anything beside it. */
function readable(path: string, folder: string): string {
  if (path.startsWith(folder)) return path
  const wal = `${path}-wal`
  if (!existsSync(wal) && !isWal(path)) return path
  const copy = join(folder, 'copy.gpkg')
  copyFileSync(path, copy)
  if (existsSync(wal)) copyFileSync(wal, `${copy}-wal`)
  return copy
}

/** Byte 18 of the SQLite header: 2 where the file is in WAL mode. */
function isWal(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const version = Buffer.alloc(1)
    readSync(file, version, 0, 1, 18)
    return version[0] === 2
  } finally {
    closeSync(file)
  }
}

function openDatabase(path: string, name: string): Database {
  try {
    const db = new Sqlite(path, { readonly: true, fileMustExist: true })
    db.prepare('SELECT count(*) FROM sqlite_master').get()
    return db
  } catch (error) {
    throw asDamage(error, name)
  }
}

function asDamage(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error
  if (error instanceof Sqlite.SqliteError)
    return new Refusal('file.damaged', { name, what: 'GeoPackage' }, error.message)
  return error
}

function listTables(db: Database, name: string): FeatureTable[] {
  const has = (table: string) =>
    db.prepare('SELECT 1 FROM sqlite_master WHERE lower(name) = ?').get(table) !== undefined
  if (!has('gpkg_contents')) throw new Refusal('file.unknown-format', { name, what: 'SQLite' })
  try {
    const tables = listFeatureTables(db, has('gpkg_geometry_columns'))
    if (tables.length === 0) throw new Refusal('file.unknown-format', { name, what: 'GeoPackage tiles' })
    return tables
  } catch (error) {
    throw asDamage(error, name)
  }
}

function directLayer(db: Database, table: FeatureTable): VectorLayer {
  return {
    name: table.name,
    rowCount: table.rowCount,
    columns: table.columns,
    geometryTypes: table.geometryTypes,
    box: table.box,
    declaredCrs: readCrs(db, table.srsId),
    rawText: false,
    declaredEncoding: null,
    notes: [],
    read: (options) => readFeatureTable(db, table, options),
  }
}

/** Curves are drawn as short lines by GDAL (a vertex about every 4 degrees of arc). */
async function linearised(
  { scratch, cancelled, file }: OpenRequest,
  path: string,
  table: FeatureTable,
  closers: (() => void)[],
): Promise<VectorLayer> {
  const conversion = await convert(
    { path, outFolder: scratch.folder, openOptions: [], layer: table.name },
    file,
    cancelled,
  )
  closers.push(() => conversion.db.close())
  const converted = conversion.tables[0]
  if (!converted) throw new Refusal('file.damaged', { name: file.name, what: 'GeoPackage' })
  return {
    ...directLayer(conversion.db, converted),
    name: table.name,
    notes: [{ message: 'vector.curves-as-lines', values: { layer: table.name }, severity: 'info' }],
  }
}

function readCrs(db: Database, srsId: number | null): DeclaredCrs {
  if (srsId === null || srsId <= 0) return { by: 'none', authority: null, name: null }
  const row = db
    .prepare<[number], { srs_name: string; organization: string; organization_coordsys_id: number }>(
      'SELECT srs_name, organization, organization_coordsys_id FROM gpkg_spatial_ref_sys WHERE srs_id = ?',
    )
    .get(srsId)
  if (!row) return { by: 'none', authority: null, name: null }
  const id = row.organization_coordsys_id === 84 ? 'OGC:CRS84' : `EPSG:${row.organization_coordsys_id}`
  const known = /^(epsg|ogc|crs)$/i.test(row.organization)
  const authority = known ? normalAuthority(id) : recogniseCrs(row.srs_name)
  return { by: 'file', authority, name: row.srs_name }
}

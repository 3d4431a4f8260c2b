/** Reads the tables of a GeoPackage, a foreign one or one that GDAL wrote for us, row by row. */
import type { Database } from 'better-sqlite3'
import type { Geometry } from 'geojson'
import type { Box, SourceColumn } from '../../contract/imports.ts'
import { decodeGeometry, envelopeOf } from '../../store/geometry.ts'
import { quoteName } from '../../store/sql.ts'
import type { Cell, RawFeature } from './vector-source.ts'

export interface FeatureTable {
  readonly name: string
  readonly identifier: string
  readonly geometryColumn: string | null
  /** As the table declares it, e.g. MULTIPOLYGON or CURVE. */
  readonly declaredGeometry: string | null
  readonly srsId: number | null
  readonly columns: ReadonlyArray<Pick<SourceColumn, 'name' | 'type'>>
  readonly rowCount: number
  readonly box: Box | null
  readonly geometryTypes: readonly string[]
}

const TYPE_SAMPLE = 20_000
const geometryNames = [
  ...['Geometry', 'Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon'],
  ...['GeometryCollection', 'CircularString', 'CompoundCurve', 'CurvePolygon', 'MultiCurve', 'MultiSurface'],
  ...['Curve', 'Surface', 'PolyhedralSurface', 'TIN', 'Triangle'],
]
const curved = /^(CircularString|CompoundCurve|CurvePolygon|MultiCurve|MultiSurface|Curve|Surface)$/i

/** Does the table hold, or promise, shapes that need GDAL to draw them as lines. */
export function hasCurves(table: FeatureTable): boolean {
  return table.geometryTypes.some((type) => curved.test(type)) || curved.test(table.declaredGeometry ?? '')
}

/** The tables with rows that the GeoPackage lists (features and attributes, not tiles). Throws SqliteError when it cannot. */
export function listFeatureTables(db: Database, withGeometry = true): FeatureTable[] {
  const contents = db
    .prepare<[], { table_name: string; data_type: string; identifier: string | null; box: string }>(
      `SELECT table_name, data_type, identifier, json_array(min_x, min_y, max_x, max_y) AS box FROM gpkg_contents
       WHERE data_type IN ('features', 'attributes', 'aspatial') ORDER BY rowid`,
    )
    .all()
  // A list may name a table that is not there; what is there can still be read.
  const exists = db.prepare('SELECT 1 FROM sqlite_master WHERE lower(name) = lower(?)')
  return contents
    .filter((entry) => exists.get(entry.table_name) !== undefined)
    .map((entry) => describeTable(db, entry, withGeometry))
}

function describeTable(
  db: Database,
  entry: { table_name: string; identifier: string | null; box: string },
  withGeometry: boolean,
): FeatureTable {
  const name = entry.table_name
  const geometry = withGeometry
    ? db
        .prepare<[string], { column_name: string; geometry_type_name: string; srs_id: number }>(
          'SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?)',
        )
        .get(name)
    : undefined
  const info = db
    .prepare<[string], { name: string; type: string; pk: number }>('SELECT * FROM pragma_table_info(?)')
    .all(name)
  const keys = info.filter((column) => column.pk > 0)
  const columns = info
    .filter((column) => column.name.toLowerCase() !== geometry?.column_name.toLowerCase())
    .filter((column) => !(column.pk > 0 && keys.length === 1 && /INT/i.test(column.type)))
    .map((column) => ({ name: column.name, type: columnType(column.type) }))
  const { n } = db.prepare<[], { n: number }>(`SELECT count(*) AS n FROM ${quoteName(name)}`).get()!
  const geometryColumn = geometry?.column_name ?? null
  const box = JSON.parse(entry.box) as (number | null)[]
  return {
    name,
    identifier: entry.identifier || name,
    geometryColumn,
    declaredGeometry: geometry?.geometry_type_name ?? null,
    srsId: geometry?.srs_id ?? null,
    columns,
    rowCount: n,
    box: geometryColumn ? (isBox(box) ? box : boxOfTable(db, name, geometryColumn)) : null,
    geometryTypes: geometryColumn ? typesOfTable(db, name, geometryColumn) : [],
  }
}

function isBox(box: (number | null)[]): box is [number, number, number, number] {
  return box.every((side) => typeof side === 'number' && Number.isFinite(side)) && box[0]! <= box[2]!
}

function columnType(declared: string): SourceColumn['type'] {
  if (/BOOL/i.test(declared)) return 'boolean'
  if (/INT/i.test(declared)) return 'integer'
  if (/REAL|DOUBLE|FLOAT|NUMERIC|DECIMAL/i.test(declared)) return 'real'
  if (/^(DATE|DATETIME|TIMESTAMP)/i.test(declared)) return 'date'
  return 'text'
}

function boxOfTable(db: Database, table: string, column: string): Box | null {
  let box: [number, number, number, number] | null = null
  for (const blob of blobs(db, table, column)) {
    const part = attempt(() => envelopeOf(blob))
    if (!part?.every(Number.isFinite)) continue
    box ??= [Infinity, Infinity, -Infinity, -Infinity]
    box = [Math.min(box[0], part[0]), Math.min(box[1], part[1]), Math.max(box[2], part[2]), Math.max(box[3], part[3])]
  }
  return box
}

function typesOfTable(db: Database, table: string, column: string): string[] {
  const found = new Set<string>()
  let seen = 0
  for (const blob of blobs(db, table, column)) {
    const type = attempt(() => typeOfBlob(blob))
    if (type) found.add(type)
    if (++seen >= TYPE_SAMPLE) break
  }
  return [...found]
}

function* blobs(db: Database, table: string, column: string): Generator<Buffer> {
  const sql = `SELECT ${quoteName(column)} AS blob FROM ${quoteName(table)} WHERE typeof(${quoteName(column)}) = 'blob'`
  for (const row of db.prepare<[], { blob: Buffer }>(sql).iterate()) yield row.blob
}

const envelopeBytes = [0, 32, 48, 48, 64]

function typeOfBlob(blob: Buffer): string | null {
  if (blob.length < 13 || blob[0] !== 0x47 || blob[1] !== 0x50) return null
  const at = 8 + (envelopeBytes[(blob[3]! >> 1) & 7] ?? 0)
  const code = blob[at] === 1 ? blob.readUInt32LE(at + 1) : blob.readUInt32BE(at + 1)
  return geometryNames[(code & 0x0fffffff) % 1000] ?? null
}

function attempt<T>(work: () => T): T | null {
  try {
    return work()
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  }
}

export interface ReadOptions {
  readonly every?: number
  /** Texts as their bytes shown as Latin-1: GDAL passes on what it cannot decode, and SQLite does not mind. */
  readonly textAsBytes?: boolean
}

/** The rows of a table in their order. A shape that cannot be read becomes a problem of its row, not of the file. */
export function* readFeatureTable(
  db: Database,
  table: FeatureTable,
  { every = 1, textAsBytes = false }: ReadOptions = {},
): Generator<RawFeature> {
  const columns = table.columns.map(({ name, type }) =>
    textAsBytes && type === 'text' ? `CAST(${quoteName(name)} AS BLOB)` : quoteName(name),
  )
  const geometry = table.geometryColumn ? quoteName(table.geometryColumn) : 'NULL'
  const statement = db.prepare(`SELECT ${[geometry, ...columns].join(', ')} FROM ${quoteName(table.name)}`).raw(true)
  // Whole numbers beyond 2^53 (identifiers of other systems) would be rounded silently.
  statement.safeIntegers(hasLargeIntegers(db, table))
  let row = 0
  for (const cells of statement.iterate() as IterableIterator<unknown[]>) {
    row++
    if (every > 1 && row % every !== 0 && row !== 1) continue
    const shape = readShape(cells[0])
    const values = table.columns.map((column, index) => toCell(cells[index + 1], column.type))
    yield { row, values, ...shape }
  }
}

function hasLargeIntegers(db: Database, table: FeatureTable): boolean {
  const large = table.columns
    .filter((column) => column.type === 'integer')
    .map((column) => `max(abs(CAST(${quoteName(column.name)} AS REAL))) > 9007199254740991`)
  if (large.length === 0) return false
  const row = db
    .prepare(`SELECT ${large.join(', ')} FROM ${quoteName(table.name)}`)
    .raw(true)
    .get() as unknown[]
  return row.includes(1)
}

function readShape(blob: unknown): { geometry: Geometry | null; problem: string | null } {
  if (blob === null || blob === undefined) return { geometry: null, problem: null }
  if (!(blob instanceof Uint8Array)) return { geometry: null, problem: 'refused.geometry-unreadable' }
  try {
    return { geometry: decodeGeometry(blob), problem: null }
  } catch (error) {
    if (error instanceof RangeError) return { geometry: null, problem: 'refused.geometry-unreadable' }
    throw error
  }
}

function toCell(value: unknown, type: SourceColumn['type']): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'bigint') {
    const small = Number.isSafeInteger(Number(value)) ? Number(value) : value
    return type === 'boolean' ? value !== 0n : small
  }
  if (type === 'boolean' && typeof value === 'number') return value !== 0
  if (typeof value === 'string' || typeof value === 'number') return value
  if (type === 'text' && Buffer.isBuffer(value)) return value.toString('latin1')
  // Binary attributes (photos) have no place in a table of values.
  return null
}

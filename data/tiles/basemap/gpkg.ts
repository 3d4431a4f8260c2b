/**
 * GeoPackage tiles (OGC 12-128r18, clause 2.2) on the Web Mercator grid: any matrix whose tiles fall on the grid's own, with
 * the offset of its first column and row. Other grids would have to be redrawn, and are refused.
 */
import { basename } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { BasemapInfo } from '../../contract/basemaps.ts'
import { Refusal } from '../../contract/errors.ts'
import { quoteName } from '../../store/sql.ts'
import { type Basemap, noResources } from './basemap.ts'
import { centerWithin, plainAttribution } from './describe.ts'
import { asRefusal, hasTable, openSqliteMap } from './sqlite-file.ts'
import { contentTypes, sniffTileType } from './tile-bytes.ts'

/** Half the side of the Web Mercator square in metres: π times the radius of WGS84. */
const HALF_WORLD_M = Math.PI * 6378137
/** How far, in tiles, a matrix may lie off the grid. */
const TOLERANCE = 0.01

interface Level {
  /** `zoom_level` in the table, which need not be the grid's. */
  readonly stored: number
  readonly firstColumn: number
  readonly firstRow: number
  readonly tileSize: number
}

interface TileTable {
  readonly name: string
  readonly box: readonly [number, number, number, number]
  readonly levels: ReadonlyMap<number, Level>
}

/** Opens the first tile table of a GeoPackage. Throws `basemap.damaged`, `basemap.empty`, `basemap.other-grid`. */
export async function openGpkgTiles(path: string): Promise<Basemap> {
  const name = basename(path)
  return openSqliteMap(path, (db) => {
    const table = chooseTable(db, name)
    const info = describe(db, table, name)
    const select = db
      .prepare(
        `SELECT tile_data FROM ${quoteName(table.name)} WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?`,
      )
      .pluck()
    return {
      ...noResources,
      info,
      async tile(z, x, y) {
        const level = table.levels.get(z)
        if (!level) return null
        try {
          const bytes = select.get(level.stored, x - level.firstColumn, y - level.firstRow)
          if (!(bytes instanceof Uint8Array) || bytes.length === 0) return null
          return { bytes, encoding: null, contentType: contentTypes[sniffTileType(bytes)] }
        } catch (error) {
          throw asRefusal(error, name)
        }
      },
      async close() {
        db.close()
      },
    }
  })
}

function chooseTable(db: Database, name: string): TileTable {
  if (!hasTable(db, 'gpkg_tile_matrix_set') || !hasTable(db, 'gpkg_tile_matrix')) {
    throw new Refusal('basemap.empty', { name })
  }
  const sets = db
    .prepare(
      `SELECT m.table_name AS name, m.min_x, m.min_y, m.max_x, m.max_y, s.organization, s.organization_coordsys_id AS code
       FROM gpkg_tile_matrix_set m JOIN gpkg_spatial_ref_sys s ON s.srs_id = m.srs_id ORDER BY m.table_name`,
    )
    .all() as {
    name: string
    min_x: number
    min_y: number
    max_x: number
    max_y: number
    organization: string
    code: number
  }[]
  if (sets.length === 0) throw new Refusal('basemap.empty', { name })
  for (const set of sets) {
    if (![3857, 900913].includes(set.code)) continue
    const box = [set.min_x, set.min_y, set.max_x, set.max_y] as const
    const levels = readLevels(db, set.name, box)
    if (levels.size > 0) return { name: set.name, box, levels }
  }
  throw new Refusal('basemap.other-grid', { name, what: `${sets[0]!.organization}:${sets[0]!.code}` })
}

function readLevels(db: Database, table: string, box: TileTable['box']): Map<number, Level> {
  const rows = db
    .prepare(
      `SELECT zoom_level AS stored, pixel_x_size * tile_width AS side_x, pixel_y_size * tile_height AS side_y, tile_width
       FROM gpkg_tile_matrix WHERE table_name = ?`,
    )
    .all(table) as { stored: number; side_x: number; side_y: number; tile_width: number }[]
  const levels = new Map<number, Level>()
  for (const row of rows) {
    const zoom = whole(Math.log2((2 * HALF_WORLD_M) / row.side_x))
    const firstColumn = whole((box[0] + HALF_WORLD_M) / row.side_x)
    const firstRow = whole((HALF_WORLD_M - box[3]) / row.side_y)
    const square = Math.abs(row.side_x - row.side_y) < row.side_x * TOLERANCE
    if (zoom === null || firstColumn === null || firstRow === null || !square) continue
    levels.set(zoom, { stored: row.stored, firstColumn, firstRow, tileSize: row.tile_width })
  }
  return levels
}

/** A number that is nearly whole as that whole number, else null. */
function whole(value: number): number | null {
  return Math.abs(value - Math.round(value)) < TOLERANCE ? Math.round(value) : null
}

function describe(db: Database, { name: table, box, levels }: TileTable, name: string): BasemapInfo {
  const stored = new Set(
    db
      .prepare(`SELECT DISTINCT zoom_level FROM ${quoteName(table)}`)
      .pluck()
      .all() as number[],
  )
  const zooms = [...levels].filter(([, level]) => stored.has(level.stored)).map(([zoom]) => zoom)
  const sample = db
    .prepare(`SELECT tile_data FROM ${quoteName(table)} WHERE length(tile_data) > 0 LIMIT 1`)
    .pluck()
    .get()
  if (zooms.length === 0 || !(sample instanceof Uint8Array)) throw new Refusal('basemap.empty', { name })
  const tileType = sniffTileType(sample)
  if (tileType === 'mvt') throw new Refusal('basemap.damaged', { name, what: 'MVT' })
  const bounds = [longitude(box[0]), latitude(box[1]), longitude(box[2]), latitude(box[3])] as const
  const minZoom = Math.min(...zooms)
  const about = db.prepare('SELECT description FROM gpkg_contents WHERE table_name = ?').pluck().get(table)
  return {
    format: 'gpkg',
    kind: 'raster',
    tileType,
    minZoom,
    maxZoom: Math.max(...zooms),
    bounds,
    center: centerWithin(bounds, [], minZoom),
    attribution: plainAttribution(about),
    schema: 'other',
    vectorLayers: [],
    tileSize: levels.get(minZoom)!.tileSize,
  }
}

function longitude(x: number): number {
  return (x / HALF_WORLD_M) * 180
}

function latitude(y: number): number {
  return (Math.atan(Math.sinh((y / HALF_WORLD_M) * Math.PI)) * 180) / Math.PI
}

/** What lies under a click: the features of each layer within a few pixels, by the R-tree and then by their shapes. */
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { pointToLineDistance } from '@turf/point-to-line-distance'
import type { Database } from 'better-sqlite3'
import type { Geometry, LineString, Position } from 'geojson'
import type { Identified } from '../contract/api.ts'
import { currentVersion } from '../store/datasets.ts'
import { decodeGeometry } from '../store/geometry.ts'
import { rtreeName } from '../store/layers.ts'
import { quoteName } from '../store/sql.ts'

export interface Click {
  readonly lon: number
  readonly lat: number
  readonly zoom: number
  /** Dataset ids, and `items`. */
  readonly layers: readonly string[]
}

const REACH_PIXELS = 6
const FEATURES_PER_LAYER = 10
const TITLE_COLUMNS = ['name_th', 'title', 'name', 'household_id', 'NAME', 'ชื่อ']

/** The features under a click, layer by layer in the order given; unknown layers are passed over. */
export function identify(db: Database, click: Click): Identified[] {
  return click.layers.flatMap((layer) => identifyIn(db, layer, click))
}

function identifyIn(db: Database, layer: string, click: Click): Identified[] {
  const table = layer === 'items' ? 'plan_item' : currentVersion(db, layer)?.table
  if (!table || !hasRtree(db, table)) return []
  // 512-pixel tiles: the world is 512 · 2^zoom pixels around.
  const reach = (REACH_PIXELS * 360) / (512 * 2 ** click.zoom)
  const rows = db
    .prepare(
      `SELECT t.* FROM ${quoteName(rtreeName(table))} r JOIN ${quoteName(table)} t ON t.fid = r.id
       WHERE r.minx <= @maxX AND r.maxx >= @minX AND r.miny <= @maxY AND r.maxy >= @minY LIMIT 200`,
    )
    .all({
      minX: click.lon - reach,
      maxX: click.lon + reach,
      minY: click.lat - reach,
      maxY: click.lat + reach,
    }) as Record<string, unknown>[]
  return rows
    .map((row) => ({ row, geometry: decodeGeometry(row.geom as Uint8Array) }))
    .filter(({ geometry }) => geometry !== null && isNear(geometry, click, reach))
    .slice(0, FEATURES_PER_LAYER)
    .map(({ row, geometry }) => describe(layer, row, geometry))
}

function hasRtree(db: Database, table: string): boolean {
  return db.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(rtreeName(table)) !== undefined
}

function isNear(geometry: Geometry, { lon, lat }: Click, reach: number): boolean {
  const at: Position = [lon, lat]
  switch (geometry.type) {
    case 'Point':
      return isClose(geometry.coordinates, at, reach)
    case 'MultiPoint':
      return geometry.coordinates.some((point) => isClose(point, at, reach))
    case 'LineString':
      return lineDistance(geometry, at) <= reach
    case 'MultiLineString':
      return geometry.coordinates.some((coordinates) => lineDistance({ type: 'LineString', coordinates }, at) <= reach)
    case 'Polygon':
    case 'MultiPolygon':
      return booleanPointInPolygon(at, geometry)
    case 'GeometryCollection':
      return geometry.geometries.some((part) => isNear(part, { lon, lat, zoom: 0, layers: [] }, reach))
  }
}

function isClose(point: Position, at: Position, reach: number): boolean {
  return Math.hypot(point[0]! - at[0]!, point[1]! - at[1]!) <= reach
}

function lineDistance(line: LineString, at: Position): number {
  return line.coordinates.length < 2 ? Number.POSITIVE_INFINITY : pointToLineDistance(at, line, { units: 'degrees' })
}

function describe(layer: string, row: Record<string, unknown>, geometry: Geometry | null): Identified {
  const properties = Object.entries(row)
    .filter(([name, value]) => name !== 'geom' && name !== 'fid' && value !== null && !(value instanceof Uint8Array))
    .map(([label, value]) => ({ label, value: String(value) }))
  const title = TITLE_COLUMNS.map((name) => row[name]).find((value) => typeof value === 'string' && value !== '')
  return { layer, fid: Number(row.fid), title: String(title ?? row.fid), properties, geometry }
}

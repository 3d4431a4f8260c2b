/** Tiles of plan items: every placed item of every plan, with what symbols are drawn by. */
import type { Database } from 'better-sqlite3'
import type { Geometry } from 'geojson'
import { decodeGeometry } from '../../store/geometry.ts'
import { buildShapes } from './build-shapes.ts'
import type { FeatureSource } from './feature-tile.ts'
import { GeometryKind, type TagValue } from './mvt-writer.ts'

/** The name under which plan items are asked for, and that of their layer in a tile. */
export const PLAN_ITEM_LAYER = 'items'

/** Properties of both layers, in this order. */
const columns = ['item_id', 'plan_id', 'title', 'category', 'status', 'budget_baht'] as const

/** What the tiles of plan items depend on: changes with each stored change of a plan. */
export function planItemsVersion(db: Database): string {
  const hashes = db
    .prepare("SELECT content_hash FROM phaenthi_projection WHERE table_name = 'plan_item' ORDER BY document_id")
    .pluck()
    .all() as string[]
  return hashes.join('.')
}

/**
 * Placed items as a tile source: layer `items` with their shapes, `items_symbol` with a point for each point that an item lies at,
 * and one for its lines and one for its areas together, whose shapes show where the others are.
 */
export function planItemSource(db: Database): FeatureSource {
  const rows = db
    .prepare(
      `SELECT fid, geom, ${columns.join(', ')} FROM plan_item
       WHERE dropped = 0 AND placed = 1 AND geom NOTNULL ORDER BY fid`,
    )
    .all() as ({ fid: number; geom: Uint8Array } & Record<(typeof columns)[number], TagValue>)[]
  const values = new Map(rows.map((row) => [row.fid, columns.map((column) => row[column])]))
  return {
    shapes: buildShapes(
      rows.flatMap(({ fid, geom }) => pointsApart(decodeGeometry(geom)).map((geometry) => ({ fid, geometry }))),
      'as-given',
    ),
    name: PLAN_ITEM_LAYER,
    symbol: {
      name: `${PLAN_ITEM_LAYER}_symbol`,
      kinds: [GeometryKind.point, GeometryKind.line, GeometryKind.polygon],
      fromSide: 0,
    },
    smallestSide: 1,
    columns,
    valuesOf: () => values,
  }
}

/** A geometry as its points, each alone, and what else it has: what is one feature has one symbol. */
function pointsApart(geometry: Geometry | null): Geometry[] {
  if (geometry?.type === 'MultiPoint') {
    return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }))
  }
  if (geometry?.type !== 'GeometryCollection') return geometry ? [geometry] : []
  const parts = geometry.geometries
  const isPoint = ({ type }: Geometry) => type === 'Point' || type === 'MultiPoint'
  const others = parts.filter((part) => !isPoint(part))
  const rest: Geometry[] = others.length > 0 ? [{ type: 'GeometryCollection', geometries: others }] : []
  return [...parts.filter(isPoint).flatMap(pointsApart), ...rest]
}

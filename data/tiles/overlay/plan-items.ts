/** Tiles of plan items: every placed item of every plan, with what symbols are drawn by. */
import type { Database } from 'better-sqlite3'
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

/** Placed items as a tile source: layer `items` with their shapes, `items_symbol` with one point an item. */
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
      rows.map((row) => ({ fid: row.fid, geometry: decodeGeometry(row.geom) })),
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

/** Tiles of reference layers: any geometry, with the columns that the layer's style and labels ask for. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../../contract/errors.ts'
import { decodeGeometry } from '../../store/geometry.ts'
import { quoteName } from '../../store/sql.ts'
import { buildShapes, type ShapeFeature } from './build-shapes.ts'
import type { FeatureSource } from './feature-tile.ts'
import { GeometryKind, type TagValue } from './mvt-writer.ts'
import type { Shapes } from './shapes.ts'

/** Reads a version's features from its table and prepares their shapes, the largest first. */
export function prepareLayer(db: Database, table: string): Shapes {
  const rows = db.prepare(`SELECT fid, geom FROM ${quoteName(table)} WHERE geom NOTNULL ORDER BY fid`).iterate()
  function* features(): Generator<ShapeFeature> {
    for (const row of rows as Iterable<{ fid: number; geom: Uint8Array }>) {
      yield { fid: row.fid, geometry: decodeGeometry(row.geom) }
    }
  }
  return buildShapes(features(), 'largest-first')
}

/**
 * A reference layer as a tile source: layer `<slug>` with its shapes and `<slug>_label` with one point a polygon. Throws
 * `request.not-found` for a column that the table has not.
 */
export function layerSource(
  db: Database,
  { table, shapes, slug, columns }: { table: string; shapes: Shapes; slug: string; columns: readonly string[] },
): FeatureSource {
  requireColumns(db, table, columns)
  return {
    shapes,
    name: slug,
    symbol: { name: `${slug}_label`, kinds: [GeometryKind.polygon], fromSide: 16 },
    smallestSide: 2,
    columns,
    valuesOf: (fids) => readValues(db, table, { columns, fids }),
  }
}

function requireColumns(db: Database, table: string, columns: readonly string[]): void {
  if (columns.length === 0) return
  const known = new Set(
    db.prepare("SELECT name FROM pragma_table_info(?) WHERE name NOT IN ('geom')").pluck().all(table) as string[],
  )
  const unknown = columns.find((column) => !known.has(column))
  if (unknown !== undefined) throw new Refusal('request.not-found', { what: unknown })
}

function readValues(
  db: Database,
  table: string,
  { columns, fids }: { columns: readonly string[]; fids: readonly number[] },
): Map<number, TagValue[]> {
  const rows = db
    .prepare(
      `SELECT fid, ${columns.map(quoteName).join(', ')} FROM ${quoteName(table)}
       WHERE fid IN (SELECT value FROM json_each(?))`,
    )
    .raw()
    .all(JSON.stringify(fids)) as [number, ...TagValue[]][]
  return new Map(rows.map(([fid, ...values]) => [fid, values]))
}

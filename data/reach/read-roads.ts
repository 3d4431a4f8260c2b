/** The lines of an imported reference layer, read from its table a page at a time. */
import type { Database } from 'better-sqlite3'
import type { Geometry, Position } from 'geojson'
import { decodeGeometry } from '../store/geometry.ts'
import { quoteName } from '../store/sql.ts'

const ROWS_PER_STEP = 300

/** All lines of a layer's table, parts of a multi-line apart; points and polygons are left out. In steps. */
export function* roadLinesSteps(db: Database, table: string): Generator<void, Position[][]> {
  const page = db.prepare<[number, number], { fid: number; geom: Uint8Array | null }>(
    `SELECT fid, geom FROM ${quoteName(table)} WHERE fid > ? ORDER BY fid LIMIT ?`,
  )
  const lines: Position[][] = []
  for (let after = Number.MIN_SAFE_INTEGER; ; ) {
    const rows = page.all(after, ROWS_PER_STEP)
    for (const { geom } of rows) {
      const geometry = geom && decodeGeometry(geom)
      if (geometry) lines.push(...linesOf(geometry))
    }
    const last = rows.at(-1)
    if (!last || rows.length < ROWS_PER_STEP) return lines
    after = last.fid
    yield
  }
}

function linesOf(geometry: Geometry): Position[][] {
  switch (geometry.type) {
    case 'LineString':
      return [geometry.coordinates]
    case 'MultiLineString':
      return geometry.coordinates
    case 'GeometryCollection':
      return geometry.geometries.flatMap(linesOf)
    default:
      return []
  }
}

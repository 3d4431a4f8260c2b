/** Where the old outline of an area lies in the boundaries of today, by points spread over it. */
import type { Database } from 'better-sqlite3'
import type { Geometry } from 'geojson'
import type { AreaIndex } from '../areas/area-index.ts'
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import { listVersions } from '../store/datasets.ts'
import { boxOf, decodeGeometry } from '../store/geometry.ts'
import { quoteName } from '../store/sql.ts'

/** Points along each side of the area's box: shares are right to about one in a hundred. */
const POINTS_A_SIDE = 40
/** Less than this of an area is how two drawings of one border differ. */
const LEAST_SHARE = 0.03

export interface Share {
  readonly code: string
  readonly share: number
}

/** The outline that an area had in the boundaries of this content hash; null where they are not in the workspace. */
export function oldOutline(db: Database, level: AreaLevel, contentHash: string, code: string): Geometry | null {
  const version = listVersions(db).find(
    (each) => each.datasetId === `areas:${level}` && each.contentHash === contentHash && each.state === 'ready',
  )
  if (!version) return null
  const geom = db
    .prepare(`SELECT geom FROM ${quoteName(version.table)} WHERE code = ?`)
    .pluck()
    .get(code)
  return geom instanceof Uint8Array ? decodeGeometry(geom) : null
}

/** Which areas of today an outline lies in, largest share first; those with hardly any are left out. */
export function sharesOf(outline: Geometry, index: Pick<AreaIndex, 'codes' | 'locate'>): Share[] {
  const box = boxOf(outline)
  if (!box) return []
  const [west, south, east, north] = box
  const counts = new Map<string, number>()
  let inside = 0
  for (let row = 0; row < POINTS_A_SIDE; row++) {
    const lat = south + ((row + 0.5) / POINTS_A_SIDE) * (north - south)
    for (let column = 0; column < POINTS_A_SIDE; column++) {
      const lon = west + ((column + 0.5) / POINTS_A_SIDE) * (east - west)
      if (!liesIn(outline, lon, lat)) continue
      inside++
      const code = index.codes[index.locate(lon, lat)]
      if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1)
    }
  }
  return [...counts]
    .map(([code, count]) => ({ code, share: count / inside }))
    .filter(({ share }) => share >= LEAST_SHARE)
    .sort((a, b) => b.share - a.share || (a.code < b.code ? -1 : 1))
}

/** Even-odd over all rings, so that holes are left out. */
function liesIn(geometry: Geometry, lon: number, lat: number): boolean {
  const polygons =
    geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.type === 'MultiPolygon' ? geometry.coordinates : []
  let odd = false
  for (const ring of polygons.flat()) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [x1 = 0, y1 = 0] = ring[i]!
      const [x2 = 0, y2 = 0] = ring[j]!
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) odd = !odd
    }
  }
  return odd
}

/** The level of a code by its length. */
export function levelOf(code: string): AreaLevel {
  return areaLevels[code.length / 2 - 1] ?? 'tambon'
}

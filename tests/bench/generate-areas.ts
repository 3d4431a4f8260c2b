/** Boundaries for bench data: from a GeoPackage, a GeoJSON file or a list, each with clusters where households will stand. */
import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import type { Random } from '../../data/rehearsal/random.ts'
import { decodeGeometry } from '../../data/store/geometry.ts'

export interface BenchArea {
  readonly code: string
  readonly geometry: GeoJSON.Polygon | GeoJSON.MultiPolygon
}

export interface Cluster {
  readonly lon: number
  readonly lat: number
  /** Standard deviation of the houses around the middle, degrees. */
  readonly spread: number
  /** Distance to the nearest border, degrees: nearer houses need no test. */
  readonly clearance: number
  readonly weight: number
  /** 0 (well off) to 1 (much need). */
  readonly need: number
}

const codeColumns = ['ADM3_PCODE', 'tambon_code', 'tam_code', 'area_code', 'code', 'ADM2_PCODE', 'ADM1_PCODE']

/** Areas of a `.gpkg` (its first feature table) or a `.geojson`, EPSG:4326. Throws where no code column or no polygon is there. */
export function readAreas(path: string): BenchArea[] {
  return path.endsWith('.gpkg') ? readGeoPackage(path) : readGeoJson(path)
}

function readGeoJson(path: string): BenchArea[] {
  const collection = JSON.parse(readFileSync(path, 'utf8')) as GeoJSON.FeatureCollection
  return collection.features.flatMap((feature) => areaOf(feature.geometry, feature.properties ?? {}))
}

function readGeoPackage(path: string): BenchArea[] {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const layer = db.prepare('SELECT table_name, column_name FROM gpkg_geometry_columns LIMIT 1').get() as
      | { table_name: string; column_name: string }
      | undefined
    if (!layer) throw new Error(`${path} has no feature table`)
    const rows = db.prepare(`SELECT * FROM "${layer.table_name}"`).all() as Array<Record<string, unknown>>
    return rows.flatMap((row) => {
      const blob = row[layer.column_name]
      return blob instanceof Uint8Array ? areaOf(decodeGeometry(blob), row) : []
    })
  } finally {
    db.close()
  }
}

function areaOf(geometry: GeoJSON.Geometry | null, row: Readonly<Record<string, unknown>>): BenchArea[] {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return []
  const column = codeColumns.find((name) => row[name] !== undefined && row[name] !== null)
  if (!column) throw new Error(`no code column among ${Object.keys(row).join(', ')}`)
  return [{ code: String(row[column]).replace(/^TH/, ''), geometry }]
}

/** Rings of an area as flat x,y arrays, closed. */
export function ringsOf(geometry: BenchArea['geometry']): Float64Array[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
  return polygons.flat().map((ring) => Float64Array.from(ring.flatMap(([x = 0, y = 0]) => [x, y])))
}

/** Whether a point lies inside (even-odd over all rings, so holes and parts need no care). */
export function insideRings(rings: readonly Float64Array[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    let beforeX = ring[0] as number
    let beforeY = ring[1] as number
    for (let i = 2; i < ring.length; i += 2) {
      const nowX = ring[i] as number
      const nowY = ring[i + 1] as number
      if (beforeY > y !== nowY > y && x < ((nowX - beforeX) * (y - beforeY)) / (nowY - beforeY) + beforeX)
        inside = !inside
      beforeX = nowX
      beforeY = nowY
    }
  }
  return inside
}

/** Villages of an area: one per 6 km² or so, at least 3 and at most 30, each inside it. */
export function clustersOf(rings: readonly Float64Array[], random: Random): Cluster[] {
  const outer = [...rings].sort((a, b) => shoelace(b) - shoelace(a))[0]
  if (!outer) return []
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < outer.length; i += 2) {
    minX = Math.min(minX, outer[i] as number)
    maxX = Math.max(maxX, outer[i] as number)
    minY = Math.min(minY, outer[i + 1] as number)
    maxY = Math.max(maxY, outer[i + 1] as number)
  }
  const areaKm2 = shoelace(outer) * 11_900
  const wanted = Math.max(3, Math.min(30, Math.round(areaKm2 / 6)))
  const areaNeed = random.next()
  const clusters: Cluster[] = []
  for (let tries = 0; clusters.length < wanted && tries < wanted * 200; tries++) {
    const lon = random.between(minX, maxX)
    const lat = random.between(minY, maxY)
    if (!insideRings(rings, lon, lat)) continue
    const need = Math.min(1, Math.max(0, areaNeed * 0.7 + random.next() * 0.3 + random.normal() * 0.05))
    clusters.push({
      lon,
      lat,
      spread: random.between(0.0012, 0.004),
      clearance: distanceToBorder(rings, lon, lat),
      weight: 0.3 + random.next() ** 2 * 2,
      need,
    })
  }
  if (clusters.length === 0) throw new Error('an area is too thin to hold a village')
  return clusters
}

function shoelace(ring: Float64Array): number {
  let doubled = 0
  for (let i = 0; i + 3 < ring.length; i += 2) {
    doubled += (ring[i] as number) * (ring[i + 3] as number) - (ring[i + 2] as number) * (ring[i + 1] as number)
  }
  return Math.abs(doubled) / 2
}

function distanceToBorder(rings: readonly Float64Array[], x: number, y: number): number {
  let nearest = Infinity
  for (const ring of rings) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const ax = ring[i] as number
      const ay = ring[i + 1] as number
      const dx = (ring[i + 2] as number) - ax
      const dy = (ring[i + 3] as number) - ay
      const length = dx * dx + dy * dy
      const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
      nearest = Math.min(nearest, (x - ax - along * dx) ** 2 + (y - ay - along * dy) ** 2)
    }
  }
  return Math.sqrt(nearest)
}

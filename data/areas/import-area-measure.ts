/**
 * Area on the ellipsoid and the place of a label. Area by the cylindrical equal-area projection of the WGS84 ellipsoid
 * (Snyder, Map Projections: A Working Manual, 1987, formulas 3-12 and 10-15 with standard parallel 0): exact for the ellipsoid
 * when edges are short, as in boundaries. 1 ไร่ = 1,600 m².
 */
import type { Geometry, Position } from 'geojson'

const SEMI_MAJOR_M = 6_378_137
const E2 = 0.0066943799901413165
const E = Math.sqrt(E2)
const M2_PER_RAI = 1600

/** Area of the polygons of a WGS84 geometry in ไร่; 0 for points and lines. */
export function areaRaiOf(geometry: Geometry): number {
  let total = 0
  for (const rings of polygonsOf(geometry)) {
    rings.forEach((ring, index) => {
      total += (index === 0 ? 1 : -1) * Math.abs(ringAreaM2(ring))
    })
  }
  return total / M2_PER_RAI
}

/** How many holes of a geometry are smaller than `rai` ไร่: gaps between borders that should have met. */
export function smallHolesOf(geometry: Geometry, rai: number): number {
  const holes = polygonsOf(geometry).flatMap((rings) => rings.slice(1))
  return holes.filter((ring) => Math.abs(ringAreaM2(ring)) < rai * M2_PER_RAI).length
}

/** The polygons of a geometry as lists of rings. */
export function polygonsOf(geometry: Geometry): Position[][][] {
  if (geometry.type === 'Polygon') return [geometry.coordinates]
  if (geometry.type === 'MultiPolygon') return geometry.coordinates
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(polygonsOf)
  return []
}

function ringAreaM2(ring: readonly Position[]): number {
  const rad = Math.PI / 180
  const [lon0, lat0] = ring[0] as [number, number]
  const y0 = equalAreaY(lat0 * rad)
  let sum = 0
  let [lastX, lastY] = [0, 0]
  for (let i = 1; i < ring.length; i++) {
    // Differences from the first vertex keep the digits of small areas far from the origin.
    const x = SEMI_MAJOR_M * (ring[i]![0]! - lon0) * rad
    const y = equalAreaY(ring[i]![1]! * rad) - y0
    sum += lastX * y - x * lastY
    lastX = x
    lastY = y
  }
  return sum / 2
}

/** Snyder's a·q/2 at latitude φ in radians, metres. */
function equalAreaY(latitude: number): number {
  const sine = Math.sin(latitude)
  const es = E * sine
  const q = (1 - E2) * (sine / (1 - es * es) - Math.log((1 - es) / (1 + es)) / (2 * E))
  return (SEMI_MAJOR_M * q) / 2
}

/**
 * A point well inside the largest polygon of a geometry: its centroid where that lies deep enough, else the deepest point by
 * quadtree search (the "pole of inaccessibility", Garcia-Castellanos and Lombardo 2007), to 1 % of the polygon's size.
 */
export function labelPointOf(geometry: Geometry): readonly [lon: number, lat: number] | null {
  if (geometry.type === 'Point') return [geometry.coordinates[0]!, geometry.coordinates[1]!]
  let largest: Position[][] | null = null
  let most = -1
  for (const rings of polygonsOf(geometry)) {
    const size = Math.abs(planarArea(rings[0]!))
    if (size > most) {
      most = size
      largest = rings
    }
  }
  if (!largest) return null
  const centre = centroid(largest[0]!)
  const deepEnough = 0.5 * Math.sqrt(most / Math.PI)
  if (depth(largest, centre[0], centre[1]) >= deepEnough) return centre
  return deepestPoint(largest, centre)
}

function planarArea(ring: readonly Position[]): number {
  const [x0, y0] = ring[0] as [number, number]
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    sum += (ring[i - 1]![0]! - x0) * (ring[i]![1]! - y0) - (ring[i]![0]! - x0) * (ring[i - 1]![1]! - y0)
  }
  return sum / 2
}

function centroid(ring: readonly Position[]): [number, number] {
  const [x0, y0] = ring[0] as [number, number]
  let [sum, x, y] = [0, 0, 0]
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = [ring[i - 1]![0]! - x0, ring[i - 1]![1]! - y0]
    const [bx, by] = [ring[i]![0]! - x0, ring[i]![1]! - y0]
    const cross = ax * by - bx * ay
    sum += cross
    x += (ax + bx) * cross
    y += (ay + by) * cross
  }
  return sum === 0 ? [x0, y0] : [x0 + x / (3 * sum), y0 + y / (3 * sum)]
}

/** Distance to the nearest edge, negative outside, in degrees. */
function depth(rings: readonly Position[][], x: number, y: number): number {
  let inside = false
  let nearest = Infinity
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [x1, y1] = ring[i - 1] as [number, number]
      const [x2, y2] = ring[i] as [number, number]
      if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
      const [dx, dy] = [x2 - x1, y2 - y1]
      const length = dx * dx + dy * dy
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length))
      const [ex, ey] = [x1 + t * dx - x, y1 + t * dy - y]
      const square = ex * ex + ey * ey
      if (square < nearest) nearest = square
    }
  }
  return (inside ? 1 : -1) * Math.sqrt(nearest)
}

function deepestPoint(rings: readonly Position[][], start: readonly [number, number]): readonly [number, number] {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of rings[0] as [number, number][]) {
    minX = Math.min(minX, x)
    maxX = Math.max(maxX, x)
    minY = Math.min(minY, y)
    maxY = Math.max(maxY, y)
  }
  const side = Math.min(maxX - minX, maxY - minY)
  if (side === 0) return start
  let best = { x: start[0], y: start[1], depth: depth(rings, start[0], start[1]) }
  let cells: { x: number; y: number; half: number; depth: number }[] = []
  const add = (x: number, y: number, half: number) => {
    const found = depth(rings, x, y)
    if (found > best.depth) best = { x, y, depth: found }
    cells.push({ x, y, half, depth: found })
  }
  for (let x = minX; x < maxX; x += side)
    for (let y = minY; y < maxY; y += side) add(x + side / 2, y + side / 2, side / 2)
  const precision = side / 50
  while (cells.length > 0) {
    // A cell can still win only by its depth plus its half diagonal.
    const open = cells.filter((cell) => cell.depth + cell.half * Math.SQRT2 > best.depth + precision)
    cells = []
    for (const { x, y, half } of open) {
      const quarter = half / 2
      for (const [dx, dy] of quarters) add(x + dx * quarter, y + dy * quarter, quarter)
    }
  }
  return [best.x, best.y]
}

const quarters: ReadonlyArray<readonly [number, number]> = [
  [-1, -1],
  [1, -1],
  [-1, 1],
  [1, 1],
]

/** Whom an item reaches, household by household and without any index: what tests compare with and benches run beside. */
import type { Geometry, Position } from 'geojson'
import type { Reaching } from './item-rows.ts'
import { DEFAULT_REACH_M } from './shapes-of-place.ts'

export interface PlainHousehold {
  /** Village or tambon code. */
  readonly area: string
  readonly lon: number | null
  readonly lat: number | null
}

/** Whether an item that does not go by roads reaches a household; `areas` are the positions of named areas that the file has. */
export function plainlyReaches(
  { places, reach }: Reaching,
  { area, lon, lat }: PlainHousehold,
  areas: ReadonlyMap<string, Geometry> = new Map(),
): boolean {
  const distanceM = reach?.by === 'distance' ? reach.distanceM : null
  return places.some(({ code, geometry }) => {
    const named = code !== null && distanceM !== null ? areas.get(code) : undefined
    if (code !== null && !named) return area.startsWith(code)
    const from = named ?? (geometry === null || reach?.by === 'areas' ? null : (JSON.parse(geometry) as Geometry))
    return from !== null && lon !== null && lat !== null && isWithin(from, [lon, lat], distanceM)
  })
}

/** The same for a geometry that was read already. */
export function isWithin(geometry: Geometry, at: Position, distanceM: number | null): boolean {
  switch (geometry.type) {
    case 'Point':
      return metresToLine([geometry.coordinates], at) <= (distanceM ?? DEFAULT_REACH_M)
    case 'LineString':
      return metresToLine(geometry.coordinates, at) <= (distanceM ?? DEFAULT_REACH_M)
    case 'Polygon':
      if (isInside(geometry.coordinates, at)) return true
      return distanceM !== null && geometry.coordinates.some((ring) => metresToLine(ring, at) <= distanceM)
    case 'MultiPoint':
      return geometry.coordinates.some((each) => isWithin({ type: 'Point', coordinates: each }, at, distanceM))
    case 'MultiLineString':
      return geometry.coordinates.some((each) => isWithin({ type: 'LineString', coordinates: each }, at, distanceM))
    case 'MultiPolygon':
      return geometry.coordinates.some((each) => isWithin({ type: 'Polygon', coordinates: each }, at, distanceM))
    case 'GeometryCollection':
      return geometry.geometries.some((each) => isWithin(each, at, distanceM))
  }
}

function isInside(rings: readonly (readonly Position[])[], [x = 0, y = 0]: Position): boolean {
  let odd = false
  for (const ring of rings) {
    for (let i = 0; i < ring.length; i++) {
      const [[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]] = [ring[i]!, ring[(i + 1) % ring.length]!]
      if (y1 <= y !== y2 <= y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) odd = !odd
    }
  }
  return odd
}

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180

/** In a plane with the scale of the line's middle latitude. */
function metresToLine(line: readonly Position[], at: Position): number {
  const lats = line.map(([, lat = 0]) => lat)
  const perX = METRES_PER_DEGREE * Math.cos((((Math.min(...lats) + Math.max(...lats)) / 2) * Math.PI) / 180)
  const flat = ([lon = 0, lat = 0]: Position): [number, number] => [lon * perX, lat * METRES_PER_DEGREE]
  const [x, y] = flat(at)
  let least = Infinity
  for (let i = 0; i < Math.max(1, line.length - 1); i++) {
    const [x1, y1] = flat(line[i]!)
    const [x2, y2] = flat(line[i + 1] ?? line[i]!)
    const squared = (x2 - x1) ** 2 + (y2 - y1) ** 2
    const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / squared))
    least = Math.min(least, Math.hypot(x - x1 - along * (x2 - x1), y - y1 - along * (y2 - y1)))
  }
  return least
}

/**
 * The flat ground on which the rehearsal province is laid out: kilometres east and north of its middle, small enough (60 km)
 * for a plain scaling to stand in for a projection. Everything public is turned into EPSG:4326 at the end.
 */
export interface Spot {
  readonly x: number
  readonly y: number
}

const MIDDLE_LON = 103.48
const MIDDLE_LAT = 16.06
const KM_PER_DEGREE_LAT = 110.66
const KM_PER_DEGREE_LON = 111.32 * Math.cos((MIDDLE_LAT * Math.PI) / 180)

/** Longitude and latitude of a spot, degrees rounded to seven decimals (about a centimetre). */
export function toPosition({ x, y }: Spot): [lon: number, lat: number] {
  return [round7(MIDDLE_LON + x / KM_PER_DEGREE_LON), round7(MIDDLE_LAT + y / KM_PER_DEGREE_LAT)]
}

/** The spot of a longitude and latitude. */
export function toSpot(lon: number, lat: number): Spot {
  return { x: (lon - MIDDLE_LON) * KM_PER_DEGREE_LON, y: (lat - MIDDLE_LAT) * KM_PER_DEGREE_LAT }
}

/** Distance in kilometres. */
export function distanceKm(a: Spot, b: Spot): number {
  return Math.hypot(a.x - b.x, a.y - b.y)
}

/** Distance in kilometres from a spot to a line. */
export function distanceToLineKm(spot: Spot, line: readonly Spot[]): number {
  let nearest = Infinity
  for (let i = 1; i < line.length; i++) {
    const a = line[i - 1] as Spot
    const b = line[i] as Spot
    const dx = b.x - a.x
    const dy = b.y - a.y
    const square = dx * dx + dy * dy
    const along = square === 0 ? 0 : Math.max(0, Math.min(1, ((spot.x - a.x) * dx + (spot.y - a.y) * dy) / square))
    nearest = Math.min(nearest, (spot.x - a.x - along * dx) ** 2 + (spot.y - a.y - along * dy) ** 2)
  }
  return Math.sqrt(nearest)
}

/** Whether a spot lies inside a closed ring (even-odd rule). */
export function insideRing(spot: Spot, ring: readonly Spot[]): boolean {
  let inside = false
  let before = ring[ring.length - 1] as Spot
  for (const now of ring) {
    if (before.y > spot.y !== now.y > spot.y) {
      const crossing = ((now.x - before.x) * (spot.y - before.y)) / (now.y - before.y) + before.x
      if (spot.x < crossing) inside = !inside
    }
    before = now
  }
  return inside
}

/** Signed area of a ring in km²: positive where it runs counter-clockwise. */
export function ringAreaKm2(ring: readonly Spot[]): number {
  let doubled = 0
  let before = ring[ring.length - 1] as Spot
  for (const now of ring) {
    doubled += before.x * now.y - now.x * before.y
    before = now
  }
  return doubled / 2
}

/** Corner-cutting (Chaikin 1974): each round replaces every inner corner by two softer ones; the ends stay. */
export function softened(line: readonly Spot[], rounds: number): Spot[] {
  let current = [...line]
  for (let round = 0; round < rounds && current.length > 2; round++) {
    const next: Spot[] = [current[0] as Spot]
    for (let i = 1; i < current.length; i++) {
      const a = current[i - 1] as Spot
      const b = current[i] as Spot
      if (i > 1) next.push(between(a, b, 0.25))
      if (i < current.length - 1) next.push(between(a, b, 0.75))
    }
    next.push(current[current.length - 1] as Spot)
    current = next
  }
  return current
}

/** The spot at this share of the way from one to the other. */
export function between(a: Spot, b: Spot, share: number): Spot {
  return { x: a.x + (b.x - a.x) * share, y: a.y + (b.y - a.y) * share }
}

function round7(value: number): number {
  return Math.round(value * 1e7) / 1e7
}

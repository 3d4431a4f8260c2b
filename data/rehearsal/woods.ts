/** Forest: reserves on the high ground, and community forests on the plain away from houses. */
import { contourShapes, type Shape } from './contour.ts'
import { createNoise } from './noise.ts'
import { distanceKm, distanceToLineKm, insideRing, ringAreaKm2, type Spot } from './plane.ts'
import type { Terrain } from './terrain.ts'

export interface Wood {
  readonly shape: Shape
  readonly kind: 'reserve' | 'community'
}

const COMMUNITY_FORESTS = 22

/** Forest polygons inside the outline, clear of villages. */
export function growWoods(outline: readonly Spot[], terrain: Terrain, villages: readonly Spot[]): Wood[] {
  const closed = [...outline, outline[0] as Spot]
  const area = {
    minX: Math.min(...outline.map(({ x }) => x)) - 0.5,
    maxX: Math.max(...outline.map(({ x }) => x)) + 0.5,
    minY: Math.min(...outline.map(({ y }) => y)) - 0.5,
    maxY: Math.max(...outline.map(({ y }) => y)) + 0.5,
    stepKm: 0.15,
  }
  const nearby = createProximity(villages)
  const clearing = createNoise('clearing', 1.1, 3)
  const coarse = closed.filter((_, i) => i % 8 === 0 || i === closed.length - 1)
  const within = (wild: number, x: number, y: number): number => {
    if (wild <= 0) return wild
    const spot = { x, y }
    const clearOfHouses = nearby(spot) - 0.6 - 0.35 * clearing(x, y)
    if (clearOfHouses <= 0) return clearOfHouses
    // The full outline has thousands of spots; far from it every eighth will do.
    const roughly = distanceToLineKm(spot, coarse)
    const isInside = roughly > 0.6 ? insideRing(spot, coarse) : insideRing(spot, outline)
    const toOutline = roughly > 0.6 ? roughly : distanceToLineKm(spot, closed)
    return isInside ? Math.min(wild, toOutline, clearOfHouses) : -0.01
  }
  const edge = createNoise('forest edge', 2.4, 4)
  const patch = createNoise('community forest', 4.2, 4)
  const reserve = (x: number, y: number): number => (terrain.heightM({ x, y }) - 230) / 40 + 0.5 * edge(x, y)
  const community = (x: number, y: number): number => {
    const wild = patch(x, y) - 0.5
    return wild > 0 && reserve(x, y) < -0.2 ? wild : Math.min(wild, -0.01)
  }
  const reserves = contourShapes((x, y) => within(reserve(x, y), x, y), area, 0.8)
  const communities = contourShapes((x, y) => within(community(x, y), x, y), area, 0.12)
    .toSorted((a, b) => ringAreaKm2(b[0] ?? []) - ringAreaKm2(a[0] ?? []))
    .slice(0, COMMUNITY_FORESTS)
  return [
    ...reserves.map((shape): Wood => ({ shape, kind: 'reserve' })),
    ...communities.map((shape): Wood => ({ shape, kind: 'community' })),
  ]
}

/** Distance to the nearest of many spots where it is under 2 km, and 2 km where all are farther. */
function createProximity(spots: readonly Spot[]): (spot: Spot) => number {
  const size = 2
  const buckets = new Map<string, Spot[]>()
  for (const spot of spots) {
    const key = `${Math.floor(spot.x / size)},${Math.floor(spot.y / size)}`
    buckets.set(key, [...(buckets.get(key) ?? []), spot])
  }
  return (spot) => {
    let nearest = size
    const column = Math.floor(spot.x / size)
    const row = Math.floor(spot.y / size)
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        for (const other of buckets.get(`${c},${r}`) ?? []) nearest = Math.min(nearest, distanceKm(spot, other))
      }
    }
    return nearest
  }
}

/**
 * Rings that cross themselves. A ring is cut at its crossings into simple loops. Where no loop lies in another the intention is
 * plain (a figure of eight, a small curl from careless digitising) and the loops become parts; a loop turned against the one
 * around it is a hole. Loops that cover the same ground twice could mean either, and are not mended.
 */
import type { Position } from 'geojson'

export type MendedRing =
  | { readonly kind: 'simple' }
  | { readonly kind: 'mended'; readonly polygons: readonly Position[][][] }
  | { readonly kind: 'ambiguous' }

interface Crossing {
  /** Edge number, share along it, and the shared point. */
  readonly edge: number
  readonly along: number
  readonly point: Position
}

const SIMPLE: MendedRing = { kind: 'simple' }
/** Beyond this it is a scribble, not a slip of the hand. */
const MAX_CROSSINGS = 4000
/** A loop smaller than this share of the largest is a slip of rounding; which way it was meant changes nothing. */
const DUST_SHARE = 1e-3

/** Judges and mends one closed ring without repeated neighbours. Coordinates in any units. */
export function mendRing(ring: readonly Position[]): MendedRing {
  const { crossings, meetsItself } = findCrossings(ring)
  if (crossings.length === 0 && !meetsItself) return SIMPLE
  if (crossings.length > MAX_CROSSINGS) return { kind: 'ambiguous' }
  const loops = cutLoops(insertCrossings(ring, crossings)).filter((loop) => Math.abs(signedArea(loop)) > 0)
  if (loops.length === 1 && crossings.length === 0) return SIMPLE
  return nest(loops)
}

/** Twice the signed area would do; this is the area itself, positive anticlockwise, in square units. */
export function signedArea(ring: readonly Position[]): number {
  let sum = 0
  if (ring.length === 0) return 0
  const [x0, y0] = ring[0] as [number, number]
  for (let i = 1; i < ring.length; i++) {
    sum += (ring[i - 1]![0]! - x0) * (ring[i]![1]! - y0) - (ring[i]![0]! - x0) * (ring[i - 1]![1]! - y0)
  }
  return sum / 2
}

/** Pairs of edges that cross properly, found by sweeping along x; and whether two vertices are one point. */
function findCrossings(ring: readonly Position[]): { crossings: Crossing[]; meetsItself: boolean } {
  const count = ring.length - 1
  const order = Array.from({ length: count }, (_, i) => i)
  const left = (i: number) => Math.min(ring[i]![0]!, ring[i + 1]![0]!)
  const lefts = Float64Array.from(order, left)
  order.sort((a, b) => lefts[a]! - lefts[b]!)
  const crossings: Crossing[] = []
  let meetsItself = false
  let active: number[] = []
  for (const edge of order) {
    const minX = lefts[edge]!
    const kept: number[] = []
    for (const other of active) {
      if (Math.max(ring[other]![0]!, ring[other + 1]![0]!) < minX) continue
      kept.push(other)
      if (ring[edge]![0] === ring[other]![0] && ring[edge]![1] === ring[other]![1]) meetsItself = true
      const gap = Math.abs(edge - other)
      if (gap === 1 || gap === count - 1) continue
      addCrossing(ring, edge, other, crossings)
    }
    kept.push(edge)
    active = kept
  }
  return { crossings, meetsItself }
}

function addCrossing(ring: readonly Position[], a: number, b: number, crossings: Crossing[]): void {
  const [p, q, r, s] = [ring[a]!, ring[a + 1]!, ring[b]!, ring[b + 1]!] as [Position, Position, Position, Position]
  if (Math.max(p[1]!, q[1]!) < Math.min(r[1]!, s[1]!) || Math.max(r[1]!, s[1]!) < Math.min(p[1]!, q[1]!)) return
  const dx = q[0]! - p[0]!
  const dy = q[1]! - p[1]!
  const ex = s[0]! - r[0]!
  const ey = s[1]! - r[1]!
  const across = dx * ey - dy * ex
  if (across === 0) return
  const t = ((r[0]! - p[0]!) * ey - (r[1]! - p[1]!) * ex) / across
  const u = ((r[0]! - p[0]!) * dy - (r[1]! - p[1]!) * dx) / across
  // Touching at an end is allowed (a ring may meet itself in a point); only going through is a crossing.
  if (t <= 0 || t >= 1 || u <= 0 || u >= 1) return
  const point: Position = [p[0]! + t * dx, p[1]! + t * dy]
  crossings.push({ edge: a, along: t, point }, { edge: b, along: u, point })
}

function insertCrossings(ring: readonly Position[], crossings: readonly Crossing[]): Position[] {
  const byEdge = Map.groupBy(crossings, (crossing) => crossing.edge)
  const out: Position[] = []
  for (let edge = 0; edge < ring.length - 1; edge++) {
    out.push(ring[edge]!)
    const here = byEdge.get(edge)
    if (here) out.push(...here.sort((a, b) => a.along - b.along).map((crossing) => crossing.point))
  }
  return out
}

/** Walks the ring; each time it comes back to a crossing, what lies between is a loop of its own. */
function cutLoops(points: readonly Position[]): Position[][] {
  const loops: Position[][] = []
  const path: Position[] = []
  const seen = new Map<string, number>()
  for (const point of points) {
    const at = seen.get(keyOf(point))
    if (at !== undefined) {
      const loop = path.splice(at)
      for (const passed of loop) seen.delete(keyOf(passed))
      if (loop.length >= 3) loops.push([...loop, loop[0]!])
    }
    seen.set(keyOf(point), path.length)
    path.push(point)
  }
  if (path.length >= 3) loops.push([...path, path[0]!])
  return loops
}

function keyOf(point: Position): string {
  return `${point[0]} ${point[1]}`
}

function nest(loops: readonly Position[][]): MendedRing {
  const sorted = [...loops].sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)))
  const dust = Math.abs(signedArea(sorted[0] ?? [])) * DUST_SHARE
  const polygons: Position[][][] = []
  for (const loop of sorted) {
    if (addLoop(polygons, loop)) continue
    if (Math.abs(signedArea(loop)) > dust) return { kind: 'ambiguous' }
  }
  return { kind: 'mended', polygons }
}

/** Puts a loop in as a part or a hole; false where it could be either or lies across. */
function addLoop(polygons: Position[][][], loop: Position[]): boolean {
  let around: Position[][] | null = null
  for (const polygon of polygons) {
    const places = polygon.map((ring) => placeOf(loop, ring))
    if (places.includes('across')) return false
    if (places[0] === 'outside') continue
    if (places.slice(1).includes('inside') || around) return false
    around = polygon
  }
  if (!around) polygons.push([loop])
  else if (Math.sign(signedArea(around[0]!)) !== Math.sign(signedArea(loop))) around.push(loop)
  else return false
  return true
}

/** Where a loop lies to a larger one that it meets in crossings at most: the middles of its edges say so. */
function placeOf(loop: readonly Position[], ring: readonly Position[]): 'inside' | 'outside' | 'across' {
  let inside = 0
  for (let i = 1; i < loop.length; i++) {
    const [a, b] = [loop[i - 1]!, loop[i]!]
    if (contains(ring, [(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2])) inside++
  }
  return inside === 0 ? 'outside' : inside === loop.length - 1 ? 'inside' : 'across'
}

/** Even-odd test of a point against a closed ring. */
export function contains(ring: readonly Position[], point: Position): boolean {
  const [x, y] = point as [number, number]
  let inside = false
  for (let i = 1; i < ring.length; i++) {
    const [x1, y1] = ring[i - 1] as [number, number]
    const [x2, y2] = ring[i] as [number, number]
    if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
  }
  return inside
}

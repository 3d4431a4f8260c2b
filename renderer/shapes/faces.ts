/**
 * From edges that meet only at nodes to the areas between them. Each edge says on which of its sides there is ground; walking
 * along the edges with the ground on the left goes once around every area and every hole (a doubly connected edge list, de Berg
 * et al., Computational Geometry, chapter 2).
 */
import type { Position } from 'geojson'

export interface Edge {
  readonly from: number
  readonly to: number
  /** Ground on the left, seen from `from` to `to`. */
  readonly left: boolean
  readonly right: boolean
}

/** A walk along the border of one face; a loop of node numbers that is not closed by repeating the first. */
type Loop = readonly number[]

interface HalfEdge {
  readonly from: number
  readonly to: number
  readonly edge: number
  readonly hasGround: boolean
}

/** The areas that the edges enclose, each as its rings (outer first, counterclockwise), the largest first. */
export function areasOf(edges: readonly Edge[], positions: readonly Position[]): Position[][][] {
  const loops = walk(edges, positions)
    .filter(({ hasGround }) => hasGround)
    .flatMap(({ loop }) => simpleLoops(loop))
    .map((loop) => ({ loop, area: signedArea(loop.map((node) => positions[node]!)) }))
  const shells = loops.filter(({ area }) => area > 0).sort((a, b) => a.area - b.area)
  const holesOf = new Map(shells.map(({ loop }) => [loop, [] as Loop[]]))
  for (const { loop } of loops.filter(({ area }) => area < 0)) {
    const around = shells.find((shell) => surrounds(shell.loop, loop, positions))
    if (around) holesOf.get(around.loop)!.push(loop)
  }
  const ringOf = (loop: Loop) => [...loop, loop[0]!].map((node) => positions[node]!)
  return shells.reverse().map(({ loop }) => [ringOf(loop), ...holesOf.get(loop)!.map(ringOf)])
}

/** Which face lies on the left and which on the right of each edge, by number; a face is one walk along its border. */
export function facesBeside(
  edges: readonly Edge[],
  positions: readonly Position[],
): ReadonlyArray<{ readonly left: number; readonly right: number }> {
  const beside = edges.map(() => ({ left: -1, right: -1 }))
  for (const [face, { halves }] of walk(edges, positions).entries()) {
    for (const { edge, from } of halves) {
      if (from === edges[edge]!.from) beside[edge]!.left = face
      else beside[edge]!.right = face
    }
  }
  return beside
}

/** Twice the area of a ring over 2, in square degrees: positive counterclockwise. Reckoned from its first position, for exactness. */
export function signedArea(ring: readonly Position[]): number {
  const [x0 = 0, y0 = 0] = ring[0] ?? []
  let sum = 0
  for (const [index, [x = 0, y = 0]] of ring.entries()) {
    const [nextX = 0, nextY = 0] = ring[(index + 1) % ring.length]!
    sum += (x - x0) * (nextY - y0) - (nextX - x0) * (y - y0)
  }
  return sum / 2
}

/** Whether a position lies inside these rings (even-odd, so that holes are out). */
export function isInside([x = 0, y = 0]: Position, rings: ReadonlyArray<readonly Position[]>): boolean {
  let inside = false
  for (const ring of rings) {
    for (let index = 0, before = ring.length - 1; index < ring.length; before = index++) {
      const [ax = 0, ay = 0] = ring[index]!
      const [bx = 0, by = 0] = ring[before]!
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}

function walk(edges: readonly Edge[], positions: readonly Position[]) {
  const halves: HalfEdge[] = edges.flatMap(({ from, to, left, right }, edge) => [
    { from, to, edge, hasGround: left },
    { from: to, to: from, edge, hasGround: right },
  ])
  const leaving = Map.groupBy(halves.keys(), (half) => halves[half]!.from)
  const placeAround = new Map<number, number>()
  for (const around of leaving.values()) {
    around.sort((a, b) => angleOf(halves[a]!, positions) - angleOf(halves[b]!, positions))
    for (const [place, half] of around.entries()) placeAround.set(half, place)
  }
  /** Having come to its end, the next edge clockwise from the way back: the face stays on the left. */
  const after = (half: number): number => {
    const back = half ^ 1
    const around = leaving.get(halves[half]!.to)!
    return around[(placeAround.get(back)! + around.length - 1) % around.length]!
  }
  const seen = new Set<number>()
  const walks: { loop: Loop; halves: HalfEdge[]; hasGround: boolean }[] = []
  for (const start of halves.keys()) {
    if (seen.has(start)) continue
    const along: HalfEdge[] = []
    for (let half = start; !seen.has(half); half = after(half)) {
      seen.add(half)
      along.push(halves[half]!)
    }
    walks.push({ loop: along.map(({ from }) => from), halves: along, hasGround: along[0]!.hasGround })
  }
  return walks
}

function angleOf({ from, to }: HalfEdge, positions: readonly Position[]): number {
  const [ax = 0, ay = 0] = positions[from]!
  const [bx = 0, by = 0] = positions[to]!
  return Math.atan2(by - ay, bx - ax)
}

/** A walk that comes by a node twice is two loops that touch there. */
function simpleLoops(loop: Loop): Loop[] {
  const loops: Loop[] = []
  const path: number[] = []
  const placeOf = new Map<number, number>()
  for (const node of loop) {
    const before = placeOf.get(node)
    if (before !== undefined) {
      const pinched = path.splice(before)
      for (const each of pinched) placeOf.delete(each)
      loops.push(pinched)
    }
    placeOf.set(node, path.length)
    path.push(node)
  }
  loops.push(path)
  return loops.filter(({ length }) => length > 2)
}

/** Whether a hole lies in a shell: judged at a corner that the two do not share. */
function surrounds(shell: Loop, hole: Loop, positions: readonly Position[]): boolean {
  const own = new Set(shell)
  const ring = shell.map((node) => positions[node]!)
  const free = hole.find((node) => !own.has(node))
  if (free !== undefined) return isInside(positions[free]!, [ring])
  const [a, b] = [positions[hole[0]!]!, positions[hole[1]!]!]
  return isInside([(a[0]! + b[0]!) / 2, (a[1]! + b[1]!) / 2], [ring])
}

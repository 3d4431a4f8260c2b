/** Parts of an area that lie over each other, as the ground that they cover together. */
import type { Position } from 'geojson'
import { areasOf, type Edge, isInside, signedArea } from './faces.ts'
import type { Parts } from './parts.ts'
import { Nodes, nodeChains } from './segments.ts'

type Part = Parts[number]

/** Both sides of one edge, whichever parts run along it. */
interface Sides {
  readonly from: number
  readonly to: number
  left: boolean
  right: boolean
  /** Another part lies all around it. */
  isCovered: boolean
  /** The parts whose rings run along it: they say themselves where their ground is. */
  readonly of: Set<number>
}

/**
 * The parts of an area where one of them, new or moved, is made one with those that it lies over or borders on; it comes last. Holes
 * stay where no part covers them. All other parts are the very same as before, and all are where it lies apart or touches at corners.
 */
export function mergePart(parts: Parts, changed: number): Parts {
  const own = parts[changed]
  if (!own) return parts
  const joined = new Set(parts.filter((part) => part !== own && isJoined(own, part)))
  if (joined.size === 0) return parts
  return [...parts.filter((part) => part !== own && !joined.has(part)), ...unionOf([...joined, own])]
}

/** Whether two parts have ground or a stretch of their borders in common. */
function isJoined(a: Part, b: Part): boolean {
  return boxesMeet(a[0] ?? [], b[0] ?? []) && sidesOf([a, b]).some(({ of, isCovered }) => isCovered || of.size > 1)
}

/** The ground of all of these together, the largest area last. */
function unionOf(group: readonly Part[]): Parts {
  const nodes = new Nodes()
  const border: readonly Edge[] = sidesOf(group, nodes).filter(({ left, right }) => left !== right)
  const areas = areasOf(border, nodes.positions).reverse()
  return areas.map((rings) => rings.map((ring) => asWritten(ring, group)))
}

/** The edges of all rings, cut where they meet, with whether there is ground of any part on either side. */
function sidesOf(group: readonly Part[], nodes = new Nodes()): Sides[] {
  const rings = group.flatMap((part, number) =>
    part.map((ring, index) => ({ number, ring: signedArea(ring) > 0 === (index === 0) ? ring : [...ring].reverse() })),
  )
  const chains = nodeChains(
    rings.map(({ ring }) => ring),
    nodes,
  )
  const edges = new Map<string, Sides>()
  for (const [index, chain] of chains.entries()) {
    for (const [at, to] of chain.slice(1).entries()) addEdge(edges, { from: chain[at]!, to, of: rings[index]!.number })
  }
  for (const edge of edges.values()) {
    const middle = middleOf(nodes.positions[edge.from]!, nodes.positions[edge.to]!)
    edge.isCovered = group.some((part, number) => !edge.of.has(number) && isInside(middle, part))
    edge.left ||= edge.isCovered
    edge.right ||= edge.isCovered
  }
  return [...edges.values()]
}

/** Rings go round with their ground on the left. */
function addEdge(edges: Map<string, Sides>, { from, to, of }: { from: number; to: number; of: number }): void {
  const [a, b] = from < to ? [from, to] : [to, from]
  const key = `${a}/${b}`
  const edge = edges.get(key) ?? { from: a, to: b, left: false, right: false, isCovered: false, of: new Set<number>() }
  edges.set(key, edge)
  if (from === a) edge.left = true
  else edge.right = true
  edge.of.add(of)
}

function middleOf([ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): Position {
  return [(ax + bx) / 2, (ay + by) / 2]
}

function boxesMeet(a: readonly Position[], b: readonly Position[]): boolean {
  return [0, 1].every((axis) => {
    const [lowA, highA] = rangeOf(a, axis)
    const [lowB, highB] = rangeOf(b, axis)
    return lowA <= highB && lowB <= highA
  })
}

function rangeOf(ring: readonly Position[], axis: number): [low: number, high: number] {
  return ring.reduce<[number, number]>(
    ([low, high], position) => [Math.min(low, position[axis] ?? 0), Math.max(high, position[axis] ?? 0)],
    [Infinity, -Infinity],
  )
}

/** A ring that nothing crossed stays as it was written: same start, same way round. */
function asWritten(ring: readonly Position[], group: readonly Part[]): readonly Position[] {
  const own = new Set(ring)
  const written = group
    .flat()
    .find((each) => each.length === ring.length && each.every((position) => own.has(position)))
  return written ?? ring
}

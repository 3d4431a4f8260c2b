/**
 * Borders as shared arcs. An arc runs between two corners where three areas meet; both neighbours use the very same points,
 * one forwards and one backwards, so areas tile the province without gap or overlap.
 */
import { edgeKey, edgesOf, type Mesh } from './mesh.ts'
import { between, type Spot } from './plane.ts'
import { createRandom } from './random.ts'
import type { Terrain } from './terrain.ts'

export interface Arc {
  readonly line: readonly Spot[]
  /** Tambon on the left and on the right; −1 outside the province. */
  readonly left: number
  readonly right: number
}

/** The lines that borders and streams are drawn with. */
export interface Lines {
  /** The bent line of an edge, from its first corner to its second. */
  along(from: number, to: number): Spot[]
}

export interface Borders {
  readonly arcs: readonly Arc[]
  /** By tambon: the closed outer ring, counter-clockwise. */
  readonly rings: ReadonlyArray<readonly Spot[]>
  /** The province's outline, counter-clockwise. */
  readonly outline: readonly Spot[]
}

const SMOOTHING_ROUNDS = 3
/** Sideways shift of a midpoint as a share of its segment: borders run straighter than streams. */
const BORDER_BEND = 0.11
const STREAM_BEND = 0.2
const BEND_LEVELS = 3

/** Smooths the corners that any border or stream passes, and bends each edge by midpoint displacement, the same for all users. */
export function createLines(mesh: Mesh, terrain: Terrain, tambonOf: Int32Array): Lines {
  const used = new Map<number, Set<number>>()
  const use = (a: number, b: number): void => {
    used.set(a, (used.get(a) ?? new Set()).add(b))
    used.set(b, (used.get(b) ?? new Set()).add(a))
  }
  for (const { a, b } of borderEdges(mesh, tambonOf)) use(a, b)
  for (const key of terrain.streams.keys()) {
    const [a, b] = key.split('-').map(Number)
    use(a as number, b as number)
  }
  let spots = [...mesh.corners]
  for (let round = 0; round < SMOOTHING_ROUNDS; round++) spots = smoothed(spots, used)
  const bent = new Map<string, Spot[]>()
  return {
    along(from, to) {
      const key = edgeKey(from, to)
      const [a, b] = from < to ? [from, to] : [to, from]
      const line =
        bent.get(key) ??
        bend(spots[a] as Spot, spots[b] as Spot, {
          key,
          strength: terrain.streams.has(key) ? STREAM_BEND : BORDER_BEND,
        })
      bent.set(key, line)
      return from < to ? line : line.toReversed()
    },
  }
}

/** Traces every border of the division into arcs, and puts the rings together from them. */
export function traceBorders(mesh: Mesh, tambonOf: Int32Array, lines: Lines): Borders {
  const edges = borderEdges(mesh, tambonOf)
  const exits = new Map<number, Array<{ to: number; left: number; right: number }>>()
  for (const { a, b, left, right } of edges) {
    exits.set(a, [...(exits.get(a) ?? []), { to: b, left, right }])
    exits.set(b, [...(exits.get(b) ?? []), { to: a, left: right, right: left }])
  }
  const arcs: Arc[] = []
  const done = new Set<string>()
  for (const [node, steps] of exits) {
    if (steps.length < 3) continue
    for (const step of steps) {
      if (done.has(edgeKey(node, step.to))) continue
      const line: Spot[] = []
      let from = node
      let next = step
      for (;;) {
        done.add(edgeKey(from, next.to))
        line.push(...lines.along(from, next.to).slice(line.length === 0 ? 0 : 1))
        const onward = exits.get(next.to) ?? []
        if (onward.length !== 2) break
        const before = from
        from = next.to
        next = onward.find(({ to }) => to !== before) as (typeof onward)[number]
      }
      arcs.push({ line, left: step.left, right: step.right })
    }
  }
  const tambons = Math.max(...tambonOf) + 1
  const rings = Array.from({ length: tambons }, (_, tambon) => ringFrom(arcs, (arc, side) => arc[side] === tambon))
  return {
    arcs,
    rings,
    outline: ringFrom(arcs, (arc, side) => arc[side] >= 0 && arc[side === 'left' ? 'right' : 'left'] < 0),
  }
}

/** Joins the arcs that bound something into its ring; on `left` they are taken forwards, on `right` backwards. */
export function ringFrom(arcs: readonly Arc[], bounds: (arc: Arc, side: 'left' | 'right') => boolean): Spot[] {
  const pieces = arcs.flatMap((arc) => [
    ...(bounds(arc, 'left') ? [arc.line] : []),
    ...(bounds(arc, 'right') ? [arc.line.toReversed()] : []),
  ])
  const startingAt = new Map(pieces.map((piece) => [spotKey(piece[0] as Spot), piece]))
  if (startingAt.size !== pieces.length) throw new Error('a ring touches itself')
  const ring: Spot[] = []
  let piece = pieces[0]
  for (let i = 0; i < pieces.length && piece; i++) {
    ring.push(...piece.slice(0, -1))
    piece = startingAt.get(spotKey(piece[piece.length - 1] as Spot))
  }
  if (piece !== pieces[0]) throw new Error('a ring does not close')
  const used = pieces.reduce((sum, { length }) => sum + length - 1, 0)
  if (used !== ring.length) throw new Error('an area has more than one ring')
  return ring
}

function spotKey({ x, y }: Spot): string {
  return `${x},${y}`
}

function borderEdges(mesh: Mesh, tambonOf: Int32Array): Array<{ a: number; b: number; left: number; right: number }> {
  return mesh.cells.flatMap((cell, index) => {
    const mine = tambonOf[index] as number
    if (mine < 0) return []
    return edgesOf(cell.corners).flatMap(([a, b], side) => {
      const neighbour = cell.neighbours[side] as number
      const theirs = neighbour < 0 ? -1 : (tambonOf[neighbour] as number)
      // Corners run counter-clockwise, so a cell lies to the left of its own edges; each border is taken from one side only.
      return theirs === mine || theirs > mine ? [] : [{ a, b, left: mine, right: theirs }]
    })
  })
}

function smoothed(spots: readonly Spot[], used: ReadonlyMap<number, ReadonlySet<number>>): Spot[] {
  return spots.map((spot, corner) => {
    const neighbours = used.get(corner)
    if (!neighbours || neighbours.size < 2) return spot
    let x = 0
    let y = 0
    for (const neighbour of neighbours) {
      x += (spots[neighbour] as Spot).x / neighbours.size
      y += (spots[neighbour] as Spot).y / neighbours.size
    }
    return between(spot, { x, y }, 0.5)
  })
}

function bend(a: Spot, b: Spot, { key, strength }: { key: string; strength: number }): Spot[] {
  const random = createRandom('bend', key)
  let line = [a, b]
  for (let level = 0; level < BEND_LEVELS; level++) {
    line = line.flatMap((spot, i) => {
      const next = line[i + 1]
      if (!next) return [spot]
      const middle = between(spot, next, 0.5 + random.between(-0.1, 0.1))
      const sideways = random.normal() * strength
      const held = Math.max(-0.24, Math.min(0.24, sideways))
      return [spot, { x: middle.x - (next.y - spot.y) * held, y: middle.y + (next.x - spot.x) * held }]
    })
  }
  return line
}

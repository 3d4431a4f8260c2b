/**
 * Roads over the cells: each new one takes the cheapest way, and ground that has a road
 * already costs a quarter, so village roads run together into a network.
 */

import { stepsFrom } from './division.ts'
import { edgeKey, type Mesh } from './mesh.ts'
import { distanceKm, type Spot, softened } from './plane.ts'
import { PriorityQueue } from './priority-queue.ts'
import type { Terrain } from './terrain.ts'

export type RoadKind = 'highway' | 'main' | 'village'

export interface Road {
  readonly kind: RoadKind
  readonly line: readonly Spot[]
}

const EXISTING_SHARE = 0.25
const BRIDGE_KM = 1.1

/** A growing road network; `steps` holds each pair of neighbouring cells that a road joins, with its best kind. */
export interface RoadNetwork {
  readonly steps: Map<string, RoadKind>
  readonly onRoad: Set<number>
}

/** Builds the cheapest road from a cell to any of the goals, in kilometres of effort; steps already built keep their kind. */
export function buildRoad(
  network: RoadNetwork,
  {
    mesh,
    terrain,
    blocked,
    from,
    goals,
    kind,
  }: {
    mesh: Mesh
    terrain: Terrain
    blocked: (cell: number) => boolean
    from: number
    goals: (cell: number) => boolean
    kind: RoadKind
  },
): void {
  const cameFrom = new Map<number, number>()
  const reached = new Set<number>()
  const queue = new PriorityQueue<{ cell: number; before: number }>()
  queue.push({ cell: from, before: -1 }, 0)
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { cell, before } = next.item
    if (reached.has(cell)) continue
    reached.add(cell)
    cameFrom.set(cell, before)
    if (cell !== from && goals(cell)) {
      layRoad(network, cameFrom, { to: cell, kind })
      return
    }
    for (const { neighbour, flow } of stepsFrom(mesh, terrain, cell)) {
      if (reached.has(neighbour) || blocked(neighbour)) continue
      const effort = stepEffort(mesh, terrain, { cell, neighbour, flow })
      const share = network.steps.has(edgeKey(cell, neighbour)) ? EXISTING_SHARE : 1
      queue.push({ cell: neighbour, before: cell }, next.priority + effort * share)
    }
  }
  throw new Error('a place cannot be reached by road')
}

function stepEffort(
  mesh: Mesh,
  terrain: Terrain,
  { cell, neighbour, flow }: { cell: number; neighbour: number; flow: number },
): number {
  const a = (mesh.cells[cell] as Mesh['cells'][number]).middle
  const b = (mesh.cells[neighbour] as Mesh['cells'][number]).middle
  const rise = Math.abs(terrain.heightM(a) - terrain.heightM(b))
  const high = Math.max(0, terrain.heightM(b) - 200)
  return distanceKm(a, b) * (1 + rise / 25 + high / 60) + (flow > 0 ? BRIDGE_KM * (1 + Math.sqrt(flow) / 40) : 0)
}

function layRoad(
  network: RoadNetwork,
  cameFrom: ReadonlyMap<number, number>,
  { to, kind }: { to: number; kind: RoadKind },
): void {
  network.onRoad.add(to)
  for (
    let cell = to, before = cameFrom.get(to) ?? -1;
    before >= 0;
    cell = before, before = cameFrom.get(before) ?? -1
  ) {
    network.onRoad.add(before)
    const key = edgeKey(cell, before)
    if (!network.steps.has(key)) network.steps.set(key, kind)
  }
}

/** The network as lines that run from junction to junction, softened where they bend. `spotOf` says where a road crosses a cell. */
export function traceRoads(network: RoadNetwork, spotOf: (cell: number) => Spot): Road[] {
  const exits = new Map<number, Array<{ to: number; kind: RoadKind }>>()
  for (const [key, kind] of network.steps) {
    const [a, b] = key.split('-').map(Number) as [number, number]
    exits.set(a, [...(exits.get(a) ?? []), { to: b, kind }])
    exits.set(b, [...(exits.get(b) ?? []), { to: a, kind }])
  }
  const passes = (cell: number, kind: RoadKind): boolean => {
    const here = exits.get(cell) ?? []
    return here.length === 2 && here.every((exit) => exit.kind === kind)
  }
  const done = new Set<string>()
  const roads: Road[] = []
  for (const [cell, steps] of exits) {
    for (const { to, kind } of steps) {
      if (passes(cell, kind) || done.has(edgeKey(cell, to))) continue
      const cells = [cell, to]
      done.add(edgeKey(cell, to))
      for (let at = to, before = cell; passes(at, kind); ) {
        const onward = (exits.get(at) ?? []).find((exit) => exit.to !== before)
        if (!onward) break
        done.add(edgeKey(at, onward.to))
        cells.push(onward.to)
        before = at
        at = onward.to
      }
      roads.push({ kind, line: softened(cells.map(spotOf), 3) })
    }
  }
  return roads
}

/** The parts of a line that lie inside: cut where it crosses, to about a metre. */
export function clipLine(line: readonly Spot[], inside: (spot: Spot) => boolean): Spot[][] {
  const parts: Spot[][] = []
  let part: Spot[] = []
  let wasIn = false
  for (const [i, spot] of line.entries()) {
    const before = line[i - 1]
    const isIn = inside(spot)
    if (before && isIn !== wasIn) {
      part.push(isIn ? crossing(spot, before, inside) : crossing(before, spot, inside))
      if (!isIn) {
        parts.push(part)
        part = []
      }
    }
    if (isIn) part.push(spot)
    wasIn = isIn
  }
  parts.push(part)
  return parts.filter(({ length }) => length > 1)
}

function crossing(insideEnd: Spot, outsideEnd: Spot, inside: (spot: Spot) => boolean): Spot {
  let near = insideEnd
  let far = outsideEnd
  for (let i = 0; i < 12; i++) {
    const middle = { x: (near.x + far.x) / 2, y: (near.y + far.y) / 2 }
    if (inside(middle)) near = middle
    else far = middle
  }
  return near
}

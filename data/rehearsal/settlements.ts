/**
 * Where people live: seats first, roads between them, then villages drawn to roads and streams, then the roads that join
 * them. The order is that of real settlement, which is what makes the pattern look like one.
 */
import { nearestCell } from './division.ts'
import type { Mesh } from './mesh.ts'
import { distanceKm, distanceToLineKm, insideRing, type Spot } from './plane.ts'
import type { Random } from './random.ts'
import { buildRoad, type RoadNetwork } from './roads.ts'
import type { Terrain } from './terrain.ts'

export interface Ground {
  readonly mesh: Mesh
  readonly terrain: Terrain
  readonly tambonOf: Int32Array
  readonly rings: ReadonlyArray<readonly Spot[]>
  /** Whether a spot is wet or too near water to build on. */
  readonly wet: (spot: Spot) => boolean
  readonly random: Random
}

export interface Settlement {
  readonly cell: number
  readonly tambon: number
  readonly spot: Spot
  /** The way the road runs through it, radians from east. */
  readonly roadAngle: number
}

/** A village middle keeps this far from its tambon's border, so that its houses have room. */
const BORDER_CLEARANCE_KM = 0.32
const HIGHEST_VILLAGE_M = 265

/** Cells of each tambon where a village may stand. */
export function buildableCells({ mesh, terrain, tambonOf, rings, wet }: Ground): number[][] {
  const cells: number[][] = rings.map(() => [])
  for (const [cell, { middle }] of mesh.cells.entries()) {
    const tambon = tambonOf[cell] as number
    const ring = rings[tambon]
    if (!ring || terrain.heightM(middle) > HIGHEST_VILLAGE_M || wet(middle)) continue
    if (!insideRing(middle, ring) || distanceToLineKm(middle, [...ring, ring[0] as Spot]) < BORDER_CLEARANCE_KM)
      continue
    cells[tambon]?.push(cell)
  }
  return cells
}

/** The buildable cell nearest to each tambon's middle: where its first village will be. */
export function seatCells(ground: Ground, buildable: readonly number[][], middles: readonly Spot[]): number[] {
  return buildable.map((cells, tambon) => {
    const middle = middles[tambon] as Spot
    const offset = (cell: number): number => distanceKm(spotOf(ground.mesh, cell), middle)
    return cells.reduce((best, cell) => (offset(cell) < offset(best) ? cell : best))
  })
}

/** The roads between amphoe seats, out of the province, and from every tambon's seat to them. */
export function buildTrunkRoads(ground: Ground, seats: readonly number[], amphoeSeats: readonly number[]): RoadNetwork {
  const { mesh } = ground
  const network: RoadNetwork = { steps: new Map(), onRoad: new Set() }
  const [capital, ...others] = amphoeSeats as [number, ...number[]]
  const road = (from: number, goal: number, kind: 'highway' | 'main'): void =>
    buildRoad(network, { ...roadGround(ground), from, goals: (cell) => cell === goal, kind })
  for (const other of others) road(capital, other, 'highway')
  const exits: Spot[] = [
    { x: -36, y: -4 },
    { x: 10, y: 34 },
    { x: 38, y: 6 },
    { x: 2, y: -34 },
  ]
  for (const [i, exit] of exits.entries()) road(amphoeSeats[i] ?? capital, nearestCell(mesh, exit), 'highway')
  for (const [i, other] of others.entries()) road(other, others[(i + 1) % others.length] as number, 'main')
  for (const seat of seats) {
    if (!network.onRoad.has(seat)) {
      buildRoad(network, { ...roadGround(ground), from: seat, goals: (cell) => network.onRoad.has(cell), kind: 'main' })
    }
  }
  return network
}

/** Picks village cells by tambon (the seat first), drawn to roads and streams and a little apart; then joins them by road. */
export function settleVillages(
  ground: Ground,
  network: RoadNetwork,
  { buildable, seats, counts }: { buildable: readonly number[][]; seats: readonly number[]; counts: readonly number[] },
): Settlement[] {
  const pull = pullOf(ground, network)
  const chosen = buildable.map((cells, tambon) => {
    const seat = seats[tambon] as number
    return chooseCells(ground, { cells, seat, count: counts[tambon] as number, pull })
  })
  const all = chosen.flat()
  const trunk = [...network.onRoad].map((cell) => spotOf(ground.mesh, cell))
  const far = new Map(all.map((cell) => [cell, nearestKm(spotOf(ground.mesh, cell), trunk)]))
  for (const cell of all.toSorted((a, b) => (far.get(a) as number) - (far.get(b) as number))) {
    if (network.onRoad.has(cell)) continue
    buildRoad(network, {
      ...roadGround(ground),
      from: cell,
      goals: (goal) => network.onRoad.has(goal),
      kind: 'village',
    })
  }
  return chosen.flatMap((cells, tambon) => cells.map((cell) => settlementAt(ground, network, { cell, tambon })))
}

function roadGround({ mesh, terrain, wet }: Ground) {
  return { mesh, terrain, blocked: (cell: number) => wet(spotOf(mesh, cell)) }
}

function spotOf(mesh: Mesh, cell: number): Spot {
  return (mesh.cells[cell] as Mesh['cells'][number]).middle
}

function pullOf({ mesh, terrain }: Ground, network: RoadNetwork): (cell: number) => number {
  const roads = [...network.onRoad].map((cell) => spotOf(mesh, cell))
  const streams = [...terrain.streams.keys()].map((key) => mesh.corners[Number(key.split('-')[0])] as Spot)
  return (cell) => {
    const spot = spotOf(mesh, cell)
    const height = terrain.heightM(spot)
    const gentle = Math.exp(-Math.max(0, height - 190) / 30)
    const road = Math.exp(-nearestKm(spot, roads) / 0.9)
    const stream = Math.exp(-nearestKm(spot, streams) / 0.8)
    return (0.06 + 1.1 * road + 0.55 * stream) * gentle
  }
}

function nearestKm(spot: Spot, others: readonly Spot[]): number {
  let nearest = Infinity
  for (const other of others) nearest = Math.min(nearest, distanceKm(spot, other))
  return nearest
}

function chooseCells(
  { mesh, random }: Ground,
  {
    cells,
    seat,
    count,
    pull,
  }: { cells: readonly number[]; seat: number; count: number; pull: (cell: number) => number },
): number[] {
  const weights = new Map(cells.filter((cell) => cell !== seat).map((cell) => [cell, pull(cell)]))
  const chosen = [seat]
  while (chosen.length < count) {
    const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
    let left = random.next() * total
    let cell: number | undefined
    for (const [candidate, weight] of weights) {
      cell = candidate
      left -= weight
      if (left < 0) break
    }
    if (cell === undefined) throw new Error('a tambon has too little room for its villages')
    weights.delete(cell)
    chosen.push(cell)
    for (const neighbour of mesh.cells[cell]?.neighbours ?? []) {
      const weight = weights.get(neighbour)
      if (weight !== undefined) weights.set(neighbour, weight * 0.45)
    }
  }
  return chosen
}

function settlementAt(
  { mesh, random }: Ground,
  network: RoadNetwork,
  { cell, tambon }: { cell: number; tambon: number },
): Settlement {
  const here = spotOf(mesh, cell)
  const along = (mesh.cells[cell]?.neighbours ?? [])
    .filter(
      (other) => network.onRoad.has(other) && network.steps.has(cell < other ? `${cell}-${other}` : `${other}-${cell}`),
    )
    .map((other) => spotOf(mesh, other))
  const [a = here, b = here] = along.length > 1 ? [along[0], along[along.length - 1]] : [here, along[0]]
  const roadAngle = Math.atan2(b.y - a.y, b.x - a.x)
  const side = random.between(0.03, 0.09) * (random.chance(0.5) ? 1 : -1)
  return {
    cell,
    tambon,
    roadAngle,
    spot: { x: here.x - Math.sin(roadAngle) * side, y: here.y + Math.cos(roadAngle) * side },
  }
}

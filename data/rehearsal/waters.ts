/** Rivers as named lines from source to mouth, and reservoirs behind dams on the smaller streams. */
import type { Lines } from './borders.ts'
import { type ContourArea, contourShapes, type Shape } from './contour.ts'
import type { Mesh } from './mesh.ts'
import { createNoise } from './noise.ts'
import { distanceKm, distanceToLineKm, type Spot } from './plane.ts'
import type { Random } from './random.ts'
import type { Terrain } from './terrain.ts'

export interface River {
  readonly line: readonly Spot[]
  /** Corners from source to mouth, the mouth's own next corner included. */
  readonly corners: readonly number[]
  readonly kind: 'river' | 'stream'
  /** Ground it drains at its mouth, km². */
  readonly basinKm2: number
}

export interface Reservoir {
  readonly shape: Shape
  readonly middle: Spot
  readonly kind: 'reservoir' | 'pond'
}

const RIVER_BASIN_KM2 = 300

/** Every stream as one line per stem: at a confluence the stronger inflow carries on, the weaker one ends there. */
export function traceRivers(mesh: Mesh, terrain: Terrain, lines: Lines): River[] {
  const inflows = new Map<number, number[]>()
  const starts: number[] = []
  for (const key of terrain.streams.keys()) {
    const [a, b] = key.split('-').map(Number) as [number, number]
    const [from, to] = terrain.downstream[a] === b ? [a, b] : [b, a]
    inflows.set(to, [...(inflows.get(to) ?? []), from])
  }
  for (const [to, from] of inflows) {
    const byFlow = from.toSorted((a, b) => (terrain.flow[b] as number) - (terrain.flow[a] as number))
    const hasOnward = (terrain.downstream[to] as number) >= 0
    starts.push(...byFlow.slice(hasOnward ? 1 : 0))
  }
  const cornerKm2 = (mesh.cells.length / mesh.corners.length) * 1.5 * Math.sqrt(3) * 0.36
  return starts.map((mouth) => {
    const upwards = [terrain.downstream[mouth] as number]
    for (let at: number | undefined = mouth; at !== undefined; at = strongest(inflows.get(at), terrain))
      upwards.push(at)
    const corners = upwards.toReversed()
    const line = corners
      .slice(1)
      .flatMap((corner, i) => lines.along(corners[i] as number, corner).slice(i === 0 ? 0 : 1))
    const basinKm2 = (terrain.flow[mouth] as number) * cornerKm2
    return { line, corners, basinKm2, kind: basinKm2 >= RIVER_BASIN_KM2 ? 'river' : 'stream' }
  })
}

function strongest(corners: readonly number[] | undefined, terrain: Terrain): number | undefined {
  return corners?.reduce((best, corner) =>
    (terrain.flow[corner] as number) > (terrain.flow[best] as number) ? corner : best,
  )
}

/** Reservoirs that fill the valley above a dam, and rounder ponds on the plain; `allowed` says where water may stand. */
export function createReservoirs(
  rivers: readonly River[],
  {
    terrain,
    mesh,
    allowed,
    random,
  }: { terrain: Terrain; mesh: Mesh; allowed: (spot: Spot) => boolean; random: Random },
): Reservoir[] {
  const dams = rivers
    .filter(({ kind, corners }) => kind === 'stream' && corners.length >= 7)
    .map(({ corners }) => corners.slice(-Math.min(corners.length - 1, 4 + random.below(5))))
    .map((corners) => ({ corners, dam: mesh.corners[corners[0] as number] as Spot }))
    .filter(({ dam }) => allowed(dam))
    .toSorted((a, b) => terrain.heightM(b.dam) - terrain.heightM(a.dam))
  const reservoirs: Reservoir[] = []
  for (const { corners } of dams) {
    const valley = valleyAbove(corners[0] as number, mesh, terrain)
    const middle = valley[Math.floor(valley.length / 2)] as Spot
    if (!valley.every(allowed) || reservoirs.some((other) => distanceKm(other.middle, middle) < 4.5)) continue
    const width = random.between(0.18, 0.42)
    addShape(reservoirs, { kind: 'reservoir', middle, reach: 3, field: valleyField(valley, width, reservoirs.length) })
    if (reservoirs.length === 11) break
  }
  for (let tries = 0; reservoirs.length < 24 && tries < 4000; tries++) {
    const middle = { x: random.between(-28, 28), y: random.between(-24, 24) }
    if (!allowed(middle) || terrain.heightM(middle) > 185) continue
    if (reservoirs.some((other) => distanceKm(other.middle, middle) < 3)) continue
    const radius = random.between(0.16, 0.5)
    addShape(reservoirs, { kind: 'pond', middle, reach: 1.2, field: pondField(middle, radius, reservoirs.length) })
  }
  return reservoirs
}

interface ShapeRequest {
  readonly kind: Reservoir['kind']
  readonly middle: Spot
  readonly reach: number
  readonly field: (x: number, y: number) => number
}

function addShape(reservoirs: Reservoir[], { kind, middle, reach, field }: ShapeRequest): void {
  const area: ContourArea = {
    minX: middle.x - reach,
    maxX: middle.x + reach,
    minY: middle.y - reach,
    maxY: middle.y + reach,
    stepKm: 0.05,
  }
  const shape = contourShapes(field, area, 0.04).toSorted((a, b) => (b[0]?.length ?? 0) - (a[0]?.length ?? 0))[0]
  if (shape) reservoirs.push({ shape, middle, kind })
}

/** The stream above a corner, upwards, for at most five edges. */
function valleyAbove(dam: number, mesh: Mesh, terrain: Terrain): Spot[] {
  const valley = [mesh.corners[dam] as Spot]
  let at = dam
  for (let i = 0; i < 5; i++) {
    const above = (mesh.links[at] ?? []).filter((corner) => terrain.downstream[corner] === at)
    const next = strongest(above, terrain)
    if (next === undefined || (terrain.flow[next] as number) < 12) break
    valley.push(mesh.corners[next] as Spot)
    at = next
  }
  return valley
}

/** Wide at the dam, narrow at the head, its shore frayed. */
function valleyField(valley: readonly Spot[], width: number, salt: number): (x: number, y: number) => number {
  const shore = createNoise(`shore ${salt}`, 0.5, 3)
  const dam = valley[0] as Spot
  const head = valley[valley.length - 1] as Spot
  const length = Math.max(0.1, distanceKm(dam, head))
  return (x, y) => {
    const along = Math.min(1, distanceKm({ x, y }, dam) / length)
    return width * (1.15 - 0.8 * along) + 0.16 * shore(x, y) - distanceToLineKm({ x, y }, valley)
  }
}

function pondField(middle: Spot, radius: number, salt: number): (x: number, y: number) => number {
  const shore = createNoise(`pond ${salt}`, 0.6, 3)
  return (x, y) => radius * (1 + 0.5 * shore(x, y)) - Math.hypot((x - middle.x) * 0.85, y - middle.y)
}

/**
 * Who belongs where: which cells make the province, its 32 tambons and its 4 amphoe. Tambons grow from seeds by the cost of
 * walking, and crossing a stream is dear, so that many borders come to lie on streams as they do on real ground.
 */
import { edgeKey, edgesOf, type Mesh } from './mesh.ts'
import { createNoise } from './noise.ts'
import { distanceKm, type Spot } from './plane.ts'
import { PriorityQueue } from './priority-queue.ts'
import type { Random } from './random.ts'
import type { Terrain } from './terrain.ts'

/** A stream this strong bounds the province where it runs in its south. */
const RIVER_FLOW = 1500
const ROUNDS = 14

/** Cells of the province: a blob around the middle that does not reach across the big river. */
export function provinceCells(mesh: Mesh, terrain: Terrain): Uint8Array {
  const wobble = createNoise('outline', 1, 4)
  const wanted = mesh.cells.map(({ middle: { x, y } }) => {
    const angle = Math.atan2(y, x)
    const reach = 1 + 0.3 * wobble(Math.cos(angle) * 1.5 + 5, Math.sin(angle) * 1.5) + 0.07 * wobble(x / 5, y / 5)
    return Math.hypot(x / 28, y / 24) < reach
  })
  const member = new Uint8Array(mesh.cells.length)
  const start = nearestCell(mesh, { x: 0, y: 0 })
  const open = [start]
  member[start] = 1
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    for (const { neighbour, flow } of stepsFrom(mesh, terrain, cell)) {
      if (!wanted[neighbour] || member[neighbour] || flow >= RIVER_FLOW) continue
      member[neighbour] = 1
      open.push(neighbour)
    }
  }
  return withoutHoles(mesh, member)
}

/** Tambon index of every cell of the province, −1 outside. Every tambon is connected. */
export function divideIntoTambons(
  mesh: Mesh,
  terrain: Terrain,
  { member, count, random }: { member: Uint8Array; count: number; random: Random },
): Int32Array {
  const inside = [...mesh.cells.keys()].filter((cell) => member[cell])
  let seeds = random.shuffled(inside).slice(0, count)
  let tambonOf = grow(mesh, terrain, member, seeds)
  for (let round = 0; round < ROUNDS; round++) {
    seeds = seeds.map((_, tambon) => {
      const cells = inside.filter((cell) => tambonOf[cell] === tambon)
      const middle = meanSpot(cells.map((cell) => (mesh.cells[cell] as Mesh['cells'][number]).middle))
      return cells.reduce((best, cell) => (offset(mesh, cell, middle) < offset(mesh, best, middle) ? cell : best))
    })
    tambonOf = grow(mesh, terrain, member, seeds)
  }
  return tambonOf
}

/**
 * Amphoe index of each tambon: groups grow in turn, the smallest first, each by its nearest free neighbour, so all are
 * connected and about equal. `middles` and `neighbours` are by tambon.
 */
export function groupIntoAmphoe(
  middles: readonly Spot[],
  neighbours: ReadonlyArray<ReadonlySet<number>>,
  seats: number[],
) {
  const amphoeOf = new Int32Array(middles.length).fill(-1)
  for (const [amphoe, seat] of seats.entries()) amphoeOf[seat] = amphoe
  for (let left = middles.length - seats.length; left > 0; left--) {
    const sizes = seats.map((_, amphoe) => amphoeOf.filter((other) => other === amphoe).length)
    const step = bestStep(middles, neighbours, { seats, amphoeOf, sizes })
    if (!step) throw new Error('a tambon cannot be reached from any amphoe')
    amphoeOf[step.tambon] = step.amphoe
  }
  return amphoeOf
}

function bestStep(
  middles: readonly Spot[],
  neighbours: ReadonlyArray<ReadonlySet<number>>,
  { seats, amphoeOf, sizes }: { seats: readonly number[]; amphoeOf: Int32Array; sizes: readonly number[] },
): { tambon: number; amphoe: number } | null {
  let best: { tambon: number; amphoe: number; score: number } | null = null
  for (const [tambon, middle] of middles.entries()) {
    if ((amphoeOf[tambon] as number) >= 0) continue
    for (const neighbour of neighbours[tambon] ?? []) {
      const amphoe = amphoeOf[neighbour] as number
      if (amphoe < 0) continue
      const score = distanceKm(middle, middles[seats[amphoe] as number] as Spot) + 6 * (sizes[amphoe] as number)
      if (!best || score < best.score) best = { tambon, amphoe, score }
    }
  }
  return best
}

/** The cell whose middle is nearest. */
export function nearestCell(mesh: Mesh, spot: Spot): number {
  let best = 0
  for (const cell of mesh.cells.keys()) if (offset(mesh, cell, spot) < offset(mesh, best, spot)) best = cell
  return best
}

/** Cells next to a cell, with the flow of the stream on the edge between (0 where there is none). */
export function stepsFrom(mesh: Mesh, terrain: Terrain, cell: number): Array<{ neighbour: number; flow: number }> {
  const { corners, neighbours } = mesh.cells[cell] as Mesh['cells'][number]
  return edgesOf(corners).flatMap(([a, b], side) => {
    const neighbour = neighbours[side] as number
    return neighbour < 0 ? [] : [{ neighbour, flow: terrain.streams.get(edgeKey(a, b)) ?? 0 }]
  })
}

function offset(mesh: Mesh, cell: number, spot: Spot): number {
  return distanceKm((mesh.cells[cell] as Mesh['cells'][number]).middle, spot)
}

function grow(mesh: Mesh, terrain: Terrain, member: Uint8Array, seeds: readonly number[]): Int32Array {
  const tambonOf = new Int32Array(mesh.cells.length).fill(-1)
  const queue = new PriorityQueue<{ cell: number; tambon: number }>()
  for (const [tambon, cell] of seeds.entries()) queue.push({ cell, tambon }, 0)
  for (let next = queue.pop(); next; next = queue.pop()) {
    const { cell, tambon } = next.item
    if ((tambonOf[cell] as number) >= 0) continue
    tambonOf[cell] = tambon
    const here = (mesh.cells[cell] as Mesh['cells'][number]).middle
    for (const { neighbour, flow } of stepsFrom(mesh, terrain, cell)) {
      if (!member[neighbour] || (tambonOf[neighbour] as number) >= 0) continue
      const step = offset(mesh, neighbour, here) * closeness(here) + (flow > 0 ? 1.6 : 0)
      queue.push({ cell: neighbour, tambon }, next.priority + step)
    }
  }
  return tambonOf
}

/** Tambons are smaller around the town in the middle. */
function closeness({ x, y }: Spot): number {
  return 1 + 0.7 * Math.exp(-((Math.hypot(x, y) / 9) ** 2))
}

function meanSpot(spots: readonly Spot[]): Spot {
  return {
    x: spots.reduce((sum, { x }) => sum + x, 0) / spots.length,
    y: spots.reduce((sum, { y }) => sum + y, 0) / spots.length,
  }
}

/** Fills what is enclosed, so that the outline is one ring. */
function withoutHoles(mesh: Mesh, member: Uint8Array): Uint8Array {
  const outside = new Uint8Array(mesh.cells.length)
  const open = [0]
  outside[0] = 1
  for (let cell = open.pop(); cell !== undefined; cell = open.pop()) {
    for (const neighbour of mesh.cells[cell]?.neighbours ?? []) {
      if (neighbour < 0 || member[neighbour] || outside[neighbour]) continue
      outside[neighbour] = 1
      open.push(neighbour)
    }
  }
  return outside.map((is) => (is ? 0 : 1))
}

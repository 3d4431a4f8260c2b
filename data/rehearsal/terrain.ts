/**
 * Height and water. Streams are found by flooding the land from its rim upwards, lowest ground first (priority-flood, Barnes,
 * Lehman and Mulla 2014): each corner drains to the one it was reached from, so every stream runs downhill to the rim.
 */
import { edgeKey, type Mesh } from './mesh.ts'
import { createNoise } from './noise.ts'
import type { Spot } from './plane.ts'
import { PriorityQueue } from './priority-queue.ts'

export interface Terrain {
  /** Height of any spot, metres. */
  heightM(spot: Spot): number
  /** Height of each corner after hollows were filled, metres; falls strictly along `downstream`. */
  readonly filledM: Float64Array
  /** Corner each corner drains to; −1 at the rim. */
  readonly downstream: Int32Array
  /** Corners that drain through each corner, itself included. */
  readonly flow: Int32Array
  /** Edges along which a stream runs, with its flow. */
  readonly streams: ReadonlyMap<string, number>
}

/** Corners that must drain through an edge before it is drawn as a stream. */
const STREAM_FLOW = 30

/** The relief of the province and where its water goes. */
export function createTerrain(mesh: Mesh): Terrain {
  const heightM = relief()
  const heights = Float64Array.from(mesh.corners, heightM)
  const { downstream, filledM, order } = drain(mesh, heights)
  const flow = new Int32Array(mesh.corners.length).fill(1)
  for (let i = order.length - 1; i >= 0; i--) {
    const corner = order[i] as number
    const to = downstream[corner] as number
    if (to >= 0) flow[to] = (flow[to] as number) + (flow[corner] as number)
  }
  const streams = new Map<string, number>()
  for (const [corner, to] of downstream.entries()) {
    if (to >= 0 && (flow[corner] as number) >= STREAM_FLOW) streams.set(edgeKey(corner, to), flow[corner] as number)
  }
  return { heightM, filledM, downstream, flow, streams }
}

/** A plain that falls to the east and south, hills in the west and north, and one broad valley across the south. */
function relief(): (spot: Spot) => number {
  const rough = createNoise('relief', 9, 5)
  const ridges = createNoise('ridges', 8, 5)
  return ({ x, y }) => {
    const plain = 168 - 0.9 * x + 0.55 * y
    const westernRange = 210 * bell(x + 24 + 4 * Math.sin(y / 7), 5.5) * (0.7 + 0.7 * ridges(x, y))
    const northernHill = 150 * bell(Math.hypot((x - 3) / 1.8, y - 21), 5) * (0.75 + 0.6 * ridges(y, x))
    const easternHill = 90 * bell(Math.hypot(x - 19, (y - 8) / 1.4), 3.2) * (0.8 + 0.6 * ridges(x, y))
    const valleyMiddle = -16 + 3.2 * Math.sin(x / 8.5) + 1.4 * Math.sin(x / 3.1 + 1)
    const sideValleyMiddle = 2 + 0.18 * y + 3 * Math.sin(y / 5.2)
    const valley = -26 * bell(y - valleyMiddle, 4.2) - 12 * bell(x - sideValleyMiddle, 3) * (y > valleyMiddle ? 1 : 0)
    const hills = Math.max(0, westernRange) + Math.max(0, northernHill) + Math.max(0, easternHill)
    return plain + hills + valley + 13 * rough(x, y)
  }
}

function bell(distance: number, width: number): number {
  return Math.exp(-((distance / width) ** 2))
}

function drain(mesh: Mesh, heights: Float64Array): Pick<Terrain, 'downstream' | 'filledM'> & { order: number[] } {
  const downstream = new Int32Array(mesh.corners.length).fill(-1)
  const filledM = Float64Array.from(heights)
  const reached = new Uint8Array(mesh.corners.length)
  const queue = new PriorityQueue<number>()
  const order: number[] = []
  for (const [corner, cells] of mesh.around.entries()) {
    if (cells.length === 3) continue
    reached[corner] = 1
    queue.push(corner, heights[corner] as number)
  }
  for (let next = queue.pop(); next; next = queue.pop()) {
    order.push(next.item)
    for (const above of mesh.links[next.item] ?? []) {
      if (reached[above]) continue
      reached[above] = 1
      downstream[above] = next.item
      filledM[above] = Math.max(heights[above] as number, (filledM[next.item] as number) + 0.01)
      queue.push(above, filledM[above] as number)
    }
  }
  return { downstream, filledM, order }
}

/**
 * Where roads of a layer meet. Lines that share a vertex meet there; so do lines that cross without one, and an end that stops
 * within the tolerance of another line: layers are often drawn so. A flyover is therefore a crossing.
 */
import { JOIN_TOLERANCE_M, type RoadNodes } from './road-nodes.ts'
import { eachSegmentNear, onSegment, type SegmentGrid, segmentGridSteps } from './segment-grid.ts'

/** Pairs of nodes: a, b of each stretch of road. */
export type Stretches = number[]

const STRETCHES_PER_STEP = 2000
const NODES_PER_STEP = 50_000
/** Wide enough that few segments stand in many cells, narrow enough that few stand in one. */
const CELL_M = 150

/** The stretches cut where they meet one another, in steps. `ends` are the nodes at which lines end. */
export function* joinStretches(
  nodes: RoadNodes,
  stretches: Stretches,
  ends: ReadonlySet<number>,
): Generator<void, Stretches> {
  const grid = yield* stretchGridSteps(nodes, stretches)
  const cuts = new Map<number, { readonly along: number; readonly node: number }[]>()
  const cut = (stretch: number, along: number, node: number): void => {
    if (stretches[stretch * 2] === node || stretches[stretch * 2 + 1] === node) return
    const known = cuts.get(stretch)
    if (!known) cuts.set(stretch, [{ along, node }])
    else if (!known.some((other) => other.node === node)) known.push({ along, node })
  }
  let done = 0
  for (const node of ends) {
    if (done++ % STRETCHES_PER_STEP === 0) yield
    const [x, y] = [nodes.xs[node]!, nodes.ys[node]!]
    eachSegmentNear(grid, boxAround(x, y, JOIN_TOLERANCE_M), (stretch) => {
      const near = onSegment(grid.segments.ends, stretch, x, y)
      if (near.distanceM <= JOIN_TOLERANCE_M) cut(stretch, near.along, node)
    })
  }
  for (let stretch = 0; stretch < stretches.length / 2; stretch++) {
    if (stretch % STRETCHES_PER_STEP === 0) yield
    crossingsOf(grid, stretches, stretch, (other, along, alongOther, x, y) => {
      const node = nodes.at(x, y)
      cut(stretch, along, node)
      cut(other, alongOther, node)
    })
  }
  return yield* cutUpSteps(stretches, cuts)
}

/** The stretches as a grid of segments, in steps. */
export function* stretchGridSteps(nodes: RoadNodes, stretches: Stretches): Generator<void, SegmentGrid> {
  const ends = new Float64Array(stretches.length * 2)
  for (let i = 0; i < stretches.length; i++) {
    if (i % NODES_PER_STEP === 0) yield
    ends[i * 2] = nodes.xs[stretches[i]!]!
    ends[i * 2 + 1] = nodes.ys[stretches[i]!]!
  }
  return yield* segmentGridSteps({ ends, count: stretches.length / 2 }, CELL_M)
}

type Crossing = (other: number, along: number, alongOther: number, x: number, y: number) => void

/** Tells where a stretch crosses later ones with which it shares no node. */
function crossingsOf(grid: SegmentGrid, stretches: Stretches, stretch: number, tell: Crossing): void {
  const { ends } = grid.segments
  const at = stretch * 4
  const [x1, y1, x2, y2] = [ends[at]!, ends[at + 1]!, ends[at + 2]!, ends[at + 3]!]
  const box = { minX: Math.min(x1, x2), minY: Math.min(y1, y2), maxX: Math.max(x1, x2), maxY: Math.max(y1, y2) }
  const [a, b] = [stretches[stretch * 2], stretches[stretch * 2 + 1]]
  eachSegmentNear(grid, box, (other) => {
    if (other <= stretch) return
    const [c, d] = [stretches[other * 2], stretches[other * 2 + 1]]
    if (a === c || a === d || b === c || b === d) return
    const [x3, y3] = [ends[other * 4]!, ends[other * 4 + 1]!]
    const [dx, dy] = [x2 - x1, y2 - y1]
    const [ex, ey] = [ends[other * 4 + 2]! - x3, ends[other * 4 + 3]! - y3]
    const turn = dx * ey - dy * ex
    if (turn === 0) return
    const along = ((x3 - x1) * ey - (y3 - y1) * ex) / turn
    const alongOther = ((x3 - x1) * dy - (y3 - y1) * dx) / turn
    if (along < 0 || along > 1 || alongOther < 0 || alongOther > 1) return
    tell(other, along, alongOther, x1 + along * dx, y1 + along * dy)
  })
}

function* cutUpSteps(
  stretches: Stretches,
  cuts: ReadonlyMap<number, readonly { readonly along: number; readonly node: number }[]>,
): Generator<void, Stretches> {
  const joined: Stretches = []
  for (let stretch = 0; stretch < stretches.length / 2; stretch++) {
    if (stretch % NODES_PER_STEP === 0) yield
    let from = stretches[stretch * 2]!
    for (const { node } of (cuts.get(stretch) ?? []).toSorted((a, b) => a.along - b.along)) {
      if (node !== from) joined.push(from, node)
      from = node
    }
    const to = stretches[stretch * 2 + 1]!
    if (from !== to) joined.push(from, to)
  }
  return joined
}

function boxAround(x: number, y: number, by: number) {
  return { minX: x - by, minY: y - by, maxX: x + by, maxY: y + by }
}

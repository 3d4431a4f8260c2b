/** How long it takes along the roads from some places: Dijkstra (1959) up to a limit. Times in minutes. */
import type { RoadGraph } from './road-graph.ts'

/** A place on a road from which people set out, or to which they come: it is as far one way as the other. */
export interface Start {
  readonly stretch: number
  /** 0–1 from the stretch's first node. */
  readonly along: number
  /** What has passed before the road is reached. */
  readonly afterMinutes: number
}

export interface Travel {
  /** Minutes to each node; Infinity where it takes longer than the limit. */
  readonly minutes: Float64Array
  /** Nodes that are reached, the nearest first. */
  readonly reached: readonly number[]
  /** Where people set out, by stretch. */
  readonly starts: ReadonlyMap<number, readonly Start[]>
  readonly metresPerMinute: number
  readonly limitMinutes: number
}

export interface Trip {
  readonly metresPerMinute: number
  readonly limitMinutes: number
}

const NODES_PER_STEP = 4000

/** Times to all nodes within the limit, in steps of a few milliseconds. */
export function* travelSteps(
  graph: RoadGraph,
  starts: readonly Start[],
  { metresPerMinute, limitMinutes }: Trip,
): Generator<void, Travel> {
  const minutes = new Float64Array(graph.xs.length).fill(Infinity)
  const reached: number[] = []
  const queue = new TimeQueue()
  const arrive = (node: number, at: number): void => {
    if (at > limitMinutes || at >= minutes[node]!) return
    minutes[node] = at
    queue.push(node, at)
  }
  for (const { stretch, along, afterMinutes } of starts) {
    const whole = graph.lengthsM[stretch]! / metresPerMinute
    arrive(graph.ends[stretch * 2]!, afterMinutes + along * whole)
    arrive(graph.ends[stretch * 2 + 1]!, afterMinutes + (1 - along) * whole)
  }
  for (let next = queue.pop(); next >= 0; next = queue.pop()) {
    // One that came again, earlier, stands in the queue twice.
    if (queue.poppedAt > minutes[next]!) continue
    if (reached.push(next) % NODES_PER_STEP === 0) yield
    for (let i = graph.starts[next]!; i < graph.starts[next + 1]!; i++) {
      const stretch = graph.stretches[i]!
      const [a, b] = [graph.ends[stretch * 2]!, graph.ends[stretch * 2 + 1]!]
      arrive(a === next ? b : a, minutes[next]! + graph.lengthsM[stretch]! / metresPerMinute)
    }
  }
  return { minutes, reached, starts: Map.groupBy(starts, ({ stretch }) => stretch), metresPerMinute, limitMinutes }
}

/** A binary heap of nodes by time. */
class TimeQueue {
  readonly #nodes: number[] = []
  readonly #times: number[] = []
  /** Time of the node that came out last. */
  poppedAt = 0

  push(node: number, time: number): void {
    const [nodes, times] = [this.#nodes, this.#times]
    let at = nodes.length
    nodes.push(node)
    times.push(time)
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (times[parent]! <= time) break
      nodes[at] = nodes[parent]!
      times[at] = times[parent]!
      at = parent
    }
    nodes[at] = node
    times[at] = time
  }

  /** The node with the least time, or -1 where none is left. */
  pop(): number {
    const [nodes, times] = [this.#nodes, this.#times]
    const [first] = nodes
    if (first === undefined) return -1
    this.poppedAt = times[0]!
    const node = nodes.pop()!
    const time = times.pop()!
    const length = nodes.length
    if (length === 0) return first
    let at = 0
    for (;;) {
      let child = at * 2 + 1
      if (child >= length) break
      if (child + 1 < length && times[child + 1]! < times[child]!) child++
      if (times[child]! >= time) break
      nodes[at] = nodes[child]!
      times[at] = times[child]!
      at = child
    }
    nodes[at] = node
    times[at] = time
    return first
  }
}

/** The roads that an item's people travel, as lines for the map. */
import type { Geometry } from 'geojson'
import { inTurns } from '../jobs/turns.ts'
import { codesMeasured, methodOf, type Reaching } from './item-rows.ts'
import type { ReachDesk } from './reach-desk.ts'
import type { RoadGraph } from './road-graph.ts'
import { minutesAt, travelFromSteps, travelledStretches } from './road-reach.ts'
import type { Travel } from './travel.ts'

/** More would be a page of JSON that nobody sees apart. */
const MOST_STRETCHES = 20_000

/** Roads reached, cut where the minutes end; null where an item does not reach by roads. */
export async function outlineOf(desk: ReachDesk, item: Reaching): Promise<Geometry | null> {
  const method = methodOf(item)
  if (method.by !== 'road') return null
  const graph = await desk.roads.graph(method.layer)
  if (!graph) return null
  const lines: number[][][] = []
  const areas = desk.areas.geometriesOf(codesMeasured(item))
  for (const { geometry, code } of item.places) {
    const from = code === null ? geometry && (JSON.parse(geometry) as Geometry) : areas.get(code)
    if (!from) continue
    const travel = await inTurns(travelFromSteps(graph, from, method))
    if (travel)
      for (const stretch of travelledStretches(graph, travel)) lines.push(...reachedParts(graph, travel, stretch))
  }
  return { type: 'MultiLineString', coordinates: lines.slice(0, MOST_STRETCHES) }
}

const PIECES = 4

/** Pieces of a stretch whose both ends are reached in time; a short stretch is one piece. */
function reachedParts(graph: RoadGraph, travel: Travel, stretch: number): number[][][] {
  const pieces = graph.lengthsM[stretch]! < 50 ? 1 : PIECES
  const reached = Array.from(
    { length: pieces + 1 },
    (_, k) => minutesAt(graph, travel, stretch, k / pieces) <= travel.limitMinutes,
  )
  return reached
    .slice(1)
    .flatMap((isReached, k) =>
      isReached && reached[k]
        ? [[positionAt(graph, stretch, k / pieces), positionAt(graph, stretch, (k + 1) / pieces)]]
        : [],
    )
}

function positionAt({ ends, xs, ys, plane }: RoadGraph, stretch: number, along: number): number[] {
  const [a, b] = [ends[stretch * 2]!, ends[stretch * 2 + 1]!]
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
  return [
    round((xs[a]! + along * (xs[b]! - xs[a]!)) / plane.perLon),
    round((ys[a]! + along * (ys[b]! - ys[a]!)) / plane.perLat),
  ]
}

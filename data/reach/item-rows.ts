/**
 * The households that an item reaches: the union over its places. By shape: what lies inside, and a kilometre around points and
 * lines; by distance: within so many metres of any shape; along roads: within so many minutes; by areas: only those it names. An
 * area that an item names by its code is reached as a whole, however the item reaches otherwise.
 */
import type { Geometry } from 'geojson'
import type { ItemReach, Place } from '../contract/plans.ts'
import { type Bits, setRange } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { rowsOfArea } from '../households/runs.ts'
import { paintShape } from './paint-shape.ts'
import type { RoadGraph } from './road-graph.ts'
import { paintTravelSteps, type RoadReach, travelFromSteps, travelParameters } from './road-reach.ts'
import { shapesOfGeometry } from './shapes-of-place.ts'

/** What of an item decides whom it reaches. */
export interface Reaching {
  readonly places: readonly Place[]
  readonly reach: ItemReach | null
}

export interface ReachSurroundings {
  readonly survey: Survey
  /** The network of the layer that the item names; null where it names none, or it is not there. */
  readonly graph: RoadGraph | null
}

export type Lacks = 'no-place' | 'no-road' | null

/** How an item reaches where it does not say. */
export function methodOf({ reach }: Pick<Reaching, 'reach'>): ItemReach {
  return reach ?? { by: 'shape' }
}

/** Sets the rows that an item reaches, in steps; answers why some place reaches nobody. */
export function* paintItemSteps(
  { survey, graph }: ReachSurroundings,
  item: Reaching,
  bits: Bits,
): Generator<void, Lacks> {
  const method = methodOf(item)
  let placed = 0
  let lacks: Lacks = null
  for (const place of item.places) {
    if (place.code !== null) {
      const [from, to] = rowsOfArea(survey.runs('village'), place.code)
      setRange(bits, from, to)
      placed++
    } else if (place.geometry !== null && method.by !== 'areas') {
      const geometry = JSON.parse(place.geometry) as Geometry
      if (method.by === 'road') lacks = (yield* paintByRoadSteps({ survey, graph }, geometry, method, bits)) ?? lacks
      else paintWithin(survey, geometry, method.by === 'distance' ? method.distanceM : null, bits)
      placed++
    }
    yield
  }
  return placed === 0 ? 'no-place' : lacks
}

function paintWithin(survey: Survey, geometry: Geometry, distanceM: number | null, bits: Bits): void {
  for (const shape of shapesOfGeometry(geometry, distanceM)) paintShape(survey, shape, bits)
}

/** Whoever lives at the place needs no road; the others come by it. */
function* paintByRoadSteps(
  { survey, graph }: ReachSurroundings,
  geometry: Geometry,
  reach: RoadReach,
  bits: Bits,
): Generator<void, Lacks> {
  const { walkMetresPerMinute, accessM } = travelParameters
  paintWithin(survey, geometry, Math.min(accessM, reach.minutes * walkMetresPerMinute), bits)
  const travel = graph && (yield* travelFromSteps(graph, geometry, reach))
  if (!graph || !travel) return 'no-road'
  yield* paintTravelSteps(survey, graph, travel, bits)
  return null
}

/**
 * The households that an item reaches: the union over its places. By shape: what lies inside, and a kilometre around points and
 * lines; by distance: within so many metres of any shape; along roads: within so many minutes; by areas: only those it names. An
 * area that an item names by its code is reached as a whole, unless the item reaches by distance or along roads: then it is reached
 * from where the file has it, its point or its outline.
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
  /** Where the areas lie that the item names, by code; those that are not in it have neither point nor outline in the file. */
  readonly areas: ReadonlyMap<string, Geometry | null>
}

export type Lacks = 'no-place' | 'no-road' | 'no-position' | null

/** How an item reaches where it does not say. */
export function methodOf({ reach }: Pick<Reaching, 'reach'>): ItemReach {
  return reach ?? { by: 'shape' }
}

/** Codes of the areas from whose point or outline an item reaches; none where it reaches them as a whole. */
export function codesMeasured(item: Reaching): string[] {
  const { by } = methodOf(item)
  return by === 'distance' || by === 'road' ? item.places.flatMap(({ code }) => code ?? []) : []
}

/** Sets the rows that an item reaches, in steps; answers why some place reaches nobody, or is not measured from. */
export function* paintItemSteps(around: ReachSurroundings, item: Reaching, bits: Bits): Generator<void, Lacks> {
  const method = methodOf(item)
  let placed = 0
  let lacks: Lacks = null
  for (const { code, geometry } of item.places) {
    if (code !== null) {
      lacks = (yield* paintAreaSteps(around, code, method, bits)) ?? lacks
      placed++
    } else if (geometry !== null && method.by !== 'areas') {
      lacks = (yield* paintFromSteps(around, JSON.parse(geometry) as Geometry, method, bits)) ?? lacks
      placed++
    }
    yield
  }
  return placed === 0 ? 'no-place' : lacks
}

/** A tambon or village: from where it lies, where the item reaches so far around; else, and where the file does not say, as a whole. */
function* paintAreaSteps(
  around: ReachSurroundings,
  code: string,
  method: ItemReach,
  bits: Bits,
): Generator<void, Lacks> {
  const isMeasured = method.by === 'distance' || method.by === 'road'
  const geometry = isMeasured ? around.areas.get(code) : null
  if (geometry) return yield* paintFromSteps(around, geometry, method, bits)
  const [from, to] = rowsOfArea(around.survey.runs('village'), code)
  setRange(bits, from, to)
  return isMeasured ? 'no-position' : null
}

function* paintFromSteps(
  around: ReachSurroundings,
  geometry: Geometry,
  method: ItemReach,
  bits: Bits,
): Generator<void, Lacks> {
  if (method.by === 'road') return yield* paintByRoadSteps(around, geometry, method, bits)
  paintWithin(around.survey, geometry, method.by === 'distance' ? method.distanceM : null, bits)
  return null
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

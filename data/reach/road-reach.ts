/**
 * Households that are reached along roads within so many minutes: from the place on foot to the nearest road, along the roads on
 * foot or by car, and from the nearest place of a reached road on foot to the house. All of it counts in the minutes.
 */
import type { Geometry, Position } from 'geojson'
import type { ItemReach } from '../contract/plans.ts'
import { type Bits, hasBit, setBit } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { gridOf } from '../households/grids.ts'
import { POSITION_SCALE } from '../households/survey-rows.ts'
import type { RoadGraph } from './road-graph.ts'
import { nearestSegment, onSegment } from './segment-grid.ts'
import { type Start, type Travel, travelSteps } from './travel.ts'

/** The parameters of travel, as docs/reach.md states them. */
export const travelParameters = {
  /** 4 km/h: what signals for people on foot are timed by (3.5 ft/s, MUTCD 2009, 4E.06), rounded. */
  walkMetresPerMinute: 4000 / 60,
  /** 40 km/h on local roads, stops and bends included: a parameter of ours. */
  driveMetresPerMinute: 40_000 / 60,
  /** No house further from a road, or from the place itself, is said to be reached by it. */
  accessM: 500,
  /** A place further from any road is on none. */
  nearestRoadM: 2000,
} as const

export type RoadReach = Extract<ItemReach, { by: 'road' }>

/** On a line or an outline people set out at least so often. */
const START_EVERY_M = 100
const MOST_STARTS = 5000
const STRETCHES_PER_STEP = 400

/** How far one gets from a geometry along the roads; null where no road is near it. In steps. */
export function* travelFromSteps(
  graph: RoadGraph,
  geometry: Geometry,
  reach: RoadReach,
): Generator<void, Travel | null> {
  const starts: Start[] = []
  for (const position of placesAlong(geometry, graph)) {
    const near = nearestSegment(graph.grid, position[0], position[1], travelParameters.nearestRoadM)
    if (near) {
      const afterMinutes = near.distanceM / travelParameters.walkMetresPerMinute
      starts.push({ stretch: near.segment, along: near.along, afterMinutes })
    }
    if (starts.length % 50 === 49) yield
  }
  if (starts.length === 0) return null
  const { walkMetresPerMinute, driveMetresPerMinute } = travelParameters
  const metresPerMinute = reach.mode === 'walk' ? walkMetresPerMinute : driveMetresPerMinute
  return yield* travelSteps(graph, starts, { metresPerMinute, limitMinutes: reach.minutes })
}

/** Sets the households that are reached from the roads travelled. In steps. */
export function* paintTravelSteps(survey: Survey, graph: RoadGraph, travel: Travel, bits: Bits): Generator<void, void> {
  let done = 0
  for (const stretch of travelledStretches(graph, travel)) {
    if (++done % STRETCHES_PER_STEP === 0) yield
    paintStretch(survey, graph, travel, { stretch, bits })
  }
}

/** Stretches of which some part is reached, each once. */
export function travelledStretches(graph: RoadGraph, { reached, starts }: Travel): number[] {
  const found = new Set<number>(starts.keys())
  for (const node of reached) {
    for (let i = graph.starts[node]!; i < graph.starts[node + 1]!; i++) found.add(graph.stretches[i]!)
  }
  return [...found]
}

/** Minutes until a place of a stretch (0–1 along it) is reached. */
export function minutesAt(graph: RoadGraph, travel: Travel, stretch: number, along: number): number {
  const whole = graph.lengthsM[stretch]! / travel.metresPerMinute
  const fromFirst = travel.minutes[graph.ends[stretch * 2]!]! + along * whole
  const fromLast = travel.minutes[graph.ends[stretch * 2 + 1]!]! + (1 - along) * whole
  let least = Math.min(fromFirst, fromLast)
  for (const start of travel.starts.get(stretch) ?? []) {
    least = Math.min(least, start.afterMinutes + Math.abs(along - start.along) * whole)
  }
  return least
}

function paintStretch(
  survey: Survey,
  graph: RoadGraph,
  travel: Travel,
  { stretch, bits }: { readonly stretch: number; readonly bits: Bits },
): void {
  const grid = gridOf(survey)
  const perX = graph.plane.perLon * POSITION_SCALE
  const perY = graph.plane.perLat * POSITION_SCALE
  const { ends } = graph.grid.segments
  const at = stretch * 4
  const { accessM, walkMetresPerMinute } = travelParameters
  const rowOf = (y: number): number => Math.floor((y / perY - grid.minY) / grid.height)
  const columnOf = (x: number): number => Math.floor((x / perX - grid.minX) / grid.width)
  const firstRow = Math.max(0, rowOf(Math.min(ends[at + 1]!, ends[at + 3]!) - accessM))
  const lastRow = Math.min(grid.rows - 1, rowOf(Math.max(ends[at + 1]!, ends[at + 3]!) + accessM))
  const firstColumn = Math.max(0, columnOf(Math.min(ends[at]!, ends[at + 2]!) - accessM))
  const lastColumn = Math.min(grid.columns - 1, columnOf(Math.max(ends[at]!, ends[at + 2]!) + accessM))
  for (let row = firstRow; row <= lastRow && firstColumn <= lastColumn; row++) {
    const from = grid.starts[row * grid.columns + firstColumn]!
    const to = grid.starts[row * grid.columns + lastColumn + 1]!
    for (let i = from; i < to; i++) {
      const household = grid.order[i]!
      if (hasBit(bits, household)) continue
      const { along, distanceM } = onSegment(ends, stretch, grid.xs[i]! * perX, grid.ys[i]! * perY)
      if (distanceM > accessM) continue
      const minutes = minutesAt(graph, travel, stretch, along) + distanceM / walkMetresPerMinute
      if (minutes <= travel.limitMinutes) setBit(bits, household)
    }
  }
}

/** Places of a geometry from which people set out, in the graph's metres. */
function placesAlong(geometry: Geometry, { plane }: RoadGraph): [number, number][] {
  const places: [number, number][] = []
  const add = (position: Position): void => {
    places.push([(position[0] ?? 0) * plane.perLon, (position[1] ?? 0) * plane.perLat])
  }
  const addLine = (line: readonly Position[]): void => {
    line.forEach((position, index) => {
      const before = places.at(-1)
      const [x, y] = [(position[0] ?? 0) * plane.perLon, (position[1] ?? 0) * plane.perLat]
      if (before && index > 0) {
        const pieces = Math.ceil(Math.hypot(x - before[0], y - before[1]) / START_EVERY_M)
        for (let k = 1; k < pieces && places.length < MOST_STARTS; k++) {
          places.push([before[0] + ((x - before[0]) * k) / pieces, before[1] + ((y - before[1]) * k) / pieces])
        }
      }
      add(position)
    })
  }
  eachPart(geometry, { point: add, line: addLine })
  return places.slice(0, MOST_STARTS)
}

function eachPart(
  geometry: Geometry,
  visit: { readonly point: (position: Position) => void; readonly line: (line: readonly Position[]) => void },
): void {
  switch (geometry.type) {
    case 'Point':
      visit.point(geometry.coordinates)
      return
    case 'MultiPoint':
      for (const position of geometry.coordinates) visit.point(position)
      return
    case 'LineString':
      visit.line(geometry.coordinates)
      return
    case 'MultiLineString':
    case 'Polygon':
      for (const line of geometry.coordinates) visit.line(line)
      return
    case 'MultiPolygon':
      for (const ring of geometry.coordinates.flat()) visit.line(ring)
      return
    case 'GeometryCollection':
      for (const part of geometry.geometries) eachPart(part, visit)
  }
}

/** What is to be said about a shape while it is drawn: sentences, never a wall. */
import type { Geometry, Position } from 'geojson'
import { countCrossings } from '../shapes/find-crossings.ts'
import { mendArea } from '../shapes/mend-area.ts'
import { geometryOf, type PlaceGeometry } from '../shapes/parts.ts'
import type { SketchProblem } from '../state/sketch.ts'

/** Thailand with its waters, roughly: what lies outside is likely a slip. */
const COUNTRY = { west: 97.2, south: 5.4, east: 105.9, north: 20.6 }
/** Longer outlines are looked over once they are whole: each is compared with every other side. */
const MOST_LIVE_SIDES = 1200

/** The first thing that is not as it should be, or null. */
export function problemOf(geometry: Geometry | null): SketchProblem | null {
  if (geometry?.type === 'Polygon') {
    const [ring = []] = geometry.coordinates
    const open = withoutRepeats(ring)
    if (open.length > 4 && open.length < MOST_LIVE_SIDES && countCrossings([open]) > 0) return 'crosses-itself'
  }
  return positionsOf(geometry).some(isOutside) ? 'outside-country' : null
}

/** Whether a shape under way cannot be ended yet: besides the corner that goes with the pointer it has one or two. */
export function hasTooFew(geometry: Geometry): boolean {
  if (geometry.type === 'Polygon') return (geometry.coordinates[0]?.length ?? 0) < 5
  return geometry.type === 'LineString' && geometry.coordinates.length < 3
}

export interface Settled {
  readonly geometry: PlaceGeometry
  /** Of how many parts a crossing outline was made; 0 where it did not cross itself. */
  readonly mendedInto: number
}

/** A drawn shape as it is kept: an outline that crosses itself becomes the ground it goes around. Null where it is no shape. */
export function settleSketch(geometry: PlaceGeometry): Settled | null {
  if (geometry.type === 'LineString') {
    const coordinates = withoutRepeats(geometry.coordinates)
    return coordinates.length < 2 ? null : { geometry: { type: 'LineString', coordinates }, mendedInto: 0 }
  }
  if (geometry.type !== 'Polygon') return { geometry, mendedInto: 0 }
  const ring = withoutRepeats(geometry.coordinates[0] ?? [])
  const areas = ring.length < 4 ? [] : mendArea(ring)
  const settled = geometryOf('Polygon', areas)
  const isAsDrawn = areas.length === 1 && areas[0]?.[0]?.length === ring.length && countCrossings([ring]) === 0
  return settled && { geometry: settled, mendedInto: isAsDrawn ? 0 : areas.length }
}

function withoutRepeats(positions: readonly Position[]): Position[] {
  return positions.filter(([lon, lat], index) => {
    const before = positions[index - 1]
    return !before || before[0] !== lon || before[1] !== lat
  })
}

function positionsOf(geometry: Geometry | null): readonly Position[] {
  switch (geometry?.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'LineString':
      return geometry.coordinates
    case 'Polygon':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
    default:
      return []
  }
}

function isOutside([lon = 0, lat = 0]: Position): boolean {
  return lon < COUNTRY.west || lon > COUNTRY.east || lat < COUNTRY.south || lat > COUNTRY.north
}

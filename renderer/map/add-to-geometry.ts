/** What was drawn for a place, put to its geometry. */
import type { Position } from 'geojson'
import { isInside } from '../shapes/faces.ts'
import { countCrossings } from '../shapes/find-crossings.ts'
import { mergePart } from '../shapes/merge-parts.ts'
import { addHole, addPart, geometryOf, kindOf, type PlaceGeometry, partsOf } from '../shapes/parts.ts'

/**
 * The geometry with a part or a hole more; a part over others is made one with them and comes last. Null where a hole does not lie in one part whole, clear of its outline and of other
 * holes.
 */
export function addedTo(before: PlaceGeometry, drawn: PlaceGeometry, as: 'part' | 'hole'): PlaceGeometry | null {
  // An outline that crossed itself may be several parts.
  if (as === 'part') return partsOf(drawn).reduce((geometry, part) => withLastMerged(addPart(geometry, part)), before)
  const hole = drawn.type === 'Polygon' ? drawn.coordinates[0] : null
  if (!hole) return null
  const part = partAround(before, hole)
  const rings = partsOf(before)[part]
  if (!rings) return null
  const swallows = rings.slice(1).some(([corner]) => corner && isInside(corner, [hole]))
  const crosses = countCrossings([...rings, hole]) > countCrossings(rings)
  return swallows || crosses ? null : addHole(before, part, hole)
}

function withLastMerged(geometry: PlaceGeometry): PlaceGeometry {
  return withMerged(geometry, partsOf(geometry).length - 1)
}

/** An area of which this part, new or moved, is made one with those it lies over, and comes last; the very same where it lies over none. */
export function withMerged(geometry: PlaceGeometry, changed: number): PlaceGeometry {
  const parts = partsOf(geometry)
  if (kindOf(geometry) !== 'Polygon' || parts.length < 2) return geometry
  const merged = mergePart(parts, changed)
  return merged === parts ? geometry : (geometryOf('Polygon', merged) ?? geometry)
}

/** The part that holds every corner, in none of its holes; -1 where none does. */
function partAround(geometry: PlaceGeometry, hole: readonly Position[]): number {
  return partsOf(geometry).findIndex((rings) => hole.every((corner) => isInside(corner, rings)))
}

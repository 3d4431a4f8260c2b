/** An item's places cut by a line that was drawn across them. */
import type { Position } from 'geojson'
import type { Place } from '../../data/contract/plans.ts'
import { geometryOf, isMulti, kindOf, type Parts, type PlaceGeometry, partsOf } from '../shapes/parts.ts'
import { splitArea } from '../shapes/split-area.ts'
import { splitLine } from '../shapes/split-line.ts'
import { geometryOfPlace } from './item-place.ts'

/**
 * All places afterwards, null where the line cuts none. Of a place that is cut, the largest piece (of a line, the first) stays
 * under its id, with the parts that were not cut; every other piece is a place of its own, named like it.
 */
export function splitPlaces(places: readonly Place[], line: readonly Position[], newId: () => string): Place[] | null {
  let isCut = false
  const after = places.flatMap((place) => {
    const geometry = geometryOfPlace(place)
    const pieces = place.kind !== 'areaCode' && geometry ? splitParts(geometry, line) : null
    if (!pieces) return [place]
    isCut = true
    const [kept, ...others] = pieces
    return [
      { ...place, geometry: JSON.stringify(kept) },
      ...others.map((piece) => ({ ...place, id: newId(), geometry: JSON.stringify(piece) })),
    ]
  })
  return isCut ? after : null
}

function splitParts(geometry: PlaceGeometry, line: readonly Position[]): readonly PlaceGeometry[] | null {
  const kind = kindOf(geometry)
  if (kind === 'Point') return null
  const kept: Parts[number][] = []
  const others: Parts[number][] = []
  for (const part of partsOf(geometry)) {
    const pieces = kind === 'Polygon' ? splitArea(part, line) : splitLine(part[0]!, line)?.map((piece) => [piece])
    const [first, ...more] = pieces ?? []
    kept.push(first ?? part)
    others.push(...more)
  }
  if (others.length === 0) return null
  return [geometryOf(kind, kept, isMulti(geometry))!, ...others.map((piece) => geometryOf(kind, [piece])!)]
}

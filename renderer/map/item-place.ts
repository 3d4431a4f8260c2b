import type { Place, PlanItem } from '../../data/contract/plans.ts'
import type { PlaceGeometry } from '../shapes/parts.ts'

/** The geometry of a place; null where it has none. */
export function geometryOfPlace(place: Place): PlaceGeometry | null {
  return place.geometry ? (JSON.parse(place.geometry) as PlaceGeometry) : null
}

/** The geometry of one of an item's places; null where it has none. */
export function placeGeometry(item: PlanItem, placeId: string): PlaceGeometry | null {
  const place = item.places.find(({ id }) => id === placeId)
  return place ? geometryOfPlace(place) : null
}

/** Places that have a shape of their own; a tambon or village is only shown at a point. */
export function drawnPlaces(item: PlanItem): readonly Place[] {
  return item.places.filter(({ kind, geometry }) => kind !== 'areaCode' && geometry !== null)
}

/** A drawn geometry as a new place. */
export function placeOf(geometry: PlaceGeometry): Place {
  return {
    id: crypto.randomUUID(),
    kind: geometry.type.endsWith('Point') ? 'point' : geometry.type.endsWith('LineString') ? 'line' : 'area',
    geometry: JSON.stringify(geometry),
    code: null,
    label: null,
  }
}

import type { Geometry } from 'geojson'
import type { Place, PlanItem } from '../../data/contract/plans.ts'

/** The geometry of one of an item's places; null where it has none. */
export function placeGeometry(item: PlanItem, placeId: string): Geometry | null {
  const place = item.places.find(({ id }) => id === placeId)
  return place?.geometry ? (JSON.parse(place.geometry) as Geometry) : null
}

/** The place an item is moved by: its first that has a shape. */
export function movablePlace(item: PlanItem): Place | null {
  return item.places.find(({ geometry }) => geometry !== null) ?? null
}

/** A drawn geometry as a place; a new one unless an id is given. */
export function placeOf(geometry: Geometry, id?: string): Place {
  return {
    id: id ?? crypto.randomUUID(),
    kind: geometry.type === 'Point' ? 'point' : geometry.type.endsWith('LineString') ? 'line' : 'area',
    geometry: JSON.stringify(geometry, (_, value: unknown) =>
      typeof value === 'number' ? Math.round(value * 1e7) / 1e7 : value,
    ),
    code: null,
    label: null,
  }
}

/**
 * Upper levels from the areas below. Shared borders are found by their vertices and only outer ones kept, so a province's
 * outline is vertex for vertex that of its tambons, and neighbours neither gape nor overlap.
 */
import type { MultiPolygon, Polygon } from 'geojson'
import { merge } from 'topojson-client'
import { topology } from 'topojson-server'
import type {
  GeometryCollection,
  MultiPolygon as TopoMultiPolygon,
  Polygon as TopoPolygon,
} from 'topojson-specification'

export interface AreaShape {
  readonly code: string
  readonly geometry: Polygon | MultiPolygon
}

/** Unions of areas by the first `digits` digits of their codes, in order of code; one list per entry of `digits`. */
export function dissolveAreas(areas: readonly AreaShape[], digits: readonly number[]): AreaShape[][] {
  if (digits.length === 0 || areas.length === 0) return digits.map(() => [])
  const collection = { type: 'GeometryCollection' as const, geometries: areas.map((area) => area.geometry) }
  const shared = topology({ areas: collection })
  const parts = (shared.objects.areas as GeometryCollection).geometries as (TopoPolygon | TopoMultiPolygon)[]
  return digits.map((length) => {
    const groups = Map.groupBy(areas.keys(), (index) => areas[index]!.code.slice(0, length))
    return [...groups.entries()]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, indexes]) => ({
        code,
        geometry: merge(
          shared,
          indexes.map((index) => parts[index]!),
        ),
      }))
  })
}

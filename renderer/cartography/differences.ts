/** Two states of a plan on one map: dashed amber as it was, the window's green as it is, and a thin line between where a thing moved. */
import type { Feature, Geometry, Position } from 'geojson'
import type { ComparedItem, ComparedSide } from '../../data/contract/comparison.ts'
import type { StyleLayer, StyleSource } from './model.ts'
import type { MapInk } from './palette.ts'
import { textLayout, textPaint } from './text.ts'

export const DIFFERENCE_SOURCE = 'difference'

/** Items that differ, the earlier side left and the later one right. */
export interface Difference {
  readonly items: readonly ComparedItem[]
}

/** Amber, as warnings are: read on light and dark paper. */
const thenColor = '#b5651d'

/** Shapes of both sides of what differs, and lines between middles of what moved. */
export function differenceSource({ items }: Difference): StyleSource {
  const features = items.flatMap((item) => {
    const hasMoved = item.changes.some(({ field }) => field.startsWith('place:'))
    const now = geometriesOf(item.right)
    // What lies where it lay is one mark, whatever else it says differently.
    const then = now.length > 0 && item.left && !hasMoved ? [] : geometriesOf(item.left)
    const sides = [
      ...then.map((geometry) => feature(geometry, { side: 'then', title: item.left?.title ?? '' })),
      ...now.map((geometry) => feature(geometry, { side: 'now', title: item.right?.title ?? '' })),
    ]
    const [from, to] = [middleOf(then[0]), middleOf(now[0])]
    if (!hasMoved || !from || !to) return sides
    return [...sides, feature({ type: 'LineString', coordinates: [from, to] }, { side: 'move', title: '' })]
  })
  return { type: 'geojson', data: { type: 'FeatureCollection', features } }
}

export function differenceLayers(ink: MapInk): readonly StyleLayer[] {
  const source = DIFFERENCE_SOURCE
  const of = (side: string) => ['==', ['get', 'side'], side]
  const color = ['match', ['get', 'side'], 'then', thenColor, ink.accent]
  const radius = ['match', ['get', 'side'], 'then', 9, 6]
  const isPoint = ['==', ['geometry-type'], 'Point']
  const isPolygon = ['==', ['geometry-type'], 'Polygon']
  return [
    {
      id: 'difference-fill',
      type: 'fill',
      source,
      filter: isPolygon,
      paint: { 'fill-color': color, 'fill-opacity': 0.16 },
    },
    {
      ...{ id: 'difference-move', type: 'line', source, filter: of('move') },
      paint: { 'line-color': ink.inkSoft, 'line-width': 1.2, 'line-dasharray': [1, 2] },
    },
    // Under both, so that either colour is seen on pale, dark and teal classes alike.
    {
      ...{ id: 'difference-casing', type: 'line', source, filter: ['all', ['!', of('move')], ['!', isPoint]] },
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': ink.accentHalo, 'line-width': 5.5 },
    },
    {
      ...{ id: 'difference-now', type: 'line', source, filter: ['all', of('now'), ['!', isPoint]] },
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': ink.accent, 'line-width': 3 },
    },
    {
      ...{ id: 'difference-then', type: 'line', source, filter: ['all', of('then'), ['!', isPoint]] },
      layout: { 'line-join': 'round' },
      paint: { 'line-color': thenColor, 'line-width': 2.6, 'line-dasharray': [2, 1.4] },
    },
    {
      ...{ id: 'difference-rings', type: 'circle', source, filter: isPoint },
      paint: {
        'circle-radius': radius,
        'circle-opacity': 0,
        'circle-stroke-color': ink.accentHalo,
        'circle-stroke-width': 5.5,
      },
    },
    {
      ...{ id: 'difference-points', type: 'circle', source, filter: isPoint },
      paint: {
        'circle-radius': radius,
        'circle-color': color,
        'circle-opacity': ['match', ['get', 'side'], 'then', 0.12, 0.9],
        'circle-stroke-color': color,
        'circle-stroke-width': 2.4,
      },
    },
    {
      ...{ id: 'difference-names', type: 'symbol', source, filter: ['!=', ['get', 'side'], 'move'], minzoom: 10 },
      layout: {
        ...textLayout({ size: 12 }),
        'text-field': ['get', 'title'],
        'text-anchor': 'top',
        'text-offset': [0, 0.9],
        'text-optional': true,
        'symbol-placement': 'point',
      },
      paint: textPaint(ink),
    },
  ]
}

/** The shapes of one side; none of an item that was dropped. */
export function geometriesOf(side: ComparedSide | null): readonly Geometry[] {
  if (!side || side.isDropped) return []
  return side.places.flatMap(({ geometry }) => (geometry ? [JSON.parse(geometry) as Geometry] : []))
}

/** Around shapes; null around none. */
export function boxOfGeometries(geometries: readonly Geometry[]): [number, number, number, number] | null {
  const positions = geometries.flatMap(positionsOf)
  const [first] = positions
  if (!first) return null
  return positions.reduce<[number, number, number, number]>(
    ([west, south, east, north], [lon = 0, lat = 0]) => [
      Math.min(west, lon),
      Math.min(south, lat),
      Math.max(east, lon),
      Math.max(north, lat),
    ],
    [first[0] ?? 0, first[1] ?? 0, first[0] ?? 0, first[1] ?? 0],
  )
}

function positionsOf(geometry: Geometry): Position[] {
  if (geometry.type === 'GeometryCollection') return geometry.geometries.flatMap(positionsOf)
  return flatPositions(geometry.coordinates)
}

function flatPositions(coordinates: unknown): Position[] {
  if (!Array.isArray(coordinates)) return []
  return typeof coordinates[0] === 'number' ? [coordinates as Position] : coordinates.flatMap(flatPositions)
}

function middleOf(geometry: Geometry | undefined): Position | null {
  const box = geometry ? boxOfGeometries([geometry]) : null
  return box && [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
}

function feature(
  geometry: Geometry,
  properties: { readonly side: 'then' | 'now' | 'move'; readonly title: string },
): Feature {
  return { type: 'Feature', properties, geometry }
}

/** One state of a plan on a map of its own, with marks on what the other state has not or says differently. */
import type { Feature, Geometry } from 'geojson'
import type { ComparedItem } from '../../data/contract/comparison.ts'
import type { Category } from '../../data/contract/workbook.ts'
import { boxOfGeometries, geometriesOf } from './differences.ts'
import { itemImage, plainCategory, SHAPES_FROM_ZOOM } from './items.ts'
import { type Scene, type StyleLayer, type StyleSource, sourceName } from './model.ts'
import { CASING_OPACITY, type MapInk } from './palette.ts'
import { textLayout, textPaint } from './text.ts'

const SOURCE = 'plan-shapes'
/** The layer of plan items, which a state of one plan stands in for. */
const ITEMS = sourceName('items')

export interface PlanOnMap {
  readonly items: readonly ComparedItem[]
  readonly side: 'left' | 'right'
  readonly categories: readonly Category[]
  readonly ink: MapInk
}

/** The scene with this state of a plan in place of all items, and no differences of the history. */
export function sceneOfPlan(scene: Scene, plan: PlanOnMap): Scene {
  const { difference: _difference, [ITEMS]: _items, ...sources } = scene.sources
  const others = scene.layers.filter(({ source }) => source !== ITEMS && source !== 'difference')
  return { sources: { ...sources, [SOURCE]: planSource(plan) }, layers: [...others, ...planLayers(plan.ink)] }
}

function planSource({ items, side, categories }: PlanOnMap): StyleSource {
  const features = items.flatMap((item): Feature[] => {
    const own = item[side]
    const other = item[side === 'left' ? 'right' : 'left']
    if (!own) return []
    const { shape, color } = categories.find(({ id }) => id === own.category) ?? plainCategory
    const isAlone = !other || other.isDropped
    const mark = isAlone ? 'only' : item.changes.length > 0 ? 'changed' : 'same'
    const properties = { color, image: itemImage(shape, color), mark, title: own.title }
    return geometriesOf(own).flatMap((geometry) => [
      { type: 'Feature', properties: { ...properties, isSymbol: false }, geometry },
      { type: 'Feature', properties: { ...properties, isSymbol: true }, geometry: middleOf(geometry) },
    ])
  })
  return { type: 'geojson', data: { type: 'FeatureCollection', features } }
}

function planLayers(ink: MapInk): readonly StyleLayer[] {
  const source = SOURCE
  const minzoom = SHAPES_FROM_ZOOM
  const isShape = ['!', ['get', 'isSymbol']]
  const isSymbol = ['get', 'isSymbol']
  const markColor = ['match', ['get', 'mark'], 'only', ink.ink, ink.accent]
  const isMarked = ['!=', ['get', 'mark'], 'same']
  const outline: Omit<StyleLayer, 'id'> = {
    type: 'line',
    source,
    minzoom,
    filter: ['all', isShape, ['!=', ['geometry-type'], 'Point']],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
  }
  return [
    {
      ...{
        id: 'plan-fill',
        type: 'fill',
        source,
        minzoom,
        filter: ['all', isShape, ['==', ['geometry-type'], 'Polygon']],
      },
      paint: { 'fill-color': ['get', 'color'], 'fill-opacity': 0.18 },
    },
    {
      ...outline,
      id: 'plan-line-casing',
      paint: { 'line-color': ink.casing, 'line-width': 5.4, 'line-opacity': CASING_OPACITY },
    },
    {
      ...outline,
      id: 'plan-line',
      paint: { 'line-color': ['get', 'color'], 'line-width': 2.4 },
    },
    {
      ...{ id: 'plan-mark-rings', type: 'circle', source, filter: ['all', isSymbol, isMarked] },
      paint: {
        'circle-radius': 13,
        'circle-opacity': 0,
        'circle-stroke-color': ink.accentHalo,
        'circle-stroke-width': 5.5,
      },
    },
    {
      ...{ id: 'plan-marks', type: 'circle', source, filter: ['all', isSymbol, isMarked] },
      paint: {
        'circle-radius': 13,
        'circle-color': markColor,
        'circle-opacity': 0.18,
        'circle-stroke-color': markColor,
        'circle-stroke-width': 2.4,
      },
    },
    {
      ...{ id: 'plan-symbols', type: 'symbol', source, filter: isSymbol },
      layout: {
        ...textLayout({ size: 12 }),
        'icon-image': ['get', 'image'],
        'icon-size': 0.5,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        // Only what differs is named: the rest is the same on both maps.
        'text-field': ['step', ['zoom'], '', 10, ['case', isMarked, ['get', 'title'], '']],
        'text-anchor': 'top',
        'text-offset': [0, 1.1],
        'text-optional': true,
      },
      paint: textPaint(ink),
    },
  ]
}

function middleOf(geometry: Geometry): Geometry {
  const [west, south, east, north] = boxOfGeometries([geometry]) ?? [0, 0, 0, 0]
  return { type: 'Point', coordinates: [(west + east) / 2, (south + north) / 2] }
}

import type { ItemRow } from '../../data/contract/plans.ts'
import type { Category } from '../../data/contract/workbook.ts'
import type { ItemStyle } from './layer-style.ts'
import {
  type LayerContext,
  type ShownLayer,
  type StyleLayer,
  type StyleSource,
  sourceName,
  zoomRange,
} from './model.ts'
import { CASING_OPACITY } from './palette.ts'
import { textLayout, textPaint } from './text.ts'

/** Items without a category: a shape and colour of their own. */
export const plainCategory: Category = {
  id: '',
  nameTh: '',
  nameEn: '',
  shape: 'diamond',
  color: '#53605a',
  order: 99,
}

/** Colours of item statuses, from idea to done. */
export const statusColors: Readonly<Record<string, string>> = {
  idea: '#8a918c',
  ready: '#b0761a',
  proposed: '#4a8fb5',
  agreed: '#2a6396',
  'under-way': '#6b4fa0',
  done: '#0f7a66',
  dropped: '#b3372f',
}

/** Further out an item is its symbol alone. */
export const SHAPES_FROM_ZOOM = 10.75

/** Id of the image of one item symbol; `map/images.ts` draws it when the map asks. */
export function itemImage(shape: Category['shape'], color: string): string {
  return `item/${shape}/${color}`
}

/** What of the items stands back while something else is looked at. */
export interface ItemFocus {
  /** Plans whose items are not drawn: scenarios beside the one that is worked on. */
  readonly hiddenPlans: readonly string[]
  /** Items in grey: those that lose cover. */
  readonly greyedItems: readonly string[]
  /** Items with a ring: something about them is not settled. */
  readonly unsettledItems: readonly string[]
  /** Items that show as dropped, where that is not settled: no tile holds them, and they are a ring alone. */
  readonly droppedItems: readonly DroppedItem[]
  /** From 1 down: all items, while marks of a comparison stand over them. */
  readonly strength: number
}

export type DroppedItem = Pick<ItemRow, 'id' | 'planId' | 'title' | 'budgetBaht'> & {
  readonly point: NonNullable<ItemRow['point']>
}

export const allItems: ItemFocus = {
  ...{ hiddenPlans: [], greyedItems: [], unsettledItems: [], droppedItems: [] },
  strength: 1,
}
const GREY = '#a3aaa5'

/** Shapes of items that are lines or areas, and a symbol each: shape and colour say what, size says how much. */
export function itemLayers(shown: ShownLayer, style: ItemStyle, context: ItemContext): readonly StyleLayer[] {
  return drawnLayers(shown, style, context).map((layer) => withoutPlans(layer, context.items.hiddenPlans))
}

export const DROPPED_SOURCE = 'items-dropped'

/** Where the dropped items of the focus lie, with what a click on an item asks for. */
export function droppedSource({ droppedItems }: ItemFocus): StyleSource {
  const features = droppedItems.map(({ id, planId, title, budgetBaht, point }) => ({
    type: 'Feature' as const,
    geometry: { type: 'Point' as const, coordinates: [...point] },
    properties: { item_id: id, plan_id: planId, title, budget_baht: budgetBaht },
  }))
  return { type: 'geojson', data: { type: 'FeatureCollection', features } }
}

export interface ItemContext extends LayerContext {
  readonly items: ItemFocus
}

function withoutPlans(layer: StyleLayer, hidden: readonly string[]): StyleLayer {
  if (hidden.length === 0) return layer
  const isShown = ['!', ['in', ['get', 'plan_id'], ['literal', hidden]]]
  return { ...layer, filter: layer.filter === undefined ? isShown : ['all', layer.filter, isShown] }
}

/** One thing for greyed items, another for the rest. */
function greyOr({ greyedItems }: ItemFocus, grey: unknown, other: unknown): unknown {
  return greyedItems.length === 0 ? other : ['case', ['in', ['get', 'item_id'], ['literal', greyedItems]], grey, other]
}

interface RingLook {
  readonly ringColor: string
  readonly widthPx: number
}

function drawnLayers(shown: ShownLayer, style: ItemStyle, context: ItemContext): readonly StyleLayer[] {
  const source = sourceName(shown.info.id)
  const opacity = shown.view.opacity * context.items.strength
  const color = greyOr(context.items, GREY, colorExpression(style, context.categories))
  const greyCategories = context.categories.map((category) => ({ ...category, color: GREY }))
  const symbols = { source, 'source-layer': `${shown.info.sourceLayer}_symbol` }
  const asked = { ...symbols, filter: ['in', ['get', 'item_id'], ['literal', context.items.unsettledItems]] }
  const dropped = { source: DROPPED_SOURCE }
  const ring = (id: string, of: typeof asked | typeof dropped, { ringColor, widthPx }: RingLook): StyleLayer => ({
    ...of,
    id,
    type: 'circle',
    ...zoomRange(shown),
    paint: {
      // The stroke lies outside the radius: both rings have one middle line.
      'circle-radius': 13 - widthPx / 2,
      'circle-opacity': 0,
      'circle-stroke-color': ringColor,
      'circle-stroke-opacity': opacity,
      'circle-stroke-width': widthPx,
    },
  })
  const halo = { ringColor: context.ink.halo, widthPx: 5.5 }
  const mark = { ringColor: context.ink.unsettled, widthPx: 2.5 }
  const shape = { source, 'source-layer': shown.info.sourceLayer, ...zoomRange(shown) }
  const outline: Omit<StyleLayer, 'id'> = {
    ...shape,
    type: 'line',
    minzoom: Math.max(shown.view.minZoom, SHAPES_FROM_ZOOM),
    filter: ['!=', ['geometry-type'], 'Point'],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
  }
  // However far out: what was just drawn is in sight.
  const selected: Omit<StyleLayer, 'id'> = {
    ...shape,
    type: 'line',
    filter: ['all', ['==', ['get', 'item_id'], context.selectedItemId ?? ''], ['!=', ['geometry-type'], 'Point']],
    layout: { 'line-join': 'round', 'line-cap': 'round' },
  }
  const selectedSymbol = { ...symbols, filter: ['==', ['get', 'item_id'], context.selectedItemId ?? ''] }
  return [
    {
      ...shape,
      id: 'items-fill',
      type: 'fill',
      minzoom: Math.max(shown.view.minZoom, SHAPES_FROM_ZOOM),
      filter: ['==', ['geometry-type'], 'Polygon'],
      paint: { 'fill-color': color, 'fill-opacity': 0.18 * opacity },
    },
    {
      ...outline,
      id: 'items-line-casing',
      paint: {
        'line-color': context.ink.casing,
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 3, 13, 6],
        'line-opacity': CASING_OPACITY * opacity,
      },
    },
    {
      ...outline,
      id: 'items-line',
      paint: {
        'line-color': color,
        'line-width': ['interpolate', ['linear'], ['zoom'], 7, 1, 13, 3],
        'line-opacity': opacity,
      },
    },
    {
      ...selected,
      id: 'items-selected-shape-casing',
      paint: { 'line-color': context.ink.accentHalo, 'line-width': 6, 'line-opacity': CASING_OPACITY },
    },
    {
      ...selected,
      id: 'items-selected-shape',
      paint: { 'line-color': context.ink.accent, 'line-width': 2.5 },
    },
    {
      ...selectedSymbol,
      id: 'items-selected-halo',
      type: 'circle',
      // The stroke lies outside the radius: this one has the middle line of the ring over it.
      paint: {
        'circle-radius': 13.5,
        'circle-opacity': 0,
        'circle-stroke-color': context.ink.accentHalo,
        'circle-stroke-opacity': CASING_OPACITY,
        'circle-stroke-width': 5,
      },
    },
    {
      ...selectedSymbol,
      id: 'items-selected',
      type: 'circle',
      paint: {
        'circle-radius': 15,
        'circle-color': context.ink.accent,
        'circle-opacity': 0.22,
        'circle-stroke-color': context.ink.accent,
        'circle-stroke-width': 2,
      },
    },
    ...(context.items.droppedItems.length > 0
      ? [ring('items-dropped-halo', dropped, halo), ring('items-dropped', dropped, mark)]
      : []),
    ring('items-unsettled-halo', asked, halo),
    ring('items-unsettled', asked, mark),
    {
      id: 'items-symbol',
      type: 'symbol',
      source,
      'source-layer': `${shown.info.sourceLayer}_symbol`,
      ...zoomRange(shown),
      layout: {
        'icon-image': greyOr(
          context.items,
          imageExpression({ ...style, colorBy: 'category' }, greyCategories, GREY),
          imageExpression(style, context.categories),
        ),
        'icon-size': style.sizeByBudget ? sizeExpression : 0.5,
        'icon-allow-overlap': true,
        'icon-ignore-placement': true,
        'symbol-sort-key': ['-', 0, ['coalesce', ['get', 'budget_baht'], 0]],
        ...(style.labels ? itemText : {}),
      },
      paint: { 'icon-opacity': greyOr(context.items, opacity * 0.7, opacity), ...textPaint(context.ink) },
    },
  ]
}

// Area of the symbol grows with the money, held between what can be seen and what hides its neighbours; images are 40 px at size 1.
const sizeExpression = [
  'interpolate',
  ['linear'],
  ['sqrt', ['coalesce', ['get', 'budget_baht'], 0]],
  0,
  0.28,
  1000,
  0.4,
  3000,
  0.62,
]

const itemText = {
  ...textLayout({ size: 12 }),
  'text-field': ['get', 'title'],
  'text-anchor': 'top',
  'text-offset': [0, 0.9],
  'text-optional': true,
}

function imageExpression(
  style: ItemStyle,
  categories: readonly Category[],
  plain: string = plainCategory.color,
): unknown {
  if (style.colorBy === 'status') return matchStatus((color) => itemImage('circle', color))
  const images = categories.flatMap(({ id, shape, color }) => [id, itemImage(shape, color)])
  const other = itemImage(plainCategory.shape, plain)
  return images.length === 0 ? other : ['match', ['coalesce', ['get', 'category'], ''], ...images, other]
}

function colorExpression(style: ItemStyle, categories: readonly Category[]): unknown {
  if (style.colorBy === 'status') return matchStatus((color) => color)
  const colors = categories.flatMap(({ id, color }) => [id, color])
  return colors.length === 0
    ? plainCategory.color
    : ['match', ['coalesce', ['get', 'category'], ''], ...colors, plainCategory.color]
}

function matchStatus(show: (color: string) => string): unknown {
  const entries = Object.entries(statusColors).flatMap(([status, color]) => [status, show(color)])
  return ['match', ['coalesce', ['get', 'status'], ''], ...entries, show(plainCategory.color)]
}

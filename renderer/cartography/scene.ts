/**
 * From what the window shows to what a map draws: sources and layers as plain objects of the MapLibre style specification.
 * Pure, so that it can be tested and so that the map is only ever told, never asked.
 */
import type { LayerInfo } from '../../data/contract/api.ts'
import type { Category } from '../../data/contract/workbook.ts'
import { boundaryLabels, boundaryLines } from './boundaries.ts'
import { type ChoroplethInput, choroplethLayers, choroplethPoints, pointRadius } from './choropleth.ts'
import { DIFFERENCE_SOURCE, type Difference, differenceLayers, differenceSource } from './differences.ts'
import { householdLayers } from './households.ts'
import { allItems, DROPPED_SOURCE, droppedSource, type ItemContext, type ItemFocus, itemLayers } from './items.ts'
import { columnsOf } from './layer-style.ts'
import {
  type LayerContext,
  type PickKind,
  type Scene,
  type ShownLayer,
  type StyleLayer,
  type StyleSource,
  sourceName,
} from './model.ts'
import { type MapInk, type MapTheme, mapInk } from './palette.ts'
import { type Picking, pickedLayers, pickingLayers, pickingSource } from './picking.ts'
import { referenceLabels, referenceLayers } from './reference.ts'
import { type Mark, shapeGeometry } from './shape-geometry.ts'
import { textPaint } from './text.ts'
import { VALUE_SOURCE, type ValueLabels, valueLayer, valueSource } from './value-labels.ts'

export interface SceneInput {
  readonly theme: MapTheme
  /** Where tiles are: the window's origin. */
  readonly origin: string
  readonly base: { readonly sources: Readonly<Record<string, unknown>>; readonly layers: readonly unknown[] } | null
  /** Topmost first. */
  readonly layers: readonly ShownLayer[]
  readonly thematic: Pick<ChoroplethInput, 'level' | 'colors' | 'opacity' | 'suppresses'> | null
  /** The coloured level's values as text; null: not shown. */
  readonly values: ValueLabels | null
  readonly categories: readonly Category[]
  /** Households: only those of this filter are coloured. */
  readonly filterId: string | null
  /** By household layer: the filter whose households are marked over the rest. */
  readonly highlights: Readonly<Record<string, string>>
  readonly selectedItemId: string | null
  /** Items of other plans are left out; null: none are. */
  readonly onlyPlanId?: string | null
  /** 1 at the desk; more on a wall that is read from ten metres. */
  readonly textScale: number
  /** Outlines of a filter's shape and of a reach. */
  readonly marks: readonly Mark[]
  /** What of the items stands back; absent: none of them. */
  readonly items?: ItemFocus
  /** What differs between two states of a plan; null or absent: nothing is compared. */
  readonly difference?: Difference | null
  /** Areas that are being picked by click. */
  readonly picking?: Picking | null
}

/** Further out, roads and names of the ground would only clutter the choropleth. */
const GROUND_NAMES_FROM_ZOOM = 11

/** Everything a map has to draw, bottom first. */
export function buildScene(input: SceneInput): Scene {
  const { theme, base, layers, thematic } = input
  const ink = mapInk(theme)
  const bottomUp = [...layers].reverse()
  const hasColors = thematic !== null && thematic.colors.length > 0
  const thematicLayer = thematic && layers.find((layer) => layer.info.id === `areas:${thematic.level}`)
  // Roads, rivers and names of the map underneath are read through the colours, so they stand above them.
  const baseLayers = ((base?.layers ?? []) as StyleLayer[]).filter((layer) => layer.type !== 'background')
  const ground = baseLayers.filter((layer) => layer.type === 'fill' || layer.type === 'raster')
  const above = baseLayers
    .filter((layer) => !ground.includes(layer))
    .map((layer) => (thematicLayer && hasColors ? overColors(layer, ink) : layer))
  const picking = input.picking ?? null
  const picked = pickedLayers(layers, picking)
  const isPoints = thematicLayer?.info.geometry === 'point'
  const pointLevel = thematic && thematicLayer && isPoints && hasColors ? thematic.level : null
  // The coloured signs of villages stand for their plain ones.
  const drawn = bottomUp.filter(({ info, view }) => view.visible && info.id !== `areas:${pointLevel}`)
  const context = {
    ink,
    theme,
    categories: input.categories,
    hasThematic: hasColors && !isPoints,
    selectedItemId: input.selectedItemId,
    textScale: input.textScale,
    items: itemsOf(input),
  }
  const { difference = null } = input
  return {
    sources: {
      ...absolute(base?.sources ?? {}, input.origin),
      ...overlaySources(input),
      marks: markSource(input.marks),
      ...Object.fromEntries(picked.map((layer) => [pickingSource(layer), tileSource(layer.info, input.origin, {})])),
      ...(input.values ? { [VALUE_SOURCE]: valueSource(input.values) } : {}),
      ...(context.items.droppedItems.length > 0 ? { [DROPPED_SOURCE]: droppedSource(context.items) } : {}),
      ...(difference ? { [DIFFERENCE_SOURCE]: differenceSource(difference) } : {}),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': base ? ink.water : ink.paper } },
      ...ground,
      ...(thematic && thematicLayer && !isPoints ? choroplethLayers({ ...thematic, ink, theme }) : []),
      ...above,
      ...drawn.filter(({ info }) => info.kind !== 'items').flatMap((layer) => overlayLayers(layer, context, input)),
      ...(thematic && pointLevel ? choroplethPoints({ ...thematic, ink, theme }) : []),
      ...drawn.filter(({ info }) => info.kind === 'items').flatMap((layer) => overlayLayers(layer, context, input)),
      ...(thematicLayer ? selectionLayers(thematicLayer.info, ink) : []),
      ...markLayers(ink),
      ...(difference ? differenceLayers(ink) : []),
      ...(picking ? picked.flatMap((layer) => pickingLayers(layer, picking, ink)) : []),
      ...(input.values ? [valueLayer(input.values, { ink, scale: input.textScale })] : []),
      ...namedFirst(bottomUp).flatMap((layer) => labelLayers(layer, context)),
    ],
  }
}

/** Tiles leave items of other plans out by themselves. */
function itemsOf({ items = allItems, onlyPlanId = null }: SceneInput): ItemFocus {
  if (onlyPlanId === null) return items
  return { ...items, droppedItems: items.droppedItems.filter(({ planId }) => planId === onlyPlanId) }
}

/** A layer of the ground over the choropleth: later, and its names in ink with a halo, since they were made to be read on paper. */
function overColors(layer: StyleLayer, ink: MapInk): StyleLayer {
  const later = { ...layer, minzoom: Math.max(layer.minzoom ?? 0, GROUND_NAMES_FROM_ZOOM) }
  if (layer.type !== 'symbol') return later
  return { ...later, paint: { ...layer.paint, ...textPaint(ink), 'text-opacity': 1 } }
}

const nameRanks: Readonly<Record<string, number>> = { village: 1, tambon: 2, amphoe: 3, province: 4 }

/** Layers in the order their names are drawn: MapLibre gives room to the last first, and an amphoe goes before a village. */
function namedFirst(bottomUp: readonly ShownLayer[]): readonly ShownLayer[] {
  const rank = ({ info }: ShownLayer) => (info.kind === 'areas' ? (nameRanks[info.sourceLayer] ?? 0) : 0)
  return bottomUp.filter(({ view }) => view.visible).sort((a, b) => rank(a) - rank(b))
}

function overlaySources({ layers, thematic, origin, filterId, highlights }: SceneInput): Record<string, StyleSource> {
  const sources: Record<string, StyleSource> = {}
  for (const { info, style, view } of layers) {
    const isThematic = thematic !== null && info.id === `areas:${thematic.level}`
    if (!view.visible && !isThematic) continue
    const source = tileSource(info, origin, { columns: columnsOf(style).join(',') })
    sources[sourceName(info.id)] = source
    if (isThematic) sources[pickSourceName(info.id)] = source
    if (info.kind === 'households' && filterId) {
      sources[`${sourceName(info.id)}/found`] = tileSource(info, origin, { filter: filterId })
    }
    const marked = highlights[info.id]
    if (marked) sources[`${sourceName(info.id)}/marked`] = tileSource(info, origin, { filter: marked })
  }
  return sources
}

function tileSource(info: LayerInfo, origin: string, query: Readonly<Record<string, string>>): StyleSource {
  const search = Object.entries(query)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')
  const separator = info.tiles.includes('?') ? '&' : '?'
  const url = origin + info.tiles + (search ? separator + search : '')
  return {
    type: 'vector',
    tiles: [url],
    minzoom: info.minZoom,
    maxzoom: info.maxZoom,
    ...(info.box ? { bounds: padded(info.box) } : {}),
  }
}

/** Simplification moves outlines by up to a few pixels of the far zooms; bounds are that much wider. */
function padded(box: readonly [number, number, number, number]): readonly number[] {
  const margin = 0.02
  return [box[0] - margin, Math.max(-85, box[1] - margin), box[2] + margin, Math.min(85, box[3] + margin)]
}

function overlayLayers(
  shown: ShownLayer,
  context: ItemContext,
  { filterId, highlights, onlyPlanId }: SceneInput,
): readonly StyleLayer[] {
  switch (shown.style.kind) {
    case 'boundary':
      return boundaryLines(shown, shown.style, context)
    case 'households':
      return householdLayers(shown, context, {
        isFiltered: filterId !== null,
        isMarked: highlights[shown.info.id] !== undefined,
      })
    case 'items':
      return itemLayers(shown, shown.style, context).map((layer) => ofPlan(layer, onlyPlanId ?? null))
    default:
      return referenceLayers(shown, shown.style, context)
  }
}

function ofPlan(layer: StyleLayer, planId: string | null): StyleLayer {
  if (planId === null) return layer
  const own = ['==', ['get', 'plan_id'], planId]
  return { ...layer, filter: layer.filter ? ['all', layer.filter, own] : own }
}

function labelLayers(shown: ShownLayer, context: LayerContext): readonly StyleLayer[] {
  switch (shown.style.kind) {
    case 'boundary':
      return boundaryLabels(shown, shown.style, context)
    case 'households':
    case 'items':
      return []
    default:
      return referenceLabels(shown, shown.style, context)
  }
}

function markSource(marks: readonly Mark[]): StyleSource {
  const features = marks.map((mark) => ({ type: 'Feature', properties: {}, geometry: shapeGeometry(mark) }))
  return { type: 'geojson', data: { type: 'FeatureCollection', features } }
}

function markLayers(ink: MapInk): readonly StyleLayer[] {
  const line = { type: 'line', source: 'marks', layout: { 'line-join': 'round' } } as const
  return [
    // Under the dashes, so that they are seen on dark classes and along roads.
    { ...line, id: 'marks-halo', paint: { 'line-color': ink.accentHalo, 'line-width': 4, 'line-opacity': 0.75 } },
    {
      ...line,
      id: 'marks',
      paint: { 'line-color': ink.accent, 'line-width': 2, 'line-dasharray': [3, 2] },
    },
  ]
}

/** Areas once more, for the outlines of picked ones. */
function pickSourceName(layerId: string): string {
  return `${sourceName(layerId)}/picked`
}

/**
 * Outlines of picked areas, in a source of their own; whoever draws gives them a filter that names one. By feature state they
 * would be drawn around every area, in no width, which costs as much as being seen; and each recolouring would go through all
 * their vertices.
 */
function selectionLayers(info: LayerInfo, ink: MapInk): readonly StyleLayer[] {
  const outline = (pick: PickKind, id: string, color: string, widthPx: number): StyleLayer => ({
    id,
    type: 'line',
    metadata: { pick },
    source: pickSourceName(info.id),
    'source-layer': info.sourceLayer,
    layout: { 'line-join': 'round' },
    paint: { 'line-color': color, 'line-width': widthPx },
  })
  const ring = (pick: PickKind, color: string, widthPx: number): StyleLayer => ({
    id: `${pick}-ring`,
    type: 'circle',
    metadata: { pick },
    source: pickSourceName(info.id),
    'source-layer': info.sourceLayer,
    paint: {
      'circle-radius': pointRadius,
      'circle-opacity': 0,
      'circle-stroke-color': color,
      'circle-stroke-width': widthPx,
    },
  })
  if (info.geometry === 'point') return [ring('selected', ink.accent, 3), ring('hovered', ink.accent, 1.6)]
  return [
    outline('selected', 'selected-halo', ink.accentHalo, 5.5),
    outline('hovered', 'hovered-line', ink.accent, 1.6),
    outline('selected', 'selected-line', ink.accent, 3),
  ]
}

/** Paths of our own origin as absolute URLs: MapLibre's worker does not know the page's address. */
function absolute(sources: Readonly<Record<string, unknown>>, origin: string): Record<string, StyleSource> {
  return Object.fromEntries(
    Object.entries(sources).map(([name, source]) => [name, absoluteSource(source as StyleSource, origin)]),
  )
}

function absoluteSource(source: StyleSource, origin: string): StyleSource {
  const withOrigin = (value: unknown) => (typeof value === 'string' && value.startsWith('/') ? origin + value : value)
  const { tiles, data, url } = source
  return {
    ...source,
    ...(Array.isArray(tiles) ? { tiles: tiles.map(withOrigin) } : {}),
    ...(data === undefined ? {} : { data: withOrigin(data) }),
    ...(url === undefined ? {} : { url: withOrigin(url) }),
  }
}

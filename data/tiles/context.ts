/**
 * The map that is there when there is no basemap: land, coasts, borders and names around Thailand (Natural Earth, public
 * domain; made by scripts/make-context.ts), and over it the workspace's own roads, water, woods and places.
 */
import { readFileSync } from 'node:fs'
import type { FeatureCollection } from 'geojson'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import {
  type BasemapPalette,
  basemapPalettes,
  byZoom,
  oneOf,
  type PartialStyle,
  type StyleJson,
  type StyleLayer,
  type StyleTheme,
} from './basemap/style-parts.ts'

/** Slugs of reference layers that belong to the context, bottom to top. */
export const contextSlugs = ['forest', 'reservoirs', 'rivers', 'roads', 'places'] as const
export type ContextSlug = (typeof contextSlugs)[number]

/** Columns that the context's layers are drawn by, where a layer has them. */
const drawnBy = ['kind', 'name_th']

export interface ContextLayer {
  readonly slug: ContextSlug
  readonly tileUrl: string
  readonly columns: readonly string[]
}

export interface ContextStyleOptions {
  /** Where `contextSource()` is served; without it the data stand in the style. */
  readonly dataUrl?: string
  /** The well-known layers that the workspace has: the address of their tiles without a query, and what columns they have. */
  readonly layers?: readonly ContextLayer[]
}

let collection: FeatureCollection | null = null

/**
 * The embedded map as GeoJSON. Property `part` is land, border, coast, country or sea; the last two are points with `name:th`,
 * `name` and `rank` (1 is the most important).
 */
export function contextSource(): FeatureCollection {
  if (!collection) {
    const file = new URL('../../resources/context/south-east-asia.json', import.meta.url)
    const topology = JSON.parse(readFileSync(file, 'utf8')) as Topology<{ context: GeometryCollection }>
    collection = rounded(feature(topology, topology.objects.context) as FeatureCollection)
  }
  return collection
}

/** Unpacked positions have fifteen digits, of which three decimals mean anything; they are rounded where they stand. */
function rounded(unpacked: FeatureCollection): FeatureCollection {
  const round = (list: unknown[]): void => {
    for (const [index, item] of list.entries()) {
      if (typeof item === 'number') list[index] = Math.round(item * 1000) / 1000
      else round(item as unknown[])
    }
  }
  for (const { geometry } of unpacked.features) {
    if (geometry.type !== 'GeometryCollection') round(geometry.coordinates)
  }
  return unpacked
}

/** Sources and layers of the context map; every id begins with `context`. */
export function contextStyle(theme: StyleTheme, { dataUrl, layers = [] }: ContextStyleOptions = {}): PartialStyle {
  const palette = basemapPalettes[theme]
  const own = contextSlugs.filter((slug) => layers.some((layer) => layer.slug === slug))
  const sources: Record<string, StyleJson> = {
    context: {
      type: 'geojson',
      data: dataUrl ?? (contextSource() as unknown as StyleJson),
      attribution: 'Natural Earth',
      tolerance: 0.2,
    },
  }
  for (const { slug, tileUrl, columns } of layers) {
    const wanted = drawnBy.filter((column) => columns.includes(column))
    const address = wanted.length > 0 ? `${tileUrl}?columns=${wanted.join(',')}` : tileUrl
    sources[`context-${slug}`] = { type: 'vector', tiles: [address], minzoom: 0, maxzoom: 14 }
  }
  return {
    sources,
    layers: [
      ...landLayers(palette),
      ...own.flatMap((slug) => slugLayers[slug](`context-${slug}`, palette)),
      ...nameLayers(palette),
    ],
  }
}

function part(name: string): StyleJson {
  return ['==', ['get', 'part'], name]
}

function landLayers(palette: BasemapPalette): StyleLayer[] {
  const line = (id: string, paint: Record<string, StyleJson>): StyleLayer => ({
    id: `context-${id}`,
    type: 'line',
    source: 'context',
    filter: part(id),
    layout: { 'line-join': 'round' },
    paint,
  })
  return [
    { id: 'context-sea', type: 'background', paint: { 'background-color': palette.water } },
    {
      id: 'context-land',
      type: 'fill',
      source: 'context',
      filter: part('land'),
      paint: { 'fill-color': palette.paper },
    },
    line('coast', { 'line-color': palette.waterLine, 'line-width': byZoom([3, 0.6], [9, 1.2]) }),
    line('border', {
      'line-color': palette.border,
      'line-width': byZoom([3, 0.6], [9, 1.4]),
      'line-dasharray': [5, 2],
    }),
  ]
}

function nameLayers(palette: BasemapPalette): StyleLayer[] {
  const names = (id: string, color: string, size: StyleJson): StyleLayer => ({
    id: `context-${id}-name`,
    type: 'symbol',
    source: 'context',
    filter: ['all', part(id), ['<=', ['get', 'rank'], ['step', ['zoom'], 2, 4, 3, 5, 4]]],
    // Near, the country one stands in needs no name.
    maxzoom: 8,
    layout: { ...labelLayout, 'text-field': ['get', 'name:th'], 'text-size': size, 'symbol-sort-key': ['get', 'rank'] },
    paint: { 'text-color': color, 'text-halo-color': palette.paper, 'text-halo-width': id === 'sea' ? 0 : 1.4 },
  })
  return [
    names('country', palette.ink, byZoom([3, 11], [7, 16])),
    names('sea', palette.inkWater, byZoom([3, 10.5], [7, 13])),
  ]
}

const labelLayout = {
  'text-font': ['Sarabun Regular'],
  'text-line-height': 1.45,
  'text-max-width': 9,
  'text-padding': 4,
}

/** What stands for little (village roads, ponds) waits for nearer zooms. */
const slugLayers: Record<ContextSlug, (source: string, palette: BasemapPalette) => StyleLayer[]> = {
  forest: (source, palette) => [
    { id: `${source}-area`, type: 'fill', source, 'source-layer': 'forest', paint: { 'fill-color': palette.wood } },
    name(source, { layer: 'forest_label', color: palette.inkSoft, minzoom: 10 }),
  ],
  reservoirs: (source, palette) => [
    {
      id: `${source}-area`,
      type: 'fill',
      source,
      'source-layer': 'reservoirs',
      paint: { 'fill-color': palette.water, 'fill-outline-color': palette.waterLine },
    },
    name(source, { layer: 'reservoirs_label', color: palette.inkWater, minzoom: 11 }),
  ],
  rivers: (source, palette) => [
    {
      ...line(source, 'rivers'),
      paint: { 'line-color': palette.waterLine, 'line-width': byKind(['แม่น้ำ', 'river'], [1, 5], [0.4, 1.8]) },
    },
    name(source, { layer: 'rivers', color: palette.inkWater, minzoom: 11, alongLine: true }),
  ],
  roads: (source, palette) => [
    {
      ...line(source, 'roads'),
      paint: {
        'line-color': ['match', kind, majorRoads, palette.highway, palette.road],
        'line-width': byKind(majorRoads, [0.9, 4], [0.2, 2.2]),
      },
    },
  ],
  places: (source, palette) => [
    {
      id: `${source}-point`,
      type: 'circle',
      source,
      'source-layer': 'places',
      minzoom: 10,
      paint: { 'circle-radius': 2.2, 'circle-color': palette.inkSoft },
    },
    name(source, { layer: 'places', color: palette.inkSoft, minzoom: 13 }),
  ],
}

const kind: StyleJson = ['coalesce', ['get', 'kind'], '']
const majorRoads = ['ทางหลวง', 'ถนนสายหลัก', 'highway', 'motorway', 'trunk', 'primary', 'secondary', 'main']

/** A width that grows from zoom 7 to 14 and is larger for some kinds. */
function byKind(
  kinds: readonly string[],
  large: readonly [number, number],
  small: readonly [number, number],
): StyleJson {
  const isLarge = oneOf(kind, kinds)
  return [
    'interpolate',
    ['linear'],
    ['zoom'],
    7,
    ['case', isLarge, large[0], small[0]],
    14,
    ['case', isLarge, large[1], small[1]],
  ]
}

function line(source: string, layer: string): StyleLayer {
  return {
    id: `${source}-line`,
    type: 'line',
    source,
    'source-layer': layer,
    layout: { 'line-cap': 'round', 'line-join': 'round' },
  }
}

function name(
  source: string,
  { layer, color, minzoom, alongLine }: { layer: string; color: string; minzoom: number; alongLine?: boolean },
): StyleLayer {
  return {
    id: `${source}-name`,
    type: 'symbol',
    source,
    'source-layer': layer,
    minzoom,
    layout: {
      ...labelLayout,
      'text-field': ['coalesce', ['get', 'name_th'], ''],
      'text-size': 11,
      ...(alongLine
        ? { 'symbol-placement': 'line' }
        : { 'text-variable-anchor': ['top', 'bottom', 'left', 'right'], 'text-radial-offset': 0.5 }),
    },
    paint: { 'text-color': color },
  }
}

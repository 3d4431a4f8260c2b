/** The colours of our own basemaps and the few ways in which their layers are made. */

export type StyleTheme = 'light' | 'dark'

/** A MapLibre style layer, source or expression: plain JSON, which MapLibre itself checks. */
export type StyleJson = string | number | boolean | null | readonly StyleJson[] | { readonly [key: string]: StyleJson }
export interface StyleLayer {
  readonly id: string
  readonly type: string
  readonly [key: string]: StyleJson
}
export interface PartialStyle {
  readonly sources: Readonly<Record<string, StyleJson>>
  readonly layers: readonly StyleLayer[]
}

/** Paper and ink: everything here stays paler than the palest class of data. */
export const basemapPalettes = {
  light: {
    paper: '#FBFAF7',
    land: '#F8F6F1',
    built: '#F1EEE7',
    wood: '#E9EDE1',
    water: '#DCE6E8',
    waterLine: '#C3D3D7',
    building: '#E9E5DC',
    path: '#EAE6DD',
    minorRoad: '#E6E2D8',
    road: '#DCD7CA',
    highway: '#D0C9B8',
    rail: '#C9C5BB',
    border: '#A9A79D',
    borderMinor: '#CFCCC2',
    ink: '#53605A',
    inkSoft: '#68736D',
    inkWater: '#557078',
  },
  dark: {
    paper: '#151A18',
    land: '#191F1C',
    built: '#1E2522',
    wood: '#1B2620',
    water: '#12262B',
    waterLine: '#1D3940',
    building: '#252D29',
    path: '#262E2A',
    minorRoad: '#29322E',
    road: '#313B36',
    highway: '#3D4842',
    rail: '#3A433F',
    border: '#68736D',
    borderMinor: '#39433E',
    ink: '#C3C8C3',
    inkSoft: '#ABB3AD',
    inkWater: '#8FB0B8',
  },
} as const satisfies Record<StyleTheme, Record<string, string>>
export type BasemapPalette = (typeof basemapPalettes)[StyleTheme]

/** Thai where the map has it, else the name as it stands there. */
export const thaiFirst: StyleJson = [
  'coalesce',
  ...['name:th', 'name_th', 'name', 'name:latin', 'name_int', 'name:en', 'name_en', 'NAME'].map((key) => ['get', key]),
]

/** A value that grows with the zoom, straight between the stops. */
export function byZoom(...stops: readonly (readonly [zoom: number, value: number])[]): StyleJson {
  return ['interpolate', ['linear'], ['zoom'], ...stops.flat()]
}

/** Whether a value is one of some words. */
export function oneOf(value: StyleJson, words: readonly string[]): StyleJson {
  return ['match', value, words, true, false]
}

interface LayerOptions {
  readonly filter?: StyleJson
  readonly minzoom?: number
}

/** Makes layers of one source; every id begins with the source's. */
export interface LayerMaker {
  fill(
    id: string,
    from: string,
    options: LayerOptions & { readonly color: string; readonly outline?: string },
  ): StyleLayer
  line(id: string, from: string, options: LayerOptions & LineLook): StyleLayer
  label(id: string, from: string, options: LayerOptions & LabelLook): StyleLayer
}

interface LineLook {
  readonly color: string
  readonly width: StyleJson
  readonly dash?: readonly number[]
}

interface LabelLook {
  readonly color: string
  readonly size: StyleJson
  readonly alongLine?: boolean
  readonly sortKey?: StyleJson
}

/** A maker of layers for the source `source`, with names haloed by the palette's paper. */
export function layersOf(source: string, palette: BasemapPalette): LayerMaker {
  const common = (id: string, from: string, type: string, { filter, minzoom }: LayerOptions) => ({
    id: `${source}-${id}`,
    type,
    source,
    'source-layer': from,
    ...(filter === undefined ? {} : { filter }),
    ...(minzoom === undefined ? {} : { minzoom }),
  })
  return {
    fill: (id, from, { color, outline, ...options }) => ({
      ...common(id, from, 'fill', { ...options, filter: all(ofShape('Polygon'), options.filter) }),
      paint: { 'fill-color': color, ...(outline ? { 'fill-outline-color': outline } : {}) },
    }),
    line: (id, from, { color, width, dash, ...options }) => ({
      ...common(id, from, 'line', options),
      layout: { 'line-cap': dash ? 'butt' : 'round', 'line-join': 'round' },
      paint: { 'line-color': color, 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) },
    }),
    label: (id, from, { color, size, alongLine, sortKey, ...options }) => ({
      ...common(id, from, 'symbol', options),
      layout: {
        ...labelLayout(size),
        ...(alongLine ? { 'symbol-placement': 'line' } : {}),
        ...(sortKey ? { 'symbol-sort-key': sortKey } : {}),
      },
      paint: { 'text-color': color, 'text-halo-color': palette.paper, 'text-halo-width': 1.4 },
    }),
  }
}

function labelLayout(size: StyleJson): Record<string, StyleJson> {
  return {
    'text-field': thaiFirst,
    'text-font': ['Sarabun Regular'],
    'text-size': size,
    // Thai marks stand above marks: MapLibre's own 1.2 lets them touch the line above.
    'text-line-height': 1.45,
    'text-max-width': 9,
    'text-padding': 4,
  }
}

function ofShape(shape: 'Polygon' | 'LineString' | 'Point'): StyleJson {
  return ['==', ['geometry-type'], shape]
}

function all(...filters: readonly (StyleJson | undefined)[]): StyleJson {
  return ['all', ...filters.filter((filter) => filter !== undefined)]
}

/** How a basemap is drawn: MapLibre sources and layers that name nothing outside this machine. */
import type { BasemapInfo } from '../../contract/basemaps.ts'
import { openMapTilesLayers } from './style-openmaptiles.ts'
import {
  type BasemapPalette,
  basemapPalettes,
  layersOf,
  type PartialStyle,
  type StyleLayer,
  type StyleTheme,
} from './style-parts.ts'
import { protomapsLayers } from './style-protomaps.ts'
import { packagedStyle } from './style-smp.ts'

export type { PartialStyle, StyleTheme } from './style-parts.ts'

export interface BasemapStyleOptions {
  /** Prefix of every source and layer id; the source of the tiles has exactly this id. */
  readonly id: string
  readonly theme: StyleTheme
  /** With {z}, {x} and {y}; relative to the origin or absolute. */
  readonly tileUrl: string
  /** Styled Map Packages: the style that came along, and where its files are served (ends in a slash). */
  readonly packaged?: { readonly style: unknown; readonly resourceUrl: string } | null
}

/**
 * Sources and layers of a basemap, to stand under everything else. Vector maps of the Protomaps and OpenMapTiles schemas get
 * our quiet paper-and-ink look with Thai names first; of other schemas outlines and surfaces; pictures are shown as they are,
 * a little dimmed on the dark theme; a packaged style is its own.
 */
export function basemapStyle(info: BasemapInfo, options: BasemapStyleOptions): PartialStyle {
  const { id, theme, tileUrl, packaged } = options
  if (packaged) return packagedStyle(packaged.style, { id, resourceUrl: packaged.resourceUrl })
  const source = {
    type: info.kind,
    tiles: [tileUrl],
    minzoom: info.minZoom,
    maxzoom: info.maxZoom,
    bounds: [...info.bounds],
    attribution: info.attribution,
    ...(info.kind === 'raster' ? { tileSize: info.tileSize } : {}),
  }
  return { sources: { [id]: source }, layers: layersFor(info, id, theme) }
}

function layersFor(info: BasemapInfo, id: string, theme: StyleTheme): StyleLayer[] {
  if (info.kind === 'raster') return [rasterLayer(id, theme)]
  const palette = basemapPalettes[theme]
  switch (info.schema) {
    case 'protomaps':
      return protomapsLayers(id, palette)
    case 'openmaptiles':
      return openMapTilesLayers(id, palette)
    case 'other':
      return plainLayers(info.vectorLayers, id, palette)
  }
}

function rasterLayer(id: string, theme: StyleTheme): StyleLayer {
  const dimmed = { 'raster-brightness-max': 0.6, 'raster-saturation': -0.4 }
  return { id: `${id}-picture`, type: 'raster', source: id, paint: theme === 'dark' ? dimmed : {} }
}

/** Layers whose meaning is not known: surfaces pale, lines thin; water is recognised by its name. */
function plainLayers(names: readonly string[], id: string, palette: BasemapPalette): StyleLayer[] {
  const make = layersOf(id, palette)
  const isWater = (name: string) => /water|ocean|sea|lake|river/i.test(name)
  return [
    { id: `${id}-paper`, type: 'background', paint: { 'background-color': palette.paper } },
    ...names.map((name) => make.fill(`${name}-surface`, name, { color: isWater(name) ? palette.water : palette.land })),
    ...names.map((name) =>
      make.line(`${name}-outline`, name, { color: isWater(name) ? palette.waterLine : palette.border, width: 0.7 }),
    ),
  ]
}

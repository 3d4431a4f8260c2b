/** From what map files say about themselves, in their several ways, to `BasemapInfo`. */
import type { BasemapInfo } from '../../contract/basemaps.ts'

type Bounds = BasemapInfo['bounds']

export const wholeWorld: Bounds = [-180, -85.0511, 180, 85.0511]

/** Bounds as `west,south,east,north`; the whole world where they are absent or make no sense. */
export function parseBounds(text: string | undefined): Bounds {
  const numbers = (text ?? '').split(',').map(Number)
  const [west, south, east, north] = numbers
  const sound = numbers.length === 4 && numbers.every(Number.isFinite) && west! < east! && south! < north!
  return sound ? [west!, Math.max(south!, -85.0511), east!, Math.min(north!, 85.0511)] : wholeWorld
}

/** The centre a map names, where it lies inside its bounds; else the middle of the bounds. */
export function centerWithin(bounds: Bounds, named: readonly number[], zoom: number): BasemapInfo['center'] {
  const [lon, lat, namedZoom] = named
  const inside =
    lon !== undefined &&
    lat !== undefined &&
    lon >= bounds[0] &&
    lon <= bounds[2] &&
    lat >= bounds[1] &&
    lat <= bounds[3]
  if (inside && (lon !== 0 || lat !== 0)) return [lon, lat, Number.isFinite(namedZoom) ? namedZoom! : zoom]
  return [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2, zoom]
}

/** An attribution without its markup: a link would lead out of the machine. */
export function plainAttribution(html: unknown): string {
  if (typeof html !== 'string') return ''
  const named: Record<string, string> = { amp: '&', copy: '©', lt: '<', gt: '>', quot: '"', nbsp: ' ' }
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => named[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim()
}

/** Layer names out of a tileset's JSON metadata: its `vector_layers`, else what tippecanoe counted in `tilestats`. */
export function layerNamesIn(metadata: unknown): string[] {
  const { vector_layers: layers, tilestats } = (metadata ?? {}) as {
    vector_layers?: { id?: unknown }[]
    tilestats?: { layers?: { layer?: unknown }[] }
  }
  const listed = Array.isArray(layers) ? layers.map((layer) => layer?.id) : []
  const counted = Array.isArray(tilestats?.layers) ? tilestats.layers.map((layer) => layer?.layer) : []
  return (listed.length > 0 ? listed : counted).filter((name) => typeof name === 'string')
}

/** The style that came inside a Styled Map Package, made fit for ours: its own ids, its own files, no other addresses. */
import { SMP_ROOT } from './smp.ts'
import type { PartialStyle, StyleJson, StyleLayer } from './style-parts.ts'

type Fields = Record<string, StyleJson>

/**
 * The package's style with every id prefixed and `smp://` addresses led to `resourceUrl` (which ends in a slash). Sources that
 * name any other address are left out with their layers; fonts become ours, since a style has but one place for glyphs;
 * pictures of the package's sprite are left out.
 */
export function packagedStyle(style: unknown, { id, resourceUrl }: { id: string; resourceUrl: string }): PartialStyle {
  const { sources = {}, layers = [] } = style as { sources?: Record<string, Fields>; layers?: StyleLayer[] }
  const kept: Record<string, StyleJson> = {}
  for (const [name, source] of Object.entries(sources)) {
    const local = localSource(source, resourceUrl)
    if (local) kept[`${id}-${name}`] = local
  }
  return {
    sources: kept,
    layers: layers
      .map((layer) => localLayer(layer, id))
      .filter((layer) => layer.type === 'background' || `${layer.source}` in kept),
  }
}

function localSource(source: Fields, resourceUrl: string): StyleJson | null {
  const { tiles, url, ...rest } = source
  if (source.type === 'geojson') return typeof source.data === 'object' ? source : null
  if (typeof url === 'string' || !Array.isArray(tiles)) return null
  const local = tiles
    .filter((template): template is string => typeof template === 'string' && template.startsWith(SMP_ROOT))
    .map((template) => resourceUrl + template.slice(SMP_ROOT.length))
  return local.length > 0 ? { ...rest, tiles: local } : null
}

function localLayer(layer: StyleLayer, id: string): StyleLayer {
  const { source, layout, ...rest } = layer
  const own = {
    ...rest,
    id: `${id}-${layer.id}`,
    ...(source === undefined ? {} : { source: `${id}-${String(source)}` }),
    ...(layout === undefined ? {} : { layout }),
  }
  return layer.type === 'symbol' ? { ...own, layout: textOnly((layout ?? {}) as Fields) } : own
}

function textOnly(layout: Fields): Fields {
  const text = Object.entries(layout).filter(([key]) => !key.startsWith('icon-'))
  return { ...Object.fromEntries(text), 'text-font': ['Sarabun Regular'], 'text-line-height': 1.45 }
}

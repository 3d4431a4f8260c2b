import type { BoundaryStyle } from './layer-style.ts'
import { type LayerContext, type ShownLayer, type StyleLayer, sourceName, zoomRange } from './model.ts'
import { textLayout, textPaint } from './text.ts'

type Stops = readonly (readonly [zoom: number, sizePx: number])[]

const labelSizes: Readonly<Record<string, Stops>> = {
  province: [
    [5, 13],
    [9, 20],
  ],
  amphoe: [
    [7, 11],
    [10, 15],
  ],
  tambon: [
    [9, 11],
    [13, 15],
  ],
  village: [
    [11, 11],
    [15, 14],
  ],
}

function sizeOf(level: string, scale: number): unknown {
  const stops = labelSizes[level] ?? [[0, 12]]
  return ['interpolate', ['linear'], ['zoom'], ...stops.flatMap(([zoom, sizePx]) => [zoom, sizePx * scale])]
}

/** Further out the names of a level would cover the map. */
const namesFromZoom: Readonly<Record<string, number>> = { tambon: 9.75, village: 11.25 }

/** Outlines of areas by level, or the villages' squares where villages are points. */
export function boundaryLines(shown: ShownLayer, style: BoundaryStyle, context: LayerContext): readonly StyleLayer[] {
  const { info, view } = shown
  const level = info.sourceLayer
  const base = { source: sourceName(info.id), 'source-layer': level, ...zoomRange(shown) }
  if (info.geometry === 'point') return [villagePoints(shown, context)]
  const { ink, textScale } = context
  const colors: Readonly<Record<string, string>> = {
    province: ink.provinceLine,
    amphoe: ink.amphoeLine,
    tambon: context.hasThematic ? ink.tambonLine : ink.tambonLineOnPaper,
  }
  const widthPx = level === 'tambon' ? style.width : style.width * textScale
  // Mitred, MapLibre's own custom: round joins make a frame without graphics hardware 1.4 times as long, for corners nobody sees.
  const line = (id: string, color: string, width: number): StyleLayer => ({
    ...base,
    id,
    type: 'line',
    paint: {
      'line-color': color,
      'line-width': widthByZoom(width),
      'line-opacity': opacityByZoom(view.opacity, linesFromZoom[level] ?? 0),
    },
  })
  const casing = level === 'amphoe' && context.hasThematic ? ink.amphoeCasing : null
  return [
    ...(casing ? [line(`casing/${info.id}`, casing, widthPx * CASING_SHARE)] : []),
    line(`line/${info.id}`, colors[level] ?? ink.inkSoft, widthPx),
  ]
}

/** How much wider than its line a casing is. */
const CASING_SHARE = 3.2

/** Further out the lines of a level would cover the colours between them; they come in over the zoom after this one. */
const linesFromZoom: Readonly<Record<string, number>> = { amphoe: 6, tambon: 7 }

function widthByZoom(width: number): unknown {
  return ['interpolate', ['linear'], ['zoom'], 4, width * 0.25, 7, width * 0.6, 10, width, 14, width * 1.8]
}

function opacityByZoom(opacity: number, fromZoom: number): unknown {
  return fromZoom === 0 ? opacity : ['interpolate', ['linear'], ['zoom'], fromZoom, 0, fromZoom + 1, opacity]
}

/** Names of areas, above everything else. */
export function boundaryLabels(
  shown: ShownLayer,
  style: BoundaryStyle,
  { ink, hasThematic, textScale }: LayerContext,
): readonly StyleLayer[] {
  const { info } = shown
  if (!style.labels) return []
  const isPoint = info.geometry === 'point'
  return [
    {
      id: `label/${info.id}`,
      type: 'symbol',
      source: sourceName(info.id),
      'source-layer': `${info.sourceLayer}_label`,
      ...zoomRange(shown),
      minzoom: Math.max(shown.view.minZoom, namesFromZoom[info.sourceLayer] ?? 0),
      layout: {
        ...textLayout({ size: sizeOf(info.sourceLayer, textScale), bold: true }),
        'text-field': ['get', 'label'],
        ...(isPoint ? { 'text-anchor': 'left', 'text-offset': [0.7, 0], 'text-justify': 'left' } : {}),
      },
      paint: {
        ...textPaint(ink, !hasThematic && info.sourceLayer === 'tambon'),
        'text-opacity': shown.view.opacity,
      },
    },
  ]
}

function villagePoints(shown: ShownLayer, { ink }: LayerContext): StyleLayer {
  const { info, view } = shown
  return {
    id: `line/${info.id}`,
    type: 'circle',
    source: sourceName(info.id),
    'source-layer': info.sourceLayer,
    ...zoomRange(shown),
    paint: {
      'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, 1.2, 13, 3.5],
      'circle-color': ink.ink,
      'circle-stroke-color': ink.halo,
      'circle-stroke-width': ['interpolate', ['linear'], ['zoom'], 8, 0, 12, 1],
      'circle-opacity': view.opacity,
    },
  }
}

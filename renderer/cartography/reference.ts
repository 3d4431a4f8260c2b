import type { ReferenceStyle } from './layer-style.ts'
import { type LayerContext, type ShownLayer, type StyleLayer, sourceName, zoomRange } from './model.ts'
import { classColors } from './ramps.ts'
import { textLayout, textPaint } from './text.ts'

/** A reference layer: fill, line and point of one style, whichever its features are. */
export function referenceLayers(
  shown: ShownLayer,
  style: ReferenceStyle,
  { ink }: LayerContext,
): readonly StyleLayer[] {
  const { info, view } = shown
  const color = colorExpression(style)
  const base = { source: sourceName(info.id), 'source-layer': info.sourceLayer, ...zoomRange(shown) }
  const ofType = (type: string) => ['==', ['geometry-type'], type]
  return [
    {
      ...base,
      id: `fill/${info.id}`,
      type: 'fill',
      filter: ofType('Polygon'),
      paint: { 'fill-color': color, 'fill-opacity': style.fillOpacity * view.opacity },
    },
    {
      ...base,
      id: `line/${info.id}`,
      type: 'line',
      filter: ['!=', ['geometry-type'], 'Point'],
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': color, 'line-width': style.width, 'line-opacity': view.opacity },
    },
    {
      ...base,
      id: `point/${info.id}`,
      type: 'circle',
      filter: ofType('Point'),
      paint: {
        'circle-color': color,
        'circle-radius': style.size,
        'circle-stroke-color': ink.halo,
        'circle-stroke-width': 1,
        'circle-opacity': view.opacity,
      },
    },
  ]
}

/** Names of a reference layer's features by the chosen column. */
export function referenceLabels(
  shown: ShownLayer,
  style: ReferenceStyle,
  { ink }: LayerContext,
): readonly StyleLayer[] {
  if (!style.label) return []
  const { info } = shown
  const isPolygon = info.geometry === 'polygon'
  return [
    {
      id: `label/${info.id}`,
      type: 'symbol',
      source: sourceName(info.id),
      'source-layer': isPolygon ? `${info.sourceLayer}_label` : info.sourceLayer,
      ...zoomRange(shown),
      layout: {
        ...textLayout({ size: style.label.size }),
        'text-field': ['to-string', ['coalesce', ['get', style.label.column], '']],
        ...(info.geometry === 'line' ? { 'symbol-placement': 'line' } : {}),
        ...(info.geometry === 'point' ? { 'text-anchor': 'top', 'text-offset': [0, 0.6] } : {}),
      },
      paint: textPaint(ink),
    },
  ]
}

/** The colour of a feature as a style expression. */
export function colorExpression(style: ReferenceStyle): unknown {
  switch (style.kind) {
    case 'single':
      return style.color
    case 'category': {
      if (style.entries.length === 0) return style.otherColor
      const cases = style.entries.flatMap(({ value, color }) => [value, color])
      return ['match', ['to-string', ['coalesce', ['get', style.column], '']], ...cases, style.otherColor]
    }
    case 'graduated': {
      const colors = classColors(style.ramp, style.breaks.length + 1)
      const steps = style.breaks.flatMap((edge, index) => [edge, colors[index + 1]])
      return ['step', ['to-number', ['get', style.column], 0], colors[0], ...steps]
    }
  }
}

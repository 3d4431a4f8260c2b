import type { AreaLevel } from '../../data/contract/imports.ts'
import type { StyleLayer, StyleSource } from './model.ts'
import type { MapInk } from './palette.ts'
import { textLayout, textPaint } from './text.ts'

/** The value of each coloured area as text, at the point where its name stands. */
export interface ValueLabels {
  readonly level: AreaLevel
  readonly labels: ReadonlyArray<{ readonly point: readonly [lon: number, lat: number]; readonly text: string }>
}

export const VALUE_SOURCE = 'values'

/** Further out, values of a level would lie over each other. */
const valuesFromZoom: Readonly<Record<AreaLevel, number>> = { province: 4.5, amphoe: 7.5, tambon: 8.75, village: 12 }
const VALUE_SIZE_PX = 12

/** Points that carry nothing but the text. */
export function valueSource({ labels }: ValueLabels): StyleSource {
  const features = labels.map(({ point, text }) => ({
    type: 'Feature',
    properties: { text },
    geometry: { type: 'Point', coordinates: [...point] },
  }))
  return { type: 'geojson', data: { type: 'FeatureCollection', features } }
}

/** Values under the names: below a name of one line, of two, or above it, whichever is free. */
export function valueLayer(
  { level }: ValueLabels,
  { ink, scale }: { readonly ink: MapInk; readonly scale: number },
): StyleLayer {
  return {
    id: 'values',
    type: 'symbol',
    source: VALUE_SOURCE,
    minzoom: valuesFromZoom[level],
    layout: {
      ...textLayout({ size: VALUE_SIZE_PX * scale }),
      'text-field': ['get', 'text'],
      'text-variable-anchor-offset': ['top', [0, 0.7], 'top', [0, 1.5], 'bottom', [0, -0.7], 'bottom', [0, -1.5]],
      'text-padding': 0,
    },
    paint: textPaint(ink),
  }
}

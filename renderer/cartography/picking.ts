/** Areas of one level to be picked by click: all of them faint, those that are picked in the accent. */
import type { ShownLayer, StyleLayer } from './model.ts'
import type { MapInk } from './palette.ts'

export interface Picking {
  readonly level: string
  readonly codes: readonly string[]
}

export const PICKING_SOURCE = 'picking'

/** The layer whose areas are picked; absent where the workspace has none of that level. */
export function pickedLayer(layers: readonly ShownLayer[], picking: Picking | null): ShownLayer | undefined {
  return picking ? layers.find(({ info }) => info.id === `areas:${picking.level}`) : undefined
}

export function pickingLayers({ info }: ShownLayer, { codes }: Picking, ink: MapInk): readonly StyleLayer[] {
  const base = { source: PICKING_SOURCE, 'source-layer': info.sourceLayer }
  const isPicked = ['in', ['get', 'code'], ['literal', codes]]
  const pick = (picked: unknown, other: unknown) => ['case', isPicked, picked, other]
  if (info.geometry === 'point') {
    return [
      {
        ...base,
        id: 'picking-points',
        type: 'circle',
        paint: {
          'circle-radius': ['interpolate', ['linear'], ['zoom'], 8, pick(5, 3.5), 13, pick(9, 7)],
          'circle-color': pick(ink.accent, ink.halo),
          'circle-stroke-color': pick(ink.halo, ink.accent),
          'circle-stroke-width': 2,
        },
      },
    ]
  }
  return [
    // Opacity none would do for the eye, and is enough for a click to find the area.
    { ...base, id: 'picking-fill', type: 'fill', paint: { 'fill-color': ink.accent, 'fill-opacity': pick(0.38, 0) } },
    {
      ...base,
      id: 'picking-halo',
      type: 'line',
      filter: isPicked,
      paint: { 'line-color': ink.accentHalo, 'line-width': 5 },
    },
    { ...base, id: 'picking-line', type: 'line', paint: { 'line-color': ink.accent, 'line-width': pick(2.5, 0.8) } },
  ]
}

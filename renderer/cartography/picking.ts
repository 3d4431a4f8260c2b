/** Areas to be picked by click: those of one level all in sight, and the picked ones of every level in the accent. */
import type { ShownLayer, StyleLayer } from './model.ts'
import type { MapInk } from './palette.ts'

export interface Picking {
  /** The level a click picks from. */
  readonly level: string
  readonly codes: readonly string[]
}

const levels = ['tambon', 'village'] as const

/** The layers that are drawn while picking: the level's own, and others of which areas are picked. */
export function pickedLayers(layers: readonly ShownLayer[], picking: Picking | null): readonly ShownLayer[] {
  if (!picking) return []
  const wanted = levels.filter((level) => level === picking.level || codesOf(picking, level).length > 0)
  return wanted.flatMap((level) => layers.filter(({ info }) => info.id === `areas:${level}`))
}

export function pickingSource({ info }: ShownLayer): string {
  return `picking/${info.sourceLayer}`
}

export function pickingLayers(shown: ShownLayer, picking: Picking, ink: MapInk): readonly StyleLayer[] {
  const { info } = shown
  const level = info.sourceLayer
  const base = { source: pickingSource(shown), 'source-layer': level }
  const isPicked = ['in', ['get', 'code'], ['literal', codesOf(picking, level)]]
  const pick = (picked: unknown, other: unknown) => ['case', isPicked, picked, other]
  const own = level === picking.level ? {} : { filter: isPicked }
  if (info.geometry === 'point') {
    return [
      {
        ...base,
        ...own,
        id: `picking-points/${level}`,
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
  const line = (id: string, color: string, width: unknown, filter: object): StyleLayer => ({
    ...base,
    ...filter,
    id: `picking-${id}/${level}`,
    type: 'line',
    paint: { 'line-color': color, 'line-width': width },
  })
  return [
    // An area that is not picked is not seen, and a click still finds it.
    {
      ...base,
      ...own,
      id: `picking-fill/${level}`,
      type: 'fill',
      paint: { 'fill-color': ink.accent, 'fill-opacity': pick(0.38, 0) },
    },
    line('halo', ink.accentHalo, 5, { filter: isPicked }),
    line('line', ink.accent, pick(2.5, 0.8), own),
  ]
}

function codesOf({ codes }: Picking, level: string): readonly string[] {
  return codes.filter((code) => (level === 'village') === code.length > 6)
}

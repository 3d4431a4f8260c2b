import type { AreaLevel } from '../../data/contract/imports.ts'
import { type StyleLayer, sourceName } from './model.ts'
import type { MapInk, MapTheme } from './palette.ts'

/** Values of the feature state `class`: 0… a class, and these. Absent: not asked yet. */
export const NO_DATA_CLASS = -1
export const SUPPRESSED_CLASS = -2

export interface ChoroplethInput {
  readonly level: AreaLevel
  readonly colors: readonly string[]
  readonly opacity: number
  /** Whether areas may be suppressed; at the desk none is, and a layer that never shows costs a recolouring as much as one that does. */
  readonly suppresses: boolean
  readonly ink: MapInk
  readonly theme: MapTheme
}

const classState = ['coalesce', ['feature-state', 'class'], -3]

/**
 * Fills coloured by feature state, so that a recolour reloads no tile. A pattern takes no feature state, so hatching (no data)
 * and dots (suppressed) are fill layers of their own whose opacity follows it. The fill is as strong at every zoom: a colour that
 * fades does not match its legend any more.
 */
export function choroplethLayers({
  level,
  colors,
  opacity,
  suppresses,
  ink,
  theme,
}: ChoroplethInput): readonly StyleLayer[] {
  const base = { type: 'fill', source: sourceName(`areas:${level}`), 'source-layer': level } as const
  return [
    {
      ...base,
      id: 'thematic-fill',
      paint: {
        'fill-color': fillColor(colors, opacity, ink.hatchPaper),
        'fill-antialias': false,
      },
    },
    { ...base, id: 'thematic-no-data', paint: patternPaint(`hatch-${theme}`, NO_DATA_CLASS) },
    ...(suppresses
      ? [{ ...base, id: 'thematic-suppressed', paint: patternPaint(`dots-${theme}`, SUPPRESSED_CLASS) }]
      : []),
  ]
}

/** From far a village is a dot, from near a sign to click on. */
export const pointRadius = ['interpolate', ['linear'], ['zoom'], 6, 2, 9, 5, 13, 10]

/**
 * Areas that are points, as signs in the class's colour. No data is an empty ring, suppressed a ring with a dot: patterns would
 * not be read in so small a sign.
 */
export function choroplethPoints({ level, colors, opacity, suppresses, ink }: ChoroplethInput): readonly StyleLayer[] {
  const base = {
    type: 'circle',
    source: sourceName(`areas:${level}`),
    'source-layer': level,
    filter: ['==', ['geometry-type'], 'Point'],
  } as const
  return [
    {
      ...base,
      id: 'thematic-points',
      paint: {
        'circle-radius': pointRadius,
        'circle-color': fillColor(colors, opacity, ink.paper),
        // Paper and the palest class are nearly the same colour.
        'circle-stroke-width': 0.75,
        'circle-stroke-color': ['case', ['>=', classState, -2], ink.inkSoft, 'rgba(0,0,0,0)'],
      },
    },
    ...(suppresses
      ? [
          {
            ...base,
            id: 'thematic-points-suppressed',
            paint: {
              'circle-radius': ['interpolate', ['linear'], ['zoom'], 6, 0.7, 9, 1.7, 13, 3.4],
              'circle-color': ink.inkSoft,
              'circle-opacity': ['case', ['==', classState, SUPPRESSED_CLASS], 1, 0],
            },
          },
        ]
      : []),
  ]
}

function patternPaint(pattern: string, ofClass: number): Record<string, unknown> {
  return {
    'fill-pattern': pattern,
    'fill-antialias': false,
    'fill-opacity': ['case', ['==', classState, ofClass], 1, 0],
  }
}

/** Strength goes with the colour: an opacity that follows the state would have every area looked at twice. */
function fillColor(colors: readonly string[], opacity: number, paper: string): unknown {
  const classes = colors.flatMap((color, index) => [index, withAlpha(color, opacity)])
  return ['match', classState, ...classes, NO_DATA_CLASS, paper, SUPPRESSED_CLASS, paper, 'rgba(0,0,0,0)']
}

/** '#rrggbb' with an alpha, 0–1. */
function withAlpha(color: string, alpha: number): string {
  const parts = [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16))
  return `rgba(${parts.join(',')},${alpha})`
}

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
  readonly ink: MapInk
  readonly theme: MapTheme
}

const classState = ['coalesce', ['feature-state', 'class'], -3]

/**
 * Fills coloured by feature state, so that a recolour reloads no tile. A pattern takes no feature state, so hatching (no data)
 * and dots (suppressed) are fill layers of their own whose opacity follows it. The fill is as strong at every zoom: a colour that
 * fades does not match its legend any more.
 */
export function choroplethLayers({ level, colors, opacity, ink, theme }: ChoroplethInput): readonly StyleLayer[] {
  const base = { type: 'fill', source: sourceName(`areas:${level}`), 'source-layer': level } as const
  return [
    {
      ...base,
      id: 'thematic-fill',
      paint: {
        'fill-color': fillColor(colors, ink.hatchPaper),
        'fill-opacity': ['case', ['>=', classState, 0], opacity, ['>=', classState, -2], 1, 0],
        'fill-antialias': false,
      },
    },
    { ...base, id: 'thematic-no-data', paint: patternPaint(`hatch-${theme}`, NO_DATA_CLASS) },
    { ...base, id: 'thematic-suppressed', paint: patternPaint(`dots-${theme}`, SUPPRESSED_CLASS) },
  ]
}

function patternPaint(pattern: string, ofClass: number): Record<string, unknown> {
  return {
    'fill-pattern': pattern,
    'fill-antialias': false,
    'fill-opacity': ['case', ['==', classState, ofClass], 1, 0],
  }
}

function fillColor(colors: readonly string[], other: string): unknown {
  if (colors.length === 0) return other
  return ['match', classState, ...colors.flatMap((color, index) => [index, color]), other]
}

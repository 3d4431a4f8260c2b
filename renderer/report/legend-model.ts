/** The legend of a choropleth as lines of words: for the wall and for paper. */
import { legendDecimals, legendRanges } from '../cartography/legend-labels.ts'
import type { Format } from '../i18n/format.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import { isPercent } from '../state/use-value-text.ts'

export type LegendLine =
  | {
      readonly kind: 'class'
      readonly key: string
      readonly color: string
      readonly text: string
      readonly count: number
    }
  | { readonly kind: 'no-data' | 'suppressed'; readonly key: string; readonly count: number }

/** A line for each class, then, where there are any, how many areas have no data and how many are suppressed. */
export function legendLines(
  { classes, colors, indicator }: Pick<ThematicMap, 'classes' | 'colors' | 'indicator'>,
  format: Format,
): readonly LegendLine[] {
  if (!classes) return []
  const percent = indicator !== null && isPercent(indicator)
  const decimals = legendDecimals(classes.edges, percent)
  const lines: LegendLine[] = legendRanges(classes.edges, decimals).map(({ from, to }, index) => ({
    kind: 'class',
    key: String(index),
    color: colors[index] ?? '',
    text: rangeText(format.fixed(from, decimals), format.fixed(to, decimals)) + (percent ? '%' : ''),
    count: classes.classCounts[index] ?? 0,
  }))
  if (classes.noData > 0) lines.push({ kind: 'no-data', key: 'no-data', count: classes.noData })
  if (classes.suppressed > 0) lines.push({ kind: 'suppressed', key: 'suppressed', count: classes.suppressed })
  return lines
}

function rangeText(from: string, to: string): string {
  return from === to ? from : `${from} – ${to}`
}

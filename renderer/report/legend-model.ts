/** The legend of a choropleth as lines of words: for the wall and for paper. */
import type { I18n } from '../i18n/use-i18n.ts'
import { legendTexts } from '../state/legend-ranges.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'

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
  thematic: Pick<ThematicMap, 'classes' | 'colors' | 'indicator'>,
  i18n: Pick<I18n, 't' | 'format'>,
): readonly LegendLine[] {
  const { classes, colors } = thematic
  if (!classes) return []
  const lines: LegendLine[] = legendTexts(thematic, i18n).map((text, index) => ({
    kind: 'class',
    key: String(index),
    color: colors[index] ?? '',
    text,
    count: classes.classCounts[index] ?? 0,
  }))
  if (classes.noData > 0) lines.push({ kind: 'no-data', key: 'no-data', count: classes.noData })
  if (classes.suppressed > 0) lines.push({ kind: 'suppressed', key: 'suppressed', count: classes.suppressed })
  return lines
}

import { legendDecimals, legendRanges } from '../cartography/legend-labels.ts'
import type { I18n } from '../i18n/use-i18n.ts'
import type { ThematicMap } from './use-thematic-map.ts'
import { isPercent } from './use-value-text.ts'

/** The text of each class, lowest first: '3.0 – 5.9%'. */
export function legendTexts(
  { classes, indicator }: Pick<ThematicMap, 'classes' | 'indicator'>,
  { t, format }: Pick<I18n, 't' | 'format'>,
): readonly string[] {
  if (!classes) return []
  const { edges } = classes
  const percent = indicator ? isPercent(indicator) : false
  const decimals = legendDecimals(edges, percent)
  // A dash between negative figures reads like one more minus.
  const key = edges.some((edge) => edge < 0) ? 'legend.range-negative' : 'legend.range'
  return legendRanges(edges, decimals).map(({ from: low, to: high }) => {
    const [from, to] = [format.fixed(low, decimals), format.fixed(high, decimals)]
    return (from === to ? from : t(key, { from, to })) + (percent ? '%' : '')
  })
}

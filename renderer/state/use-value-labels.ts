import { useMemo } from 'react'
import type { ValueLabels } from '../cartography/value-labels.ts'
import { useAreas } from '../queries.ts'
import { usePreferences } from './preferences.ts'
import type { ThematicMap } from './use-thematic-map.ts'
import { useValueText } from './use-value-text.ts'

/** The choropleth's values as texts for the map; null while they are switched off. No data and suppressed have their own look. */
export function useValueLabels({ classes, indicator }: ThematicMap): ValueLabels | null {
  const isShown = usePreferences((state) => state.showValues)
  const level = classes?.values.level ?? null
  const { data: areas } = useAreas(isShown ? level : null)
  const textOf = useValueText(indicator)
  return useMemo(() => {
    if (!isShown || !classes || !areas || level === null) return null
    const { codes, values, states } = classes.values
    const points = new Map(areas.map(({ code, labelPoint }) => [code, labelPoint]))
    const labels = codes.flatMap((code, index) => {
      const point = points.get(code)
      const value = values[index] ?? null
      return point && value !== null && states[index] === 'value' ? [{ point, text: textOf(value) }] : []
    })
    return { level, labels }
  }, [isShown, classes, areas, level, textOf])
}

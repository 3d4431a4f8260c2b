import { useMemo } from 'react'
import type { Classes, IndicatorInfo } from '../../data/contract/api.ts'
import type { LensAnswer, LensKind } from '../../data/contract/lens.ts'
import { lensColors } from '../cartography/lens-colors.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useLayers } from '../queries.ts'
import { useLens } from './lens.ts'
import { type ThematicMap, useThematicMap } from './use-thematic-map.ts'

/** What the areas of this window's map are coloured by: a lens while one is in use, else the chosen indicator. */
export function useMapColors(): ThematicMap {
  const { t } = useI18n()
  const thematic = useThematicMap()
  const { data: layers } = useLayers()
  const { answer } = useLens()
  const shown = useMemo(() => answer && lensAsMap(answer, t(`lens.value-${answer.lens}`)), [answer, t])
  if (!answer || !shown) return thematic
  const isPoints = layers?.find(({ id }) => id === `areas:${answer.level}`)?.geometry === 'point'
  return { ...thematic, ...shown, survey: answer.survey, isPoints }
}

/** One object as long as the answer is one: the map colours all areas anew for another. */
function lensAsMap(answer: LensAnswer, name: string): Pick<ThematicMap, 'choice' | 'indicator' | 'classes' | 'colors'> {
  const { lens, level, survey } = answer
  return {
    choice: { indicator: `lens:${lens}`, level, survey, compareWith: null },
    indicator: lensIndicator(lens, name),
    classes: classesOf(answer),
    colors: lensColors(lens, answer.map.classCounts.length),
  }
}

function lensIndicator(lens: LensKind, name: string): IndicatorInfo {
  const unit = { coverage: 'unit.items', gap: 'unit.households', overlap: 'unit.households', fairness: 'unit.baht' }[
    lens
  ]
  return {
    ...{ id: `lens:${lens}`, set: 'lens', number: '', group: '', nameTh: name, nameEn: name, statistic: 'count', unit },
    ...{ goodDirection: 'none', uncertain: false, note: '', available: [] },
  }
}

/** A lens's map in the form of a choropleth. */
function classesOf({ map, areas, level, survey, lens }: LensAnswer): Classes {
  const states = map.values.map((value) => (value === null ? ('no-data' as const) : ('value' as const)))
  return {
    method: 'manual',
    edges: map.edges,
    classCounts: map.classCounts,
    noData: map.noData,
    suppressed: 0,
    classOf: map.classOf,
    histogram: [],
    values: {
      ...{
        indicator: `lens:${lens}`,
        level,
        survey,
        compareWith: null,
        codes: areas.codes,
        values: map.values,
        states,
      },
      counts: lens === 'coverage' || lens === 'overlap' ? areas.households : areas.need,
      numerators: map.values.map(() => null),
      total: { state: 'no-data' },
    },
  }
}

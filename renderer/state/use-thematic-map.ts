import { useMemo } from 'react'
import type { Classes, ClassesRequest, IndicatorInfo, ValuesRequest } from '../../data/contract/api.ts'
import type { Filter } from '../../data/contract/filters.ts'
import { changeColors, classColors, defaultRamp } from '../cartography/ramps.ts'
import { useClasses, useIndicators, useLayers } from '../queries.ts'
import { useFilter } from './filter.ts'
import {
  type Classification,
  classificationKey,
  defaultClassification,
  type ThematicChoice,
  useThematic,
} from './thematic.ts'
import { isPercent } from './use-value-text.ts'

/** The choropleth as chosen and answered: what map, legend, table, the wall and the page all show. */
export interface ThematicMap {
  readonly choice: ThematicChoice
  readonly indicator: IndicatorInfo | null
  /** The survey or table that answers; null while nothing is chosen. */
  readonly survey: string | null
  readonly classification: Classification
  readonly classificationKey: string
  readonly values: ValuesRequest | null
  readonly classes: Classes | null
  /** Whether the level's areas are points (villages often are), which are coloured signs. */
  readonly isPoints: boolean
  /** One per class, lowest first. */
  readonly colors: readonly string[]
  readonly isPending: boolean
  /** Whether something is chosen and nothing was ever answered. */
  readonly isFirstPending: boolean
  readonly error: unknown
}

/** The current choropleth. */
export function useThematicMap(): ThematicMap {
  const choice = useThematic((state) => state.choice)
  const key = classificationKey(choice)
  const stored = useThematic((state) => state.classifications[key])
  const filter = useFilter((state) => state.filter)
  const { data: indicators } = useIndicators()
  const { data: layers } = useLayers()
  const classification = stored ?? defaultClassification
  const chosen = indicators?.find(({ id }) => id === choice.indicator) ?? null
  const isChange = choice.compareWith !== null
  const indicator = useMemo(() => (chosen && isChange ? asChange(chosen) : chosen), [chosen, isChange])
  const values = useMemo(() => (indicator ? valuesRequestOf(choice, filter) : null), [indicator, choice, filter])
  const request = useMemo(() => (values ? classesRequestOf(values, classification) : null), [values, classification])
  const { data, isFetching, isLoading, error } = useClasses(request)
  const classes = request && data && data.values.level === choice.level ? data : null
  const classCount = classes?.classCounts.length ?? classification.classCount
  const ramp = classification.ramp || defaultRamp(isChange)
  const edges = isChange ? classes?.edges : undefined
  const colors = useMemo(
    () => (edges ? changeColors(ramp, edges) : classColors(ramp, classCount)),
    [ramp, classCount, edges],
  )
  return {
    choice,
    indicator,
    survey: classes?.values.survey ?? choice.survey,
    classification: { ...classification, ramp },
    classificationKey: key,
    values,
    classes,
    isPoints: layers?.find(({ id }) => id === `areas:${choice.level}`)?.geometry === 'point',
    colors,
    isPending: isFetching,
    isFirstPending: isLoading,
    error,
  }
}

/** What a change of the indicator is measured in: that of a share is in points, not in percent of anything. */
function asChange(indicator: IndicatorInfo): IndicatorInfo {
  return isPercent(indicator) ? { ...indicator, unit: 'unit.points' } : indicator
}

/** The values request of a choice; the filter counts only where there is one. */
export function valuesRequestOf(choice: ThematicChoice, filter: Filter | null): ValuesRequest {
  return {
    indicator: choice.indicator ?? '',
    level: choice.level,
    ...(choice.survey ? { survey: choice.survey } : {}),
    ...(choice.compareWith ? { compareWith: choice.compareWith } : {}),
    ...(filter ? { filter } : {}),
  }
}

function classesRequestOf(
  values: ValuesRequest,
  { method, classCount, breaks, sameAs }: Classification,
): ClassesRequest {
  return {
    values,
    method,
    classCount,
    ...(method === 'manual' && breaks.length > 0 ? { breaks: [...breaks] } : {}),
    ...(sameAs ? { sameAs: sameAsRequest(sameAs, values) } : {}),
  }
}

/** "Same breaks as" names another indicator and level, or another survey after '@'. */
function sameAsRequest(key: string, values: ValuesRequest): ValuesRequest {
  const [place = '', survey] = key.split('@')
  const [indicator = values.indicator] = place.split('|')
  const { compareWith: _, ...rest } = values
  return { ...rest, indicator, ...(survey ? { survey } : {}) }
}

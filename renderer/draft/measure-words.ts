import { useCallback } from 'react'
import type { Counted, MeasureInfo } from '../../data/contract/reach.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators } from '../queries.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'

/** What a measure is called, and how its figures are written. */
export function useMeasureWords(): {
  readonly nameOf: (measure: MeasureInfo) => string
  readonly textOf: (measure: MeasureInfo, counted: Counted, households: number) => string
} {
  const { t, format } = useI18n()
  const { data: indicators } = useIndicators()
  const indicatorName = useIndicatorName()
  const nameOf = useCallback(
    ({ id, kind }: MeasureInfo): string => {
      switch (kind) {
        case 'need': {
          const indicator = indicators?.find((each) => each.id === id)
          return indicator ? indicatorName(id, indicator) : id
        }
        default:
          return t(`reach.${kind}`)
      }
    },
    [t, indicators, indicatorName],
  )
  const textOf = useCallback(
    ({ kind }: MeasureInfo, { value, known }: Counted, households: number): string => {
      // Of households that were not asked nothing is known; of no households it is zero.
      if (known === 0 && households > 0) return t('common.no-data')
      return kind === 'debt' ? format.baht(value) : format.count(value)
    },
    [t, format],
  )
  return { nameOf, textOf }
}

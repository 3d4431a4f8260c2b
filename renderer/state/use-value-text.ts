import { useCallback } from 'react'
import type { Cell, IndicatorInfo } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkspace } from '../queries.ts'

type Unit = Pick<IndicatorInfo, 'unit' | 'statistic'>

/** Writes a value of an indicator as people read it: 11.8%, 48,200 บาท, ไม่มีข้อมูล, ปกปิด. */
export function useValueText(indicator: Unit | null): (value: number | null, state?: Cell['state']) => string {
  const { t, tId, format } = useI18n()
  const { data: workspace } = useWorkspace()
  const threshold = workspace?.suppressionThreshold ?? 5
  return useCallback(
    (value, state = value === null ? 'no-data' : 'value') => {
      if (state === 'suppressed') return t('common.suppressed', { threshold: format.count(threshold) })
      if (state === 'no-data' || value === null) return t('common.no-data')
      if (!indicator) return format.number(value, 1)
      if (isPercent(indicator)) return format.percent(value)
      const isWhole = indicator.statistic === 'count' || Math.abs(value) >= 1000
      const amount = isPoints(indicator) ? signed(format.fixed(value, 1), value) : format.number(value, isWhole ? 0 : 1)
      const unit = tId(indicator.unit)
      return unit ? `${amount} ${unit}` : amount
    },
    [indicator, threshold, t, tId, format],
  )
}

function signed(text: string, value: number): string {
  return value > 0 ? `+${text}` : text
}

/** Whether values are the change of a percentage. */
export function isPoints({ unit }: Pick<IndicatorInfo, 'unit'>): boolean {
  return unit === 'unit.points'
}

/** Whether an indicator's values are percentages. */
export function isPercent({ unit }: Pick<IndicatorInfo, 'unit'>): boolean {
  return unit === 'unit.percent' || unit === '%'
}

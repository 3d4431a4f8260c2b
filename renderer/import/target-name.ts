import { useCallback } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'

/** The name that people know a column of ours by; its own where the catalogue has none. */
export function useTargetName(): (target: string) => string {
  const { t, tId, format } = useI18n()
  return useCallback(
    (target) => {
      const [, number] = /^bmn_0?(\d+)$/.exec(target) ?? []
      if (number) return t('target.indicator', { number: format.digits(number) })
      const [, kind, year] = /^(budget|ordinance):(\d{4})$/.exec(target) ?? []
      if (year) {
        return t(kind === 'budget' ? 'target.budget-of' : 'target.ordinance-of', { year: format.year(Number(year)) })
      }
      const id = `target.${target}`
      const name = tId(id)
      return name === id ? target : name
    },
    [t, tId, format],
  )
}

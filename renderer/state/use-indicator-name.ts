import { useCallback } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'

interface Named {
  readonly nameTh: string
  readonly nameEn: string
}

/**
 * What an indicator is called where its value stands. จปฐ. names say what should be ("has enough water all year") while the value
 * counts who fails it, so the name says that too.
 */
export function useIndicatorName(): (id: string, named: Named) => string {
  const { t, nameOf } = useI18n()
  return useCallback(
    (id, named) => (/^bmn\d/.test(id) ? t('indicator.fails', { name: nameOf(named) }) : nameOf(named)),
    [t, nameOf],
  )
}

import { useCallback } from 'react'
import type { AreaLevel } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'

/** ตำบลหนองไผ่ in Thai, Nong Phai (Tambon) in English. A village called บ้าน… says already what it is. */
export function useAreaTitle(): (level: AreaLevel, name: string) => string {
  const { t, language } = useI18n()
  return useCallback(
    (level, name) => {
      const saysItself = language === 'th' && level === 'village' && name.startsWith('บ้าน')
      return saysItself ? name : t('map.area-name', { level: t(`level.${level}`), name })
    },
    [t, language],
  )
}

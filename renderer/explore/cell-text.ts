import { useCallback } from 'react'
import type { Cell } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'

/** A counted cell as text: a whole number, or why there is none. */
export function useCellText(): (cell: Cell) => string {
  const { t, format } = useI18n()
  return useCallback(
    (cell) => {
      switch (cell.state) {
        case 'value':
          return format.count(cell.value)
        case 'no-data':
          return t('common.nothing')
        case 'suppressed':
          return t('common.suppressed-short')
      }
    },
    [t, format],
  )
}

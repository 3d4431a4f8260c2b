import { useCallback } from 'react'
import type { FieldChange, FieldValue } from '../../data/contract/comparison.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useWorkbook } from '../queries.ts'
import { useLabelWords } from '../state/use-label-words.ts'

export interface ChangeWords {
  readonly label: string
  /** Null: nothing stood there. */
  readonly left: string | null
  readonly right: string | null
  /** What happened, where the two sides say it less well: a place that moved. */
  readonly said: string | null
}

/** Both sides of a change as people read them. */
export function useChangeWords(): (change: FieldChange) => ChangeWords {
  const { t } = useI18n()
  const labelWords = useLabelWords()
  const valueWords = useValueWords()
  return useCallback(
    (change) => {
      const { field, label, left, right } = change
      const words = { label: labelWords(label), left: valueWords(change, left), right: valueWords(change, right) }
      if (!field.startsWith('place:')) return { ...words, said: null }
      const said = left === null ? 'change.placed' : right === null ? 'change.unplaced' : 'change.moved'
      return { ...words, said: t(said) }
    },
    [t, labelWords, valueWords],
  )
}

function useValueWords(): (change: FieldChange, value: FieldValue | null) => string | null {
  const { t, tId, nameOf, format } = useI18n()
  const { data: workbook } = useWorkbook()
  const categories = workbook?.categories ?? defaultCategories
  return useCallback(
    ({ kind }, value) => {
      if (value === null) return null
      if (typeof value === 'object') return tId(value.message, value.values)
      const text = String(value)
      switch (kind) {
        case 'baht':
          return format.baht(Number(value))
        case 'figure':
          return format.number(Number(value), 2)
        case 'fiscal-year':
          return format.year(Number(value))
        case 'position':
          return t('change.position', { position: format.count(Number(value)) })
        case 'category': {
          const category = categories.find(({ id }) => id === text)
          return category ? nameOf(category) : text
        }
        case 'status':
          return tId(`status-of-item.${text}`)
        case 'form':
          return `ผ.${text}`
        case 'level':
          return tId(`level.${text}`)
        case 'state':
          return tId(`plan-state.${text}`)
        case 'text':
        case 'said':
          return format.digits(text)
      }
    },
    [t, tId, nameOf, format, categories],
  )
}

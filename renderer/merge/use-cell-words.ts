import { useCallback } from 'react'
import { fieldLabel } from '../../data/contract/field-labels.ts'
import {
  type Dropped,
  type ItemReach,
  itemStatuses,
  type Link,
  type Need,
  type Place,
  planStates,
} from '../../data/contract/plans.ts'
import type { QuestionValue } from '../../data/contract/questions.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators, useWorkbook } from '../queries.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'

export interface CellWords {
  readonly nameOf: (field: string) => string
  /** What a cell says; '' where it says nothing. */
  readonly valueOf: (field: string, value: QuestionValue) => string
}

/** Names and values of a document's cells as people read them. */
export function useCellWords(): CellWords {
  const i18n = useI18n()
  const { data: workbook } = useWorkbook()
  const { data: indicators } = useIndicators()
  const { t, tId, nameOf, format } = i18n
  const indicatorName = useIndicatorName()
  const categories = workbook?.categories ?? defaultCategories
  const indicatorOf = useCallback(
    (id: string) => {
      const found = indicators?.find((each) => each.id === id)
      return found ? indicatorName(id, found) : id
    },
    [indicators, indicatorName],
  )
  const tellValue = useCallback(
    (field: string, value: QuestionValue): string => {
      if (value === null || value === '') return ''
      const kind = field.split(':')[0] ?? ''
      switch (kind) {
        case 'budget':
        case 'ordinance':
        case 'ceiling':
          return t('format.baht', { amount: format.count(Number(value)) })
        case 'goal':
          return format.number(Number(value), 2)
        case 'firstFiscalYear':
        case 'lastFiscalYear':
          return format.year(Number(value))
        case 'place':
          return placeWords(JSON.parse(String(value)) as Place, i18n)
        case 'reach':
          return reachWords(JSON.parse(String(value)) as ItemReach, i18n)
        case 'need':
          return needWords(JSON.parse(String(value)) as Need, i18n)
        case 'dropped': {
          const { why } = JSON.parse(String(value)) as Dropped
          return why ? t('merge.dropped-because', { why }) : t('merge.dropped')
        }
        case 'link': {
          const { title, url } = JSON.parse(String(value)) as Link
          return title || url
        }
        case 'issue':
        case 'strategy':
        case 'version':
          return (JSON.parse(String(value)) as { readonly title: string }).title
        case 'answer': {
          const { verdict, why } = JSON.parse(String(value)) as { readonly verdict: string; readonly why: string }
          return `${tId(`below-state.${verdict}`)} · ${why}`
        }
        case 'role':
        case 'exists':
          return t('said.yes')
        case 'category': {
          const category = categories.find(({ id }) => id === value)
          return category ? nameOf(category) : String(value)
        }
        case 'status': {
          const status = itemStatuses.find((id) => id === value)
          return status ? t(`status-of-item.${status}`) : String(value)
        }
        case 'state': {
          const state = planStates.find((id) => id === value)
          return state ? t(`plan-state.${state}`) : String(value)
        }
        case 'rank':
          return format.number(Number(value) / RANK_STEP, 1)
        default:
          return String(value)
      }
    },
    [i18n, t, tId, nameOf, format, categories],
  )
  const nameOfField = useCallback(
    (field: string) => {
      const { message, values } = fieldLabel(field)
      const indicator = values.indicator
      return tId(message, indicator === undefined ? values : { ...values, indicator: indicatorOf(String(indicator)) })
    },
    [tId, indicatorOf],
  )
  return { nameOf: nameOfField, valueOf: tellValue }
}

/** As `plans/ranks.ts` deals them out. */
const RANK_STEP = 2 ** 20

type I18n = ReturnType<typeof useI18n>

function placeWords({ kind, code, label, geometry }: Place, { t }: I18n): string {
  if (label) return label
  if (kind === 'areaCode') return t('said.place-areaCode', { code: code ?? '' })
  if (kind === 'none') return t('said.place-none')
  const [lon, lat] = firstPosition(geometry)
  return `${t(`said.place-${kind}`)} · ${lat.toFixed(4)}, ${lon.toFixed(4)}`
}

function firstPosition(geometry: string | null): readonly [number, number] {
  let inner: unknown = geometry === null ? [0, 0] : (JSON.parse(geometry) as { coordinates: unknown }).coordinates
  while (Array.isArray(inner) && Array.isArray(inner[0])) inner = inner[0]
  const [lon = 0, lat = 0] = inner as number[]
  return [lon, lat]
}

function reachWords(reach: ItemReach, { t, format }: I18n): string {
  if (reach.by === 'distance') return t('said.reach-distance', { distanceM: format.count(reach.distanceM) })
  if (reach.by === 'road') return t('said.reach-road', { minutes: format.count(reach.minutes) })
  return t(`said.reach-${reach.by}`)
}

function needWords({ baseline }: Need, { t, format }: I18n): string {
  return baseline === null ? t('said.yes') : format.number(baseline, 2)
}

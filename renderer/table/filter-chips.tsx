import { X } from 'lucide-react'
import type { Filter } from '../../data/contract/filters.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useSurveys } from '../queries.ts'
import { levelOfCode } from '../state/selection.ts'
import { type FilterPart, filterParts } from './filter-parts.ts'

export interface FilterChipsProps {
  readonly filter: Filter
  /** Survey whose columns the filter speaks of. */
  readonly survey: string
  readonly onChange: (filter: Filter) => void
}

/** What the rows are filtered by, each part with the way to take it off. */
export function FilterChips({ filter, survey, onChange }: FilterChipsProps) {
  const textOf = usePartText(survey)
  return filterParts(filter).map((part) => {
    const { without, ...rest } = part
    return (
      <button type="button" key={JSON.stringify(rest)} className="table-chip" onClick={() => onChange(without)}>
        <span className="ellipsis">{textOf(part)}</span>
        <X size={14} aria-hidden />
      </button>
    )
  })
}

function usePartText(survey: string): (part: FilterPart) => string {
  const { t, tId, format, nameOf } = useI18n()
  const { data: surveys } = useSurveys()
  const columns = surveys?.find(({ id }) => id === survey)?.columns ?? []
  const areaNames = useAreaName()
  return (part) => {
    switch (part.kind) {
      case 'compare': {
        const { column, op, value } = part.comparison
        const label = columns.find(({ name }) => name === column)?.label ?? column
        const written = [value ?? []].flat().map((each) => (typeof each === 'number' ? format.number(each) : each))
        return [label, tId(`op.${op}`), written.join(', ')].filter(Boolean).join(' ')
      }
      case 'group':
        return t('table.filter-group', { count: format.count(part.count) })
      case 'area': {
        const area = areaNames(part.code)
        return area ? nameOf(area) : part.code
      }
      case 'shape':
        return t('filter.in-shape')
    }
  }
}

function useAreaName() {
  const { data: amphoe } = useAreas('amphoe')
  const { data: tambons } = useAreas('tambon')
  const { data: provinces } = useAreas('province')
  return (code: string) => {
    const level = levelOfCode(code)
    const rows = level === 'province' ? provinces : level === 'amphoe' ? amphoe : tambons
    return rows?.find((area) => area.code === code) ?? null
  }
}

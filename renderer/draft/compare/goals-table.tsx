import type { ComparedGoal, GoalRange } from '../../../data/contract/comparison.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { useIndicators } from '../../queries.ts'

/** What each indicator is to be by either side, by year; several items' goals as a range. */
export function GoalsTable({ goals }: { readonly goals: readonly ComparedGoal[] }) {
  const { t, format, nameOf } = useI18n()
  const { data: indicators } = useIndicators()
  if (goals.length === 0) return <p className="hint">{t('compare.no-goals')}</p>
  const nameOfIndicator = (id: string) => {
    const known = indicators?.find((indicator) => indicator.id === id)
    return known ? nameOf(known) : id
  }
  return (
    <table className="compare-table">
      <thead>
        <tr>
          <th scope="col">{t('compare.indicator')}</th>
          <th scope="col">{t('compare.year')}</th>
          <th scope="col">{t('compare.left')}</th>
          <th scope="col">{t('compare.right')}</th>
        </tr>
      </thead>
      <tbody>
        {goals.map(({ indicator, fiscalYear, left, right }) => (
          <tr key={`${indicator}/${fiscalYear}`}>
            <th scope="row">{nameOfIndicator(indicator)}</th>
            <td className="num">{format.year(fiscalYear)}</td>
            <GoalCell range={left} />
            <GoalCell range={right} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function GoalCell({ range }: { readonly range: GoalRange | null }) {
  const { t, format } = useI18n()
  if (!range) return <td className="change-empty">{t('change.empty')}</td>
  const lowest = format.number(range.lowest, 2)
  const values = { lowest, highest: format.number(range.highest, 2), items: format.count(range.items) }
  return <td className="num">{range.items === 1 ? lowest : t('compare.goal-range', values)}</td>
}

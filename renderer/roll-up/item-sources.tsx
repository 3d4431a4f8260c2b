import './roll-up.css'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { Section } from '../ui/section.tsx'
import { useSources } from './queries.ts'
import { SourceChanges } from './source-changes.tsx'

/** What an item was taken from: each source with its money, its reason and its need, and what has changed there since. */
export function ItemSources({ item }: { readonly item: PlanItem }) {
  const { t, format } = useI18n()
  const indicatorName = useIndicatorName()
  const { data: sources } = useSources(item.sources.length > 0 ? item.id : null)
  const { data: indicators } = useIndicators()
  const selectItem = useSelection((state) => state.selectItem)
  if (item.sources.length === 0 || !sources) return null
  const sum = sources.reduce((total, { budgetBaht }) => total + (budgetBaht ?? 0), 0)
  const differs = sum !== item.budgetBaht
  const needWords = (id: string) => {
    const found = indicators?.find((each) => each.id === id)
    return found ? indicatorName(id, found) : id
  }
  return (
    <Section title={t('rollup.sources', { count: format.count(sources.length) })}>
      <ul className="rollup-sources">
        {sources.map(({ source, title, planTitle, budgetBaht, reason, needs, dropped }) => (
          <li key={`${source.plan} ${source.item}`}>
            <button
              type="button"
              className="question-open"
              onClick={() => selectItem(source.item)}
              disabled={budgetBaht === null}
            >
              {title}
            </button>
            <span className="rollup-item-under num">
              {planTitle} · {budgetBaht === null ? t('rollup.not-here') : format.baht(budgetBaht)}
            </span>
            {reason && <span className="rollup-reason">{reason}</span>}
            {needs.length > 0 && <span className="rollup-item-under">{needs.map(needWords).join(' · ')}</span>}
            {dropped !== null && <span className="rollup-why">{t('rollup.dropped-below', { why: dropped })}</span>}
            <SourceChanges upper={item.planId} item={item.id} source={source} />
          </li>
        ))}
      </ul>
      {differs && (
        <p className="hint num">{t('rollup.adjusted', { from: format.baht(sum), to: format.baht(item.budgetBaht) })}</p>
      )}
    </Section>
  )
}

import { itemRules } from '../../data/contract/plan-notes.ts'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useItems, usePlanNotes } from '../queries.ts'
import { type ItemFilterState, itemGroupings, useItemFilter } from '../state/item-filter.ts'
import { Select } from '../ui/select.tsx'
import { SearchField } from '../ui/text-field.tsx'

/** What items are grouped by; it is the list's heading. */
export function GroupingSelect() {
  const { t } = useI18n()
  const grouping = useItemFilter((state) => state.grouping)
  return (
    <Select
      look="quiet"
      label={t('tree.group')}
      labelHidden
      value={grouping}
      choices={itemGroupings.map((id) => ({ id, label: t(`tree.by-${id}`) }))}
      onChange={(id) => useItemFilter.setState({ grouping: id })}
    />
  )
}

const ALL = 'all'

/** Words to look for in the plan, and which rule's items to see, or those that were dropped: only what there is is offered. */
export function TreeTools({ plan }: { readonly plan: PlanSummary }) {
  const { t, tId, format } = useI18n()
  const { words, note } = useItemFilter()
  const { data: noted } = usePlanNotes(plan.id)
  const { data: all } = useItems({ plan: plan.id, dropped: true, limit: 1 })
  const droppedCount = Math.max(0, (all?.total ?? 0) - (noted?.itemCount ?? 0))
  if (!noted || noted.itemCount + droppedCount === 0) return null
  const rules = itemRules.filter((rule) => noted.counts[rule] > 0 || rule === note)
  const choices = [
    { id: ALL, label: t('tree.all') },
    { id: 'any', label: t('tree.any-note', { count: format.count(noted.incompleteCount) }) },
    ...(plan.questionCount > 0 || note === 'unsettled' ? [{ id: 'unsettled', label: t('tree.unsettled') }] : []),
    ...rules.map((rule) => ({
      id: rule,
      label: t('tree.rule', { rule: tId(`rule.${rule}`), count: format.count(noted.counts[rule]) }),
    })),
    ...(droppedCount > 0 || note === 'dropped'
      ? [{ id: 'dropped', label: t('tree.rule', { rule: t('tree.dropped'), count: format.count(droppedCount) }) }]
      : []),
  ]
  return (
    <div className="tree-tools">
      <SearchField
        label={t('tree.search')}
        value={words}
        onChange={(text) => useItemFilter.setState({ words: text })}
      />
      <Select
        look="chip"
        label={t('tree.note')}
        labelHidden
        value={note ?? ALL}
        choices={choices}
        onChange={(id) => useItemFilter.setState({ note: id === ALL ? null : (id as ItemFilterState['note']) })}
      />
    </div>
  )
}

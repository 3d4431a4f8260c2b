import { X } from 'lucide-react'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePeople } from '../plan-queries.ts'
import { useItem, usePlans } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { useHistoryState } from './history-state.ts'

const ALL = ''

/** Whose steps, of which plan, of which item. */
export function HistoryFilters() {
  const { t } = useI18n()
  const { data: plans } = usePlans()
  const { data: people } = usePeople()
  const { plan, by, filter } = useHistoryState()
  return (
    <section className="section history-filters">
      <Select
        look="chip"
        label={t('history.plan')}
        labelHidden
        value={plan ?? ALL}
        choices={[
          { id: ALL, label: t('history.all-plans') },
          ...(plans ?? []).map(({ id, title }) => ({ id, label: title })),
        ]}
        onChange={(id) => filter({ plan: id || null, item: null })}
      />
      <Select
        look="chip"
        label={t('history.person')}
        labelHidden
        value={by ?? ALL}
        choices={[
          { id: ALL, label: t('history.everybody') },
          ...(people ?? []).flatMap(({ name, steps }) =>
            name === '' ? [] : [{ id: name, label: name, hint: String(steps) }],
          ),
        ]}
        onChange={(name) => filter({ by: name || null })}
      />
      <ItemFilter />
    </section>
  )
}

/** One item: offered while one is chosen, and named while it is what is shown. */
function ItemFilter() {
  const { t } = useI18n()
  const { item, plan, filter } = useHistoryState()
  const chosen = useSelection((state) => state.itemId)
  const { data: shown } = useItem(item ?? chosen)
  if (item !== null)
    return (
      <span className="history-item-filter">
        <span className="ellipsis">{t('history.only-item', { title: shown?.fields.title ?? '' })}</span>
        <IconButton icon={X} size="small" label={t('common.clear')} onPress={() => filter({ item: null })} />
      </span>
    )
  if (!shown || (plan !== null && shown.planId !== plan)) return null
  return (
    <Button size="small" tone="quiet" onPress={() => filter({ item: shown.id })}>
      {t('history.only-selected')}
    </Button>
  )
}

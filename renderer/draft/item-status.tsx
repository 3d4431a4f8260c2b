import { RotateCcw, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { itemStatuses, type PlanItem } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { NoticeLine } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'
import { DropDialog } from './drop-dialog.tsx'
import { useEditItem } from './item-fields.tsx'

/** How far an item is. Dropping asks why. */
export function ItemStatusField({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const edit = useEditItem(item)
  const [isDropping, setDropping] = useState(false)
  const { status } = item.fields
  return (
    <>
      <Select
        label={t('item.status')}
        value={status}
        placeholder={t('common.nothing')}
        isDisabled={item.dropped !== null}
        choices={itemStatuses.map((id) => ({ id, label: t(`status-of-item.${id}`) }))}
        onChange={(chosen) => (chosen === 'dropped' ? setDropping(true) : edit('status', chosen))}
      />
      {isDropping && <DropItemDialog item={item} onClose={() => setDropping(false)} />}
    </>
  )
}

function DropItemDialog({ item, onClose }: { readonly item: PlanItem; readonly onClose: () => void }) {
  const { t } = useI18n()
  const command = useCommand()
  const selectItem = useSelection((state) => state.selectItem)
  const drop = (why: string) => {
    const input = { type: 'dropItem', plan: item.planId, item: item.id, why } as const
    // Not with `mutate`: the dialog, whose question it is, is gone by the time of the answer.
    void command.mutateAsync(input).then(
      () => useSelection.getState().itemId === item.id && selectItem(null),
      () => undefined,
    )
    onClose()
  }
  return <DropDialog title={t('drop.title')} onDrop={drop} onClose={onClose} />
}

export function DropItem({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const [isDropping, setDropping] = useState(false)
  if (item.dropped) return null
  return (
    <>
      <Button size="small" tone="danger" icon={Trash2} onPress={() => setDropping(true)}>
        {t('draft.drop-item')}
      </Button>
      {isDropping && <DropItemDialog item={item} onClose={() => setDropping(false)} />}
    </>
  )
}

/** Of a dropped item: why, and the way back. */
export function DroppedNotice({ item }: { readonly item: PlanItem }) {
  const { t } = useI18n()
  const command = useCommand()
  if (!item.dropped) return null
  const { why } = item.dropped
  return (
    <NoticeLine tone="warn">
      <p>{why ? t('drop.dropped', { why }) : t('drop.dropped-plain')}</p>
      <Button
        size="small"
        icon={RotateCcw}
        onPress={() => command.mutate({ type: 'restoreItem', plan: item.planId, item: item.id })}
      >
        {t('drop.restore')}
      </Button>
    </NoticeLine>
  )
}

import { RotateCcw } from 'lucide-react'
import { Button as AriaButton } from 'react-aria-components'
import type { ComparedItem, Comparison } from '../../data/contract/comparison.ts'
import { boxOfGeometries, geometriesOf } from '../cartography/differences.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { Chip } from '../ui/feedback.tsx'
import { ChangeList } from './change-list.tsx'
import { flyTo } from './step-list.tsx'

const SHOWN = 60

interface DifferenceListProps {
  readonly comparison: Comparison
  readonly emptyText: string
  /** Brings one item back as it was on the left; null where that is not offered. */
  readonly onRestore: ((itemId: string) => void) | null
}

/** Items that differ, with each field that does; the plan's own fields first. */
export function DifferenceList({ comparison, emptyText, onRestore }: DifferenceListProps) {
  const { t, format } = useI18n()
  const differing = differingItems(comparison)
  if (differing.length === 0 && comparison.plan.length === 0) return <p className="hint">{emptyText}</p>
  return (
    <ul className="difference-list">
      {comparison.plan.length > 0 && (
        <li className="difference">
          <b>{t('history.plan-itself')}</b>
          <ChangeList changes={comparison.plan} />
        </li>
      )}
      {differing.slice(0, SHOWN).map((item) => (
        <DifferenceItem key={item.root} item={item} onRestore={onRestore} />
      ))}
      {differing.length > SHOWN && (
        <li className="hint">{t('history.more-items', { count: format.count(differing.length - SHOWN) })}</li>
      )}
    </ul>
  )
}

/** Items that only one side has, or that the sides say differently. */
export function differingItems({ items }: Pick<Comparison, 'items'>): readonly ComparedItem[] {
  return items.filter(({ left, right, changes }) => !left || !right || changes.length > 0)
}

function DifferenceItem({ item, onRestore }: { readonly item: ComparedItem } & Pick<DifferenceListProps, 'onRestore'>) {
  const { t } = useI18n()
  const { left, right, changes } = item
  const id = left?.id ?? right?.id ?? ''
  return (
    <li className="difference">
      <div className="difference-head">
        <AriaButton className="difference-title" onPress={() => show(item)}>
          {right?.title ?? left?.title}
        </AriaButton>
        {!left && <Chip tone="accent">{t('change.added')}</Chip>}
        {!right && <Chip tone="warn">{t('change.gone')}</Chip>}
      </div>
      {changes.length > 0 && <ChangeList changes={changes} />}
      {onRestore && left && (
        <Button icon={RotateCcw} size="small" tone="quiet" onPress={() => onRestore(id)}>
          {t('history.restore-item')}
        </Button>
      )}
    </li>
  )
}

/** Selects the item where it still is, and lets the map go to all of its places, then and now. */
function show({ left, right }: ComparedItem): void {
  const box = boxOfGeometries([...geometriesOf(left), ...geometriesOf(right)])
  if (right) useSelection.getState().selectItem(right.id)
  if (box) flyTo(box)
}

import { useState } from 'react'
import type { Cut, RunningItem } from '../../../data/contract/ranking.ts'
import { defaultCategories } from '../../../data/contract/workbook.ts'
import { plainCategory } from '../../cartography/items.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { UnsettledMark } from '../../merge/unsettled-mark.tsx'
import { useCommand, useWorkbook } from '../../queries.ts'
import { useSelection } from '../../state/selection.ts'
import { classNames } from '../../ui/class-names.ts'
import { ItemSymbol } from '../../ui/item-symbol.tsx'
import { SortableList } from '../../ui/sortable-list.tsx'
import { movedItem } from './moved-item.ts'

interface RankedListProps {
  readonly plan: string
  readonly cut: Cut
  readonly ceiling: number | null
}

/** Items by rank with what is asked for up to each; dragged to another place they take that rank. */
export function RankedList({ plan, cut, ceiling }: RankedListProps) {
  const { t } = useI18n()
  const command = useCommand()
  const selectItem = useSelection((state) => state.selectItem)
  const ids = cut.items.map(({ id }) => id)
  const [wanted, setWanted] = useState<readonly string[] | null>(null)
  if (cut.items.length === 0) return <p className="section hint">{t('ceiling.empty')}</p>
  const reorder = (next: readonly string[]) => {
    const moved = movedItem(ids, next)
    if (!moved) return
    setWanted(next)
    command.mutate({ type: 'setOrder', plan, ...moved }, { onSettled: () => setWanted(null) })
  }
  const shown = inOrder(cut.items, wanted)
  return (
    <section className="section ceiling-list" aria-label={t('ceiling.list')}>
      <SortableList
        label={t('ceiling.list')}
        gripLabel={t('ceiling.grip')}
        rows={shown.map((item, index) => ({
          id: item.id,
          name: item.title,
          content: <Row item={item} rank={index + 1} line={isFirstFallen(shown, index) ? ceiling : null} />,
        }))}
        onReorder={reorder}
        onAction={selectItem}
      />
    </section>
  )
}

/** The list as it was just arranged, until data/ has answered. */
function inOrder(items: readonly RunningItem[], wanted: readonly string[] | null): readonly RunningItem[] {
  if (!wanted) return items
  const byId = new Map(items.map((item) => [item.id, item]))
  return wanted.flatMap((id) => byId.get(id) ?? [])
}

function isFirstFallen(items: readonly RunningItem[], index: number): boolean {
  return items[index]?.isCovered === false && (index === 0 || items[index - 1]?.isCovered === true)
}

function Row(props: { readonly item: RunningItem; readonly rank: number; readonly line: number | null }) {
  const { item, rank, line } = props
  const { t, format } = useI18n()
  const { data: workbook } = useWorkbook()
  const categories = workbook?.categories ?? defaultCategories
  const { shape, color } = categories.find(({ id }) => id === item.category) ?? plainCategory
  return (
    <div className={classNames('ranked', !item.isCovered && 'ranked-fallen')}>
      {line !== null && <span className="ranked-line">{t('ceiling.line', { ceiling: format.baht(line) })}</span>}
      <span className="ranked-number num">{format.count(rank)}</span>
      <ItemSymbol shape={shape} color={color} size={12} />
      <span className="ranked-title" title={item.title}>
        {item.title} <UnsettledMark itemId={item.id} />
      </span>
      <span className="ranked-money num">
        <b>{format.bahtShort(item.amountBaht)}</b>
        <small>{format.bahtShort(item.runningBaht)}</small>
      </span>
    </div>
  )
}

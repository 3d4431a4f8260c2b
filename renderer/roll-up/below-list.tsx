import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { BelowItem } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { UnsettledMark } from '../merge/unsettled-mark.tsx'
import { Chip, EmptyState } from '../ui/feedback.tsx'
import { Checkbox } from '../ui/toggle.tsx'
import { SourceChanges } from './source-changes.tsx'

interface BelowListProps {
  readonly upper: string
  readonly items: readonly BelowItem[]
  readonly picked: ReadonlySet<string>
  readonly onPick: (picked: ReadonlySet<string>) => void
  readonly showsPlan: boolean
}

const ROW_PX = 48
const OVERSCAN_ROWS = 6

/** Items of plans below; only those in sight are drawn. */
export function BelowList({ upper, items, picked, onPick, showsPlan }: BelowListProps) {
  const { t } = useI18n()
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => items[index]?.id ?? index,
    overscan: OVERSCAN_ROWS,
  })
  const areAll = items.length > 0 && items.every(({ id }) => picked.has(id))
  const toggle = (id: string, on: boolean) => {
    const next = new Set(picked)
    if (on) next.add(id)
    else next.delete(id)
    onPick(next)
  }
  if (items.length === 0) return <EmptyState title={t('rollup.nothing-here')} />
  return (
    <>
      <div className="rollup-all">
        <Checkbox
          isSelected={areAll}
          isIndeterminate={!areAll && picked.size > 0}
          onChange={(on) => onPick(new Set(on ? items.map(({ id }) => id) : []))}
        >
          {t('rollup.pick-all')}
        </Checkbox>
      </div>
      <div className="rollup-list" ref={scroller}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index]
            return (
              item && (
                <div
                  key={key}
                  data-index={index}
                  ref={rows.measureElement}
                  className="rollup-row"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <BelowRow
                    upper={upper}
                    item={item}
                    isPicked={picked.has(item.id)}
                    onPick={(on) => toggle(item.id, on)}
                    showsPlan={showsPlan}
                  />
                </div>
              )
            )
          })}
        </div>
      </div>
    </>
  )
}

interface BelowRowProps {
  readonly upper: string
  readonly item: BelowItem
  readonly isPicked: boolean
  readonly onPick: (on: boolean) => void
  readonly showsPlan: boolean
}

function BelowRow({ upper, item, isPicked, onPick, showsPlan }: BelowRowProps) {
  const { t, format } = useI18n()
  const { title, planTitle, planId, id, jointIssue, budgetBaht, state, takenAs, verdict, why } = item
  const isWithin = state === 'within'
  const adjusted = takenAs && !isWithin && takenAs.budgetBaht !== budgetBaht ? takenAs : null
  return (
    <div className="rollup-item">
      <Checkbox isSelected={isPicked} onChange={onPick}>
        <span className="rollup-item-words">
          <span className="rollup-item-title">
            {title} <UnsettledMark itemId={id} />
          </span>
          <span className="rollup-item-under">
            {[showsPlan ? planTitle : '', jointIssue ?? ''].filter(Boolean).join(' · ')}
          </span>
          {takenAs && (isWithin || takenAs.title !== title) && (
            <span className="rollup-item-under">
              {t(isWithin ? 'rollup.within' : 'rollup.taken-as', { title: takenAs.title })}
            </span>
          )}
          {why && (
            <span className="rollup-why">
              {state === 'again' && verdict
                ? t('rollup.answered-before', { state: t(`below-state.${verdict}`), why })
                : why}
            </span>
          )}
        </span>
      </Checkbox>
      <span className="rollup-item-side num">
        {format.baht(budgetBaht)}
        {adjusted && (
          <span className="rollup-item-under">
            {t('rollup.taken-with', { baht: format.baht(adjusted.budgetBaht) })}
          </span>
        )}
        {state !== 'open' && (
          <Chip tone={state === 'taken' || isWithin ? 'accent' : 'warn'}>{t(`below-state.${state}`)}</Chip>
        )}
      </span>
      {state === 'changed' && takenAs && (
        <SourceChanges upper={upper} item={takenAs.id} source={{ plan: planId, item: id }} />
      )}
    </div>
  )
}

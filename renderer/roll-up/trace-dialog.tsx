import './roll-up.css'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ChevronRight } from 'lucide-react'
import { useRef, useState } from 'react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import type { TraceRow } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { UnsettledMark } from '../merge/unsettled-mark.tsx'
import { useSelection } from '../state/selection.ts'
import { NoticeLine } from '../ui/feedback.tsx'
import { useTrace } from './queries.ts'
import { closeRollUp } from './roll-up-flow.ts'
import { SheetDialog } from './sheet-dialog.tsx'

const ROW_PX = 36
const OVERSCAN_ROWS = 10

/** Where every baht of a plan comes from: its items, opened to the items at the bottom and the reasons behind them. */
export function TraceDialog({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: trace } = useTrace(plan.id)
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set())
  const scroller = useRef<HTMLDivElement>(null)
  const items = trace?.rows ?? []
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => items[index]?.itemId ?? index,
    overscan: OVERSCAN_ROWS,
  })
  const toggle = (id: string) => {
    const next = new Set(open)
    if (!next.delete(id)) next.add(id)
    setOpen(next)
  }
  const title = t('rollup.trace-of', { plan: plan.title })
  return (
    <SheetDialog title={title} what={`trace:${plan.id}`}>
      <p className="rollup-total num">
        {t('rollup.total', { baht: format.count(trace?.totalBaht ?? 0), count: format.count(items.length) })}
      </p>
      {trace && trace.twice.length > 0 && (
        <NoticeLine tone="warn">
          {t('rollup.twice', { titles: trace.twice.map((item) => item.title).join(' · ') })}
        </NoticeLine>
      )}
      {trace && trace.missing.length > 0 && (
        <NoticeLine>{t('rollup.missing', { count: format.count(trace.missing.length) })}</NoticeLine>
      )}
      <div className="rollup-list rollup-trace" ref={scroller}>
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, key, start }) => {
            const row = items[index]
            return (
              row && (
                <div
                  key={key}
                  data-index={index}
                  ref={rows.measureElement}
                  className="rollup-row"
                  style={{ transform: `translateY(${start}px)` }}
                >
                  <TraceLine row={row} isOpen={open.has(row.itemId)} onToggle={() => toggle(row.itemId)} />
                </div>
              )
            )
          })}
        </div>
      </div>
    </SheetDialog>
  )
}

/** What opens under the last line in sight is to be seen: after the list has measured it anew. */
function bringIntoView(line: HTMLElement | null): void {
  requestAnimationFrame(() => requestAnimationFrame(() => line?.scrollIntoView({ block: 'nearest' })))
}

function TraceLine({
  row,
  isOpen,
  onToggle,
}: {
  readonly row: TraceRow
  readonly isOpen: boolean
  readonly onToggle: () => void
}) {
  const { t, format } = useI18n()
  const selectItem = useSelection((state) => state.selectItem)
  const go = (itemId: string) => {
    selectItem(itemId)
    closeRollUp()
  }
  const { title, budgetBaht, isOwn, isWhole, leaves, itemId } = row
  const sum = leaves.reduce((total, leaf) => total + leaf.budgetBaht, 0)
  const differs = !isOwn && isWhole && sum !== budgetBaht
  return (
    <div>
      <button
        type="button"
        className="rollup-line"
        aria-expanded={isOpen}
        onClick={({ currentTarget }) => {
          onToggle()
          bringIntoView(currentTarget.parentElement)
        }}
      >
        <ChevronRight size={14} aria-hidden className="merge-chevron" />
        <span className="rollup-line-title">
          {title} <UnsettledMark itemId={itemId} />
        </span>
        <span className="num">{format.count(budgetBaht)}</span>
      </button>
      {isOpen && (
        <ul className="rollup-leaves">
          {isOwn && (
            <li>
              <button type="button" className="question-open" onClick={() => go(itemId)}>
                {t('rollup.own-item')}
              </button>
            </li>
          )}
          {differs && (
            <li className="rollup-item-under num">
              {t('rollup.adjusted', { from: format.baht(sum), to: format.baht(budgetBaht) })}
            </li>
          )}
          {leaves.map((leaf) => (
            <li key={leaf.itemId}>
              <button type="button" className="question-open" onClick={() => go(leaf.itemId)}>
                {leaf.title}
              </button>
              <UnsettledMark itemId={leaf.itemId} />
              <span className="rollup-item-under num">
                {leaf.planTitle} · {format.baht(leaf.budgetBaht)}
              </span>
              <span className={leaf.reason ? 'rollup-reason' : 'rollup-item-under'}>
                {leaf.reason ?? t('rollup.no-reason')}
              </span>
              {leaf.dropped !== null && (
                <span className="rollup-why">{t('rollup.dropped-below', { why: leaf.dropped })}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

import './roll-up.css'
import { useState } from 'react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { type BelowState, belowStates } from '../../data/contract/roll-up.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'
import { BelowList } from './below-list.tsx'
import { BelowPlans } from './below-plans.tsx'
import { useBelow, useBelowItems } from './queries.ts'
import { closeRollUp } from './roll-up-flow.ts'
import { TakeBar } from './take-bar.tsx'

const ALL = 'all'

/** What the plans below propose: taken up, put together, sent back or declined, one by one or many at once. */
export function BelowDialog({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: plans } = useBelow(plan.id)
  const [planId, setPlanId] = useState<string | null>(null)
  const [state, setState] = useState<BelowState | typeof ALL>('open')
  const { data: page } = useBelowItems(plan.id, {
    ...(planId === null ? {} : { plan: planId }),
    ...(state === ALL ? {} : { state }),
  })
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const items = page?.items ?? []
  const shown = plans?.filter((each) => planId === null || each.planId === planId) ?? []
  const countOf = (each: BelowState) => shown.reduce((sum, { counts }) => sum + counts[each], 0)
  const chosen = items.filter(({ id }) => picked.has(id))
  const select = (next: () => void) => {
    setPicked(new Set())
    next()
  }
  return (
    <Dialog title={t('rollup.title', { plan: plan.title })} isOpen onClose={closeRollUp} size="wide">
      {plans?.length === 0 ? (
        <EmptyState title={t('rollup.none')} text={t('rollup.none-text')} />
      ) : (
        <div className="rollup">
          <BelowPlans plans={plans ?? []} selected={planId} onSelect={(id) => select(() => setPlanId(id))} />
          <div className="rollup-main">
            <div className="rollup-bar">
              <Select
                look="chip"
                label={t('rollup.state')}
                labelHidden
                value={state}
                choices={[
                  ...belowStates.map((id) => ({ id, label: t(`below-state.${id}`), hint: format.count(countOf(id)) })),
                  { id: ALL, label: t('rollup.all-states') },
                ]}
                onChange={(id) => select(() => setState(id as BelowState | typeof ALL))}
              />
              <span className="hint num">{t('rollup.count', { count: format.count(page?.total ?? 0) })}</span>
            </div>
            <BelowList upper={plan.id} items={items} picked={picked} onPick={setPicked} showsPlan={planId === null} />
            <TakeBar upper={plan.id} chosen={chosen} onDone={() => setPicked(new Set())} />
          </div>
        </div>
      )}
    </Dialog>
  )
}

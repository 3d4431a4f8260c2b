import './draft.css'
import { FilePlus2 } from 'lucide-react'
import { useEffect } from 'react'
import { useI18n } from '../i18n/use-i18n.ts'
import { ContestedPlans } from '../merge/contested-plans.tsx'
import { usePlans } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/feedback.tsx'
import { useCreatePlan } from './item-commands.ts'
import { ItemTree } from './item-tree.tsx'
import { LensBar } from './lens-bar.tsx'
import { PlanHead } from './plan-head.tsx'
import { UnplacedTray } from './unplaced-tray.tsx'

/** The plan: what it is, what it holds by category, and what has no place yet. */
export function DraftLeft() {
  const { t } = useI18n()
  const { data: plans } = usePlans()
  const { planId, selectPlan } = useSelection()
  const createPlan = useCreatePlan()
  const plan = plans?.find(({ id }) => id === planId)
  useEffect(() => {
    const first = plans?.[0]
    if (first && !plan) selectPlan(first.id)
  }, [plans, plan, selectPlan])
  return (
    <aside className="frame-left frame-left-wide">
      <ContestedPlans />
      {plans?.length === 0 && (
        <EmptyState
          icon={FilePlus2}
          title={t('draft.no-plan')}
          text={t('draft.no-plan-text')}
          action={
            <Button tone="primary" onPress={createPlan}>
              {t('draft.new-plan')}
            </Button>
          }
        />
      )}
      {plan && (
        <>
          <PlanHead plan={plan} />
          <LensBar />
          <ItemTree plan={plan} />
          <UnplacedTray plan={plan} />
        </>
      )}
    </aside>
  )
}

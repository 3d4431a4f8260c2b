import './item-form.css'
import { useState } from 'react'
import type { PlanInfo, PlanSummary } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand, usePlan } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Skeleton } from '../ui/feedback.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { DropDialog } from './drop-dialog.tsx'
import { PlanCeilings } from './plan-ceilings.tsx'
import { PlanGeneral } from './plan-general.tsx'
import { PlanStrategies } from './plan-strategies.tsx'
import { PlanVision } from './plan-vision.tsx'

/** Everything a plan says of itself. Each field is stored when it is left, as one step of the history. */
export function PlanDialog({ plan, onClose }: { readonly plan: PlanSummary; readonly onClose: () => void }) {
  const { t } = useI18n()
  const command = useCommand()
  const { data: whole } = usePlan(plan.id)
  const selectPlan = useSelection((state) => state.selectPlan)
  const [isDropping, setDropping] = useState(false)
  const drop = (why: string) => {
    command.mutate({ type: 'dropPlan', plan: plan.id, why })
    selectPlan(plan.scenarioOf)
    onClose()
  }
  return (
    <Dialog
      title={t('draft.edit-plan')}
      isOpen
      size="medium"
      onClose={onClose}
      actions={
        <>
          <Button tone="danger" onPress={() => setDropping(true)}>
            {t('draft.drop-plan')}
          </Button>
          <Button tone="primary" onPress={onClose}>
            {t('common.close')}
          </Button>
        </>
      }
    >
      <div className="plan-dialog">{whole ? <PlanTabs plan={whole} /> : <Skeleton lines={4} />}</div>
      {isDropping && <DropDialog title={t('drop.plan-title')} onDrop={drop} onClose={() => setDropping(false)} />}
    </Dialog>
  )
}

function PlanTabs({ plan }: { readonly plan: PlanInfo }) {
  const { t } = useI18n()
  return (
    <Tabs
      label={t('draft.edit-plan')}
      tabs={[
        { id: 'general', title: t('plan.tab.general'), content: <PlanGeneral plan={plan} /> },
        { id: 'vision', title: t('plan.tab.vision'), content: <PlanVision plan={plan} /> },
        { id: 'strategies', title: t('plan.tab.strategies'), content: <PlanStrategies plan={plan} /> },
        { id: 'ceilings', title: t('plan.tab.ceilings'), content: <PlanCeilings plan={plan} /> },
      ]}
    />
  )
}

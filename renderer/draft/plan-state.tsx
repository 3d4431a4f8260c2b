import { useState } from 'react'
import { planStates } from '../../data/contract/plans.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Select } from '../ui/select.tsx'

export interface PlanStateSelectProps {
  readonly plan: string
  readonly state: string
  readonly look?: 'field' | 'chip'
}

/** How far the plan is. What agreeing on it means is said before it is done. */
export function PlanStateSelect({ plan, state, look = 'field' }: PlanStateSelectProps) {
  const { t } = useI18n()
  const command = useCommand()
  const [isAgreeing, setAgreeing] = useState(false)
  const set = (value: string) => command.mutate({ type: 'editPlan', plan, field: 'state', value })
  return (
    <>
      <Select
        look={look}
        label={t('draft.state')}
        labelHidden={look === 'chip'}
        value={state}
        choices={planStates.map((id) => ({ id, label: t(`plan-state.${id}`) }))}
        onChange={(chosen) => {
          if (chosen === 'agreed' && state !== 'agreed') setAgreeing(true)
          else if (chosen !== state) set(chosen)
        }}
      />
      {isAgreeing && (
        <Dialog
          title={t('plan.agree-title')}
          isOpen
          onClose={() => setAgreeing(false)}
          actions={
            <>
              <Button onPress={() => setAgreeing(false)}>{t('common.cancel')}</Button>
              <Button
                tone="primary"
                onPress={() => {
                  set('agreed')
                  setAgreeing(false)
                }}
              >
                {t('plan.agree-do')}
              </Button>
            </>
          }
        >
          <p>{t('plan.agree-means')}</p>
        </Dialog>
      )}
    </>
  )
}

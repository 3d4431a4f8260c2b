import { useI18n } from '../i18n/use-i18n.ts'
import { usePlans } from '../queries.ts'
import { Select } from '../ui/select.tsx'
import { choose, useImportFlow } from './flow.ts'
import { TitleField } from './role-step.tsx'

const NEW_PLAN = '+new'

/** Into which plan the projects go: a new one by its title, or one that is there. */
export function PlanFields() {
  const { t } = useI18n()
  const { data: plans = [] } = usePlans()
  const plan = useImportFlow((flow) => flow.choices.plan)
  const pick = (id: string) => {
    if (id === NEW_PLAN) useImportFlow.setState(({ choices: { plan: _, ...rest } }) => ({ choices: rest }))
    else choose({ plan: id })
  }
  return (
    <div className="import-fields">
      {plans.length > 0 && (
        <Select
          label={t('import.plan')}
          value={plan ?? NEW_PLAN}
          onChange={pick}
          choices={[
            { id: NEW_PLAN, label: t('import.plan.new') },
            ...plans.map(({ id, title }) => ({ id, label: title })),
          ]}
        />
      )}
      {!plan && <TitleField />}
    </div>
  )
}

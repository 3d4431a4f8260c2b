import { MessageCircleQuestion, Pencil } from 'lucide-react'
import { useState } from 'react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { plainCategory } from '../cartography/items.ts'
import { SendPlanMenu } from '../exchange-direct/send-plan-menu.tsx'
import { useI18n } from '../i18n/use-i18n.ts'
import { useBudgets, usePlanNotes, usePlans, useWorkbook } from '../queries.ts'
import { PlanLinks } from '../roll-up/plan-links.tsx'
import { useItemFilter } from '../state/item-filter.ts'
import { useSelection } from '../state/selection.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Select } from '../ui/select.tsx'
import { withScenarios } from './compare/sides.ts'
import { noteSentence } from './note-sentence.ts'
import { PlanDialog } from './plan-dialog.tsx'
import { PlanMenu } from './plan-menu.tsx'
import { PlanStateSelect } from './plan-state.tsx'
import { ScenarioMenu } from './scenario-menu.tsx'

/** Which plan, in what state, for which years, and how its money parts among the categories. */
export function PlanHead({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: plans } = usePlans()
  const { selectPlan, selectItem } = useSelection()
  const [isEditing, setEditing] = useState(false)
  const original = plans?.find(({ id }) => id === plan.scenarioOf)
  const { firstFiscalYear: first, lastFiscalYear: last } = plan
  return (
    <section className="section plan-head">
      <div className="section-head">
        <span className="plan-meta num">
          {first && last && t('draft.fiscal-years', { first: format.year(first), last: format.year(last) })}
        </span>
        <div className="plan-controls">
          <PlanStateSelect plan={plan.id} state={plan.state} look="chip" />
          <IconButton icon={Pencil} size="small" label={t('draft.edit-plan')} onPress={() => setEditing(true)} />
          <SendPlanMenu plan={plan.id} />
          <PlanMenu plan={plan} />
        </div>
      </div>
      <div className="plan-title">
        <Select
          look="quiet"
          label={t('draft.plan')}
          labelHidden
          value={plan.id}
          choices={withScenarios(plans ?? []).map(({ plan: { id, title }, depth }) => ({
            id,
            label: depth === 0 ? title : t('scenario.listed', { title }),
          }))}
          onChange={selectPlan}
        />
        <ScenarioMenu plan={plan} />
      </div>
      {original && <p className="hint">{t('scenario.of', { plan: original.title })}</p>}
      <PlanMoney plan={plan} />
      <PlanOverrun plan={plan} />
      <PlanLinks plan={plan} />
      {plan.questionCount > 0 && (
        <div>
          <Button size="small" icon={MessageCircleQuestion} onPress={() => selectItem(null)}>
            {t('merge.marked', { count: format.count(plan.questionCount) })}
          </Button>
        </div>
      )}
      {isEditing && <PlanDialog plan={plan} onClose={() => setEditing(false)} />}
    </section>
  )
}

function PlanMoney({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: budgets } = useBudgets(plan.id)
  const { data: workbook } = useWorkbook()
  const categories = workbook?.categories ?? defaultCategories
  const sums = new Map<string, number>()
  for (const { category, amountBaht } of budgets?.byCategory ?? []) {
    sums.set(category ?? '', (sums.get(category ?? '') ?? 0) + amountBaht)
  }
  const total = Math.max(1, budgets?.totalBaht ?? 0)
  return (
    <>
      <div className="budget-bar" aria-hidden>
        {[...categories, plainCategory].map(({ id, color }) => (
          <span key={id} style={{ width: `${((sums.get(id) ?? 0) / total) * 100}%`, background: color }} />
        ))}
      </div>
      <div className="plan-sums">
        <p className="num">
          {t('draft.plan-sum', { budget: format.baht(plan.budgetBaht), count: format.count(plan.itemCount) })}
        </p>
        <IncompleteItems plan={plan} />
      </div>
    </>
  )
}

/** How many projects are not filled in; one click lists them. */
function IncompleteItems({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const { data: noted } = usePlanNotes(plan.id)
  if (!noted || noted.incompleteCount === 0) return null
  return (
    <Button size="small" tone="quiet" onPress={() => useItemFilter.setState({ note: 'any', words: '' })}>
      {t('plan.incomplete', { count: format.count(noted.incompleteCount) })}
    </Button>
  )
}

/** Which ceilings the plan as a whole exceeds. */
function PlanOverrun({ plan }: { readonly plan: PlanSummary }) {
  const i18n = useI18n()
  const { data: noted } = usePlanNotes(plan.id)
  return noted?.notes
    .filter(({ field }) => field === 'ceilings')
    .map((note) => (
      <p key={noteSentence(note, i18n)} className="plan-note" role="note">
        {noteSentence(note, i18n)}
      </p>
    ))
}

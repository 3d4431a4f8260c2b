import type { CommandInput } from '../../data/contract/commands.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useCommand } from '../queries.ts'
import { useSelection } from '../state/selection.ts'
import { selectNewPlan } from './select-new-plan.ts'

const PLAN_YEARS = 3
const FISCAL_YEAR_STARTS_IN_MONTH = 9

/** Makes an empty plan for the coming fiscal years and selects it. */
export function useCreatePlan(): () => void {
  const { t } = useI18n()
  const command = useCommand()
  return () => {
    const today = new Date()
    const first = today.getFullYear() + (today.getMonth() >= FISCAL_YEAR_STARTS_IN_MONTH ? 1 : 0)
    const fields = {
      title: t('draft.new-plan-title'),
      state: 'draft' as const,
      firstFiscalYear: first,
      lastFiscalYear: first + PLAN_YEARS - 1,
    }
    command.mutate({ type: 'createPlan', fields }, { onSuccess: ({ documentId }) => void selectNewPlan(documentId) })
  }
}

/** Adds an item without a place and selects it, so that its form opens and its name is typed. */
export function useAddItem(plan: string): () => void {
  const { t } = useI18n()
  const command = useCommand()
  const selectUnnamed = useSelection((state) => state.selectUnnamed)
  return () => {
    const input: CommandInput = {
      type: 'addItem',
      plan,
      item: { fields: { title: t('draft.new-item'), status: 'idea' } },
    }
    command.mutate(input, { onSuccess: ({ created }) => selectUnnamed(created[0] ?? null) })
  }
}

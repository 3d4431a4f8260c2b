import { useRef } from 'react'
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

/** The second press of a double click comes within this time. */
const DOUBLE_PRESS_MS = 500

/** Adds an item without a place and selects it, so that its form opens and its name is typed. A double click adds one. */
export function useAddItem(plan: string): () => void {
  const { t } = useI18n()
  const command = useCommand()
  const selectUnnamed = useSelection((state) => state.selectUnnamed)
  const isUnderWay = useRef(false)
  return () => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    const input: CommandInput = {
      type: 'addItem',
      plan,
      item: { fields: { title: t('draft.new-item'), status: 'idea' } },
    }
    const adding = command.mutateAsync(input).then(({ created }) => selectUnnamed(created[0] ?? null))
    const pause = new Promise((resolve) => setTimeout(resolve, DOUBLE_PRESS_MS))
    void Promise.allSettled([adding, pause]).then(() => {
      isUnderWay.current = false
    })
  }
}

import { queryClient } from '../queries.ts'
import { useSelection } from '../state/selection.ts'

/** Selects a plan that was just made, once the list of plans has it: before that the panel would fall back to another. */
export async function selectNewPlan(planId: string): Promise<void> {
  await queryClient.invalidateQueries({ queryKey: ['plans'], exact: true })
  useSelection.getState().selectPlan(planId)
}

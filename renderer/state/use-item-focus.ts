import { useMemo } from 'react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import type { ItemFocus } from '../cartography/items.ts'
import { usePlans } from '../queries.ts'
import { usePlanOverlay } from './plan-overlay.ts'
import { useSelection } from './selection.ts'
import { useUnsettledRows } from './use-unsettled-items.ts'
import { useWindow } from './window.ts'

/** While differences are shown, all other items are a ground for them. */
const BEHIND_DIFFERENCES = 0.4

/** What of the items the map draws weaker or not at all. */
export function useItemFocus(): ItemFocus {
  const { data: plans } = usePlans()
  // Only where a plan is worked on: elsewhere a scenario would be taken for what is planned.
  const isDrafting = useWindow((state) => state.mode === 'draft')
  const chosen = useSelection((state) => (isDrafting ? state.planId : null))
  const greyedItems = usePlanOverlay((state) => state.greyedItems)
  const unsettled = useUnsettledRows()
  const isCompared = usePlanOverlay((state) => state.difference !== null)
  return useMemo(
    () => ({
      hiddenPlans: hiddenPlans(plans ?? [], chosen),
      greyedItems,
      unsettledItems: unsettled.map(({ id }) => id),
      droppedItems: unsettled.flatMap(({ point, dropped, ...item }) => (dropped && point ? [{ ...item, point }] : [])),
      strength: isCompared ? BEHIND_DIFFERENCES : 1,
    }),
    [plans, chosen, greyedItems, unsettled, isCompared],
  )
}

/** Of a plan and its scenarios the map shows one: the chosen scenario, or else the plan. */
export function hiddenPlans(plans: readonly Pick<PlanSummary, 'id' | 'scenarioOf'>[], chosen: string | null): string[] {
  const above = new Map(plans.map(({ id, scenarioOf }) => [id, scenarioOf]))
  const rootOf = (id: string) => {
    let root = id
    const passed = new Set([id])
    for (let next = above.get(root); next && above.has(next) && !passed.has(next); next = above.get(root)) {
      root = next
      passed.add(next)
    }
    return root
  }
  const root = chosen === null ? null : rootOf(chosen)
  return plans.flatMap(({ id }) => {
    const isShown = root !== null && rootOf(id) === root ? id === chosen : rootOf(id) === id
    return isShown ? [] : [id]
  })
}

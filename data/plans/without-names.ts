/** Plans and items as the room has them: what was done and why, without who did it. */
import type { PlanState } from '../contract/comparison.ts'
import type { Dropped, PlanInfo, PlanItem } from '../contract/plans.ts'

const NOBODY = ''

export function planWithoutNames(plan: PlanInfo): PlanInfo {
  return {
    ...plan,
    versions: plan.versions.map((version) => ({ ...version, by: NOBODY })),
    answers: plan.answers.map((answer) => ({ ...answer, by: NOBODY })),
    freeze: plan.freeze && { ...plan.freeze, by: NOBODY },
    dropped: droppedByNobody(plan.dropped),
  }
}

export function itemWithoutNames(item: PlanItem): PlanItem {
  return {
    ...item,
    sources: item.sources.map((source) => ({ ...source, by: NOBODY, seen: {} })),
    dropped: droppedByNobody(item.dropped),
  }
}

export function stateWithoutNames({ plan, items }: PlanState): PlanState {
  return { plan: plan && planWithoutNames(plan), items: items.map(itemWithoutNames) }
}

function droppedByNobody(dropped: Dropped | null): Dropped | null {
  return dropped && { ...dropped, by: NOBODY }
}

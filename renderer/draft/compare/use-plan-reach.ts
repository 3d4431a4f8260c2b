import type { StateName } from '../../../data/contract/comparison.ts'
import type { PlanCoverAnswer } from '../../../data/contract/plan-cover.ts'
import { usePlanCover } from '../../plan-queries.ts'

/** What a plan as it stands reaches, by `usePlanCover`; null of an earlier state, and where no survey is there. */
export function usePlanReach({ plan, heads, before }: StateName): PlanCoverAnswer | null {
  const isNow = heads === undefined && before === undefined
  const { data } = usePlanCover(isNow ? plan : null, [])
  return isNow ? (data ?? null) : null
}

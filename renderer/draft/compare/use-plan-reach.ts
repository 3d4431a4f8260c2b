import type { StateName } from '../../../data/contract/comparison.ts'
import { usePlanCover } from '../../plan-queries.ts'

/** Households that a plan as it stands reaches, each counted once; null of an earlier state, and where no survey is there. */
export function usePlanReach({ plan, heads, before }: StateName): number | null {
  const isNow = heads === undefined && before === undefined
  const { data } = usePlanCover(isNow ? plan : null, [])
  return isNow ? (data?.reached ?? null) : null
}

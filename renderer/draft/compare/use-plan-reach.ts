import type { StateName } from '../../../data/contract/comparison.ts'

/** Households that a state of a plan reaches, each counted once; null where nobody has counted them, and then nothing is shown. */
export function usePlanReach(_state: StateName): number | null {
  return null
}

import type { PlanBelow } from '../../data/contract/roll-up.ts'

/** How many items of a plan below wait for somebody: never looked at, or changed since they were taken or answered. */
export function waitingIn({ open, changed, again }: PlanBelow['counts']): number {
  return open + changed + again
}

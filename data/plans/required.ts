/** What a command needs to be there before it writes anything. */
import { Refusal } from '../contract/errors.ts'
import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import type { CellReader } from '../documents/cells.ts'
import { readItem, readPlan } from './plan-cells.ts'

export const touchesItems = { changed: ['items', 'plans'] } as const
export const touchesPlans = { changed: ['plans'] } as const

/** The plan, where it stands. Throws `request.not-found`. */
export function requirePlan(document: CellReader, planId: string): PlanInfo {
  const plan = readPlan(document, planId)
  if (!plan || plan.dropped) throw new Refusal('request.not-found', { what: planId })
  return plan
}

/** The item, also a dropped one, of a plan that stands. Throws `request.not-found`. */
export function requireItem(document: CellReader, planId: string, itemId: string): PlanItem {
  requirePlan(document, planId)
  const item = readItem(document, planId, itemId)
  if (!item) throw new Refusal('request.not-found', { what: itemId })
  return item
}

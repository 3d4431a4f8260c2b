/**
 * Whether a plan from elsewhere says only what a command could have written. Its signature tells who it is from, not that they mean
 * well; what is taken in is trusted from then on, so it is parsed here, where it comes in.
 */
import type { z } from 'zod'
import {
  answerSchema,
  freezeSchema,
  issueSchema,
  scenarioOfSchema,
  strategySchema,
  versionSchema,
} from '../contract/plan-frame.ts'
import {
  budgetLineSchema,
  goalSchema,
  itemRoleSchema,
  linkSchema,
  needSchema,
  ordinanceLineSchema,
  originSchema,
  type PlanInfo,
  type PlanItem,
  placeSchema,
  reachSchema,
  sourceSchema,
} from '../contract/plans.ts'
import type { CellReader } from '../documents/cells.ts'
import { readItems, readPlan } from '../plans/plan-cells.ts'

type Check = readonly [schema: z.ZodType, values: readonly unknown[]]

/** Throws ZodError, or the error of a cell that cannot be read at all. */
export function requireSound(document: CellReader, planId: string): void {
  const plan = readPlan(document, planId)
  const checks = [...(plan ? checksOfPlan(plan) : []), ...readItems(document, planId).flatMap(checksOfItem)]
  for (const [schema, values] of checks) for (const value of values) schema.parse(value)
}

function checksOfPlan(plan: PlanInfo): Check[] {
  return [
    [issueSchema, plan.issues],
    [strategySchema, plan.strategies],
    [budgetLineSchema, plan.ceilings],
    [versionSchema, plan.versions],
    [answerSchema, plan.answers],
    [freezeSchema.nullable(), [plan.freeze]],
    [scenarioOfSchema.nullable(), [plan.scenarioOf]],
  ]
}

function checksOfItem(item: PlanItem): Check[] {
  return [
    [placeSchema, item.places],
    [budgetLineSchema, item.budgets],
    [ordinanceLineSchema, item.ordinances],
    [needSchema, item.needs],
    [goalSchema, item.goals],
    [itemRoleSchema, item.roles],
    [linkSchema, item.links],
    [sourceSchema, item.sources],
    [reachSchema.nullable(), [item.reach]],
    [originSchema.nullable(), [item.origin]],
  ]
}

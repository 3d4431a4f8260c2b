/** How plans stand on plans below them: what was taken up, what was answered, and where every baht comes from. */
import { z } from 'zod'
import type { FieldChange } from './merges.ts'
import type { PlanAnswer } from './plan-frame.ts'
import type { ItemSource } from './plans.ts'

/**
 * How an item below stands in the plan above. `within`: it was not taken itself, but what was taken stands on it, by way of a plan
 * between. `again`: it was answered, and has changed since.
 */
export const belowStates = ['open', 'taken', 'changed', 'within', 'again', 'sent-back', 'declined', 'dropped'] as const
export type BelowState = (typeof belowStates)[number]

/** GET /api/plans/:id/below: the plans that lie under this one by level and place, and what became of their items. */
export interface PlanBelow {
  readonly planId: string
  readonly title: string
  readonly level: string | null
  readonly areaCode: string | null
  readonly state: string
  readonly itemCount: number
  readonly budgetBaht: number
  readonly counts: Readonly<Record<BelowState, number>>
}

export const belowItemsSchema = z.object({
  plan: z.string().optional(),
  state: z.enum(belowStates).optional(),
  offset: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(5000).default(1000),
})

/** GET /api/plans/:id/below/items?plan=&state= */
export interface BelowItems {
  readonly total: number
  readonly items: readonly BelowItem[]
}
export interface BelowItem {
  readonly planId: string
  readonly planTitle: string
  readonly id: string
  readonly title: string
  readonly category: string | null
  readonly jointIssue: string | null
  readonly budgetBaht: number
  readonly state: BelowState
  /** The item above that it went into, itself or by way of a plan between; null where it did not. */
  readonly takenAs: { readonly id: string; readonly title: string; readonly budgetBaht: number } | null
  /** What it was answered, also where it has changed since; null where it was not, or is in. */
  readonly verdict: PlanAnswer['verdict'] | null
  /** The reason of its answer, or for which the item above was dropped. */
  readonly why: string
}

/** GET /api/items/:id/sources: what an item was taken from, and what has changed there since. */
export interface SourceDetail {
  readonly source: Pick<ItemSource, 'plan' | 'item' | 'at' | 'by'>
  readonly planTitle: string
  readonly title: string
  /** Null: it is not in this workspace any more. */
  readonly budgetBaht: number | null
  readonly reason: string | null
  readonly needs: readonly string[]
  readonly dropped: string | null
  /** Since it was taken or last looked at; with what the item above says now. */
  readonly changes: ReadonlyArray<FieldChange & { readonly own: FieldChange['after'] }>
}

/** GET /api/plans/:id/answers: the answer sheet of a plan, what plans above say to each of its items. */
export interface AnswerRow {
  readonly itemId: string
  readonly title: string
  readonly budgetBaht: number
  readonly state: Exclude<BelowState, 'changed' | 'within'>
  readonly byPlan: string | null
  readonly byPlanTitle: string | null
  readonly takenTitle: string | null
  /** Null where it went into a joint project: its share of that money is nobody's to say. */
  readonly takenBaht: number | null
  /** The project that it shares with others: how many it was put together from, and its money; null where it stands alone. */
  readonly joint: { readonly count: number; readonly budgetBaht: number } | null
  readonly why: string
  /** The answer was written in two ways, and nobody has settled which stands. */
  readonly isUnsettled: boolean
}

/** GET /api/plans/:id/trace: every item that counts, with the items at the bottom that it stands on. */
export interface TraceRow {
  readonly itemId: string
  readonly title: string
  readonly budgetBaht: number
  /** It stands on nothing below: it was made in this plan. */
  readonly isOwn: boolean
  /** All that it stands on is in this workspace. */
  readonly isWhole: boolean
  readonly leaves: ReadonlyArray<{
    readonly planId: string
    readonly planTitle: string
    readonly itemId: string
    readonly title: string
    readonly budgetBaht: number
    readonly reason: string | null
    readonly needs: readonly string[]
    /** Why it was dropped in its own plan, which the item above has not followed; null where it stands. */
    readonly dropped: string | null
  }>
}
export interface Trace {
  readonly totalBaht: number
  readonly rows: readonly TraceRow[]
  /** Items left out of the total because what they were taken from is counted in another. */
  readonly twice: ReadonlyArray<{ readonly itemId: string; readonly title: string; readonly budgetBaht: number }>
  /** Sources that are not in this workspace: their figures cannot be opened here. */
  readonly missing: ReadonlyArray<{ readonly itemId: string; readonly plan: string; readonly item: string }>
}

/** Two states of plans beside each other: a plan and its earlier self, a plan and its scenario, two scenarios of one plan. */
import { z } from 'zod'
import type { HistoryEntry } from './api.ts'
import type { Label } from './commands.ts'
import type { Box } from './imports.ts'
import { idSchema, type Place, type PlanInfo, type PlanItem } from './plans.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)

/** A state of a plan: as it stands, as it ended in these changes, or as it was before one change. */
export const stateNameSchema = z
  .object({ plan: idSchema, heads: z.array(hash).min(1).max(1000).optional(), before: hash.optional() })
  .refine(({ heads, before }) => heads === undefined || before === undefined, { path: ['before'] })
export type StateName = z.infer<typeof stateNameSchema>

/** POST /api/plans/state → PlanState. */
export interface PlanState {
  /** Null where the plan was not made yet. */
  readonly plan: PlanInfo | null
  /** In the plan's order, dropped ones too. */
  readonly items: readonly PlanItem[]
  /** Ids of items whose money does not count, since another of the plan stands on what they stand on. */
  readonly uncounted: readonly string[]
}

/** POST /api/plans/compare → Comparison. */
export const comparisonRequestSchema = z.object({ left: stateNameSchema, right: stateNameSchema })
export type ComparisonRequest = z.infer<typeof comparisonRequestSchema>

/** How the two sides of a change are to be read. */
export type FieldKind =
  | 'text'
  | 'baht'
  | 'figure'
  | 'fiscal-year'
  | 'category'
  | 'status'
  | 'form'
  | 'level'
  | 'state'
  | 'position'
  | 'said'

/** What one side has: a word or figure as its kind says, or with `said` a message of the catalogue. */
export type FieldValue = string | number | Label

/** One field that differs: null where that side has nothing there. */
export interface FieldChange {
  /** Name of the cell. */
  readonly field: string
  readonly label: Label
  readonly kind: FieldKind
  readonly left: FieldValue | null
  readonly right: FieldValue | null
}

/** What a list or a map shows of one side of an item. */
export interface ComparedSide {
  readonly id: string
  readonly planId: string
  readonly title: string
  readonly category: string | null
  readonly status: string | null
  readonly budgetBaht: number
  readonly isDropped: boolean
  readonly places: readonly Place[]
}

/** One item of either side or of both; `changes` is empty where both say the same. */
export interface ComparedItem {
  /** The same for all copies of one item. */
  readonly root: string
  readonly left: ComparedSide | null
  readonly right: ComparedSide | null
  readonly changes: readonly FieldChange[]
}

/** Money of standing items in one fiscal year, from one source, in one category. */
export interface ComparedMoney {
  readonly fiscalYear: number
  readonly source: string
  readonly category: string | null
  readonly leftBaht: number
  readonly rightBaht: number
}

/** Goals of standing items are not added: each is what its indicator is to be. From the lowest to the highest, and of how many items. */
export interface GoalRange {
  readonly items: number
  readonly lowest: number
  readonly highest: number
}
export interface ComparedGoal {
  readonly indicator: string
  readonly fiscalYear: number
  readonly left: GoalRange | null
  readonly right: GoalRange | null
}

export interface SideSum {
  readonly title: string | null
  /** Items that stand. */
  readonly items: number
  readonly placed: number
  readonly budgetBaht: number
}

export interface Comparison {
  readonly left: SideSum
  readonly right: SideSum
  /** The plan's own fields, ceilings, issues and strategies. */
  readonly plan: readonly FieldChange[]
  /** All items: those of both sides in the right one's order, then those only the left has. */
  readonly items: readonly ComparedItem[]
  readonly money: readonly ComparedMoney[]
  readonly goals: readonly ComparedGoal[]
}

/** GET /api/history/steps */
export const stepsRequestSchema = z.object({
  plan: idSchema.optional(),
  item: idSchema.optional(),
  by: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
  /** Only steps before this one's `ordinal`. */
  before: z.coerce.number().int().optional(),
})
export interface StepsRequest {
  readonly plan?: string | undefined
  readonly item?: string | undefined
  readonly by?: string | undefined
  readonly limit?: number
  readonly before?: number
}

/** A step of the history, with where it was. */
export interface HistoryStep extends HistoryEntry {
  readonly ordinal: number
  readonly step: 'do' | 'undo' | 'redo' | 'merge'
  /** Null for the workbook. */
  readonly planId: string | null
  readonly planTitle: string | null
  /** Items it touched, the first few, and how many in all. */
  readonly itemIds: readonly string[]
  readonly itemCount: number
  /** Around what it placed or moved, else around where its items lie now; null where nothing lies anywhere. */
  readonly box: Box | null
  /** It can be taken back by itself, unless somebody changed it since. */
  readonly undoable: boolean
}

export interface HistoryPage {
  readonly steps: readonly HistoryStep[]
  /** Pass as `before` for the next page; null at the end. */
  readonly next: number | null
}

/** GET /api/history/people: whom the history names, who did most first. */
export interface HistoryPerson {
  readonly name: string
  readonly steps: number
}

/** GET /api/history/steps/:hash/undo: what taking back this one step would leave alone, because somebody changed it since. */
export interface UndoOutlook {
  readonly canUndo: boolean
  readonly kept: ReadonlyArray<{ readonly title: string; readonly field: Label }>
}

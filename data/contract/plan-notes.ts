/**
 * What is still missing or at odds in an item or a plan, as sentences beside the field they speak of. "Incomplete" is a state and
 * not an error: nothing is refused because of a note.
 */
import type { BudgetLine } from './plans.ts'

/** What a rule speaks of, in the order in which an item's form shows the fields. */
export const itemRules = [
  'no-budget-year',
  'over-ceiling',
  'outside-area',
  'no-need',
  'no-target',
  'no-lead',
  'same-twice',
] as const
export type ItemRule = (typeof itemRules)[number]

/** The field of the item's form that a note stands at. */
export type NoteField = 'title' | 'budget' | 'places' | 'needs' | 'goals' | 'target' | 'roles'

interface Said {
  /** Message id of the catalogue; years in its values are Gregorian, money is baht. */
  readonly message: string
  readonly values: Readonly<Record<string, string | number>>
}

export interface ItemNote extends Said {
  readonly rule: ItemRule
  readonly field: NoteField
  /** Another item that the note speaks of. */
  readonly other: { readonly plan: string; readonly item: string } | null
}

/** GET /api/plans/:id/notes */
export interface PlanNotes {
  /** Items that stand. */
  readonly itemCount: number
  /** Items with any note. */
  readonly incompleteCount: number
  readonly counts: Readonly<Record<ItemRule, number>>
  /** What is to be said of the plan itself. */
  readonly notes: ReadonlyArray<Said & { readonly field: 'years' | 'area' | 'ceilings' }>
}

/** What the rules ask of an item. */
export interface ItemFacts {
  readonly id: string
  readonly title: string
  readonly target: string | null
  readonly ownerUnit: string | null
  readonly budgets: readonly BudgetLine[]
  readonly hasLead: boolean
  /** Indicators that it answers. */
  readonly needs: readonly string[]
  /** Indicators with a goal in some year. */
  readonly goals: readonly string[]
}

/** GET /api/plans/:id/words: what items already say, to be offered where a field is free text. */
export interface PlanWords {
  readonly strategies: readonly string[]
  readonly tactics: readonly string[]
  readonly programmes: readonly string[]
  readonly jointIssues: readonly string[]
  readonly sources: readonly string[]
  readonly organisations: readonly string[]
}

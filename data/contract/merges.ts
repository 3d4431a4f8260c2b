/** Taking in packs: what they bring is looked over first, and then taken with what people chose. */
import { z } from 'zod'
import type { Problem } from './errors.ts'
import type { PackSender } from './packs.ts'
import { idSchema } from './plans.ts'
import type { Question, QuestionValue } from './questions.ts'

/** POST /api/merges: any number of packs, in any order. */
export const startMergeSchema = z.object({ tokens: z.array(z.string()).min(1).max(500) })

/** What becomes of one question: by the change whose words stand, both, put off to the meeting; or nothing yet. */
export const mergeChoiceSchema = z.object({
  plan: idSchema,
  item: idSchema.nullable(),
  field: z.string().min(1).max(500),
  choice: z.union([z.enum(['both', 'meeting']), z.string().regex(/^[0-9a-f]{64}$/)]),
})
export type MergeChoice = z.infer<typeof mergeChoiceSchema>

/** POST /api/merges/:id/run → a job. */
export const runMergeSchema = z.object({
  /** Places of the packs that are left out. */
  leaveOut: z.array(z.number().int().min(0)).max(500).default([]),
  choices: z.array(mergeChoiceSchema).max(10_000).default([]),
})
export type RunMerge = z.infer<typeof runMergeSchema>

/** POST /api/merges */
export interface MergeSession {
  readonly mergeId: string
  readonly review: MergeReview
}

export interface MergeReview {
  /** In the order in which they were handed over. */
  readonly packs: ReadonlyArray<{
    readonly name: string
    /** Null where the file was refused; `problem` says why. */
    readonly from: PackSender | null
    readonly isOwn: boolean
    readonly madeAt: string
    readonly planId: string
    readonly title: string
    readonly problem: Problem | null
  }>
  readonly plans: readonly PlanReview[]
}

/** What all packs together would do to one plan. */
export interface PlanReview {
  readonly planId: string
  readonly title: string
  readonly level: string | null
  readonly areaCode: string | null
  /** The plan is not in the workspace yet. */
  readonly isNew: boolean
  /** Changes that are not here yet; 0: everything was known. */
  readonly changes: number
  /** Of the plan itself: fields that read otherwise afterwards. */
  readonly fields: readonly FieldChange[]
  readonly items: readonly ItemReview[]
  /** Asked only since these packs; those that were open before are not told again. */
  readonly questions: readonly Question[]
  /** Titles of the items that questions are about. */
  readonly titles: Readonly<Record<string, string>>
  readonly budgetBefore: number
  readonly budgetAfter: number
}

export interface ItemReview {
  readonly id: string
  readonly title: string
  readonly kind: 'new' | 'changed' | 'dropped' | 'restored'
  readonly fields: readonly FieldChange[]
  readonly budgetBaht: number
  readonly why: string
}

export interface FieldChange {
  /** A cell's name: `title`, `budget:2027:อบต.`, `place:p1`. */
  readonly field: string
  readonly before: QuestionValue
  readonly after: QuestionValue
}

/** What a merge did. */
export interface MergeOutcome {
  readonly plans: ReadonlyArray<{ readonly planId: string; readonly title: string; readonly added: number }>
  /** Packs that were refused, with the reason. */
  readonly refused: ReadonlyArray<{ readonly name: string; readonly problem: Problem }>
  readonly settled: number
  /** Still open in the plans that were taken in. */
  readonly open: number
}

/** Questions that a merge leaves: where people wrote different things, and nobody has settled it. */
import { itemTextFields } from './plans.ts'

/** What two or more laptops wrote into one cell, and nobody has settled. */
export interface Question {
  /** Null: the plan's own. */
  readonly item: string | null
  readonly field: string
  /** What all started from. */
  readonly base: QuestionValue
  readonly options: readonly QuestionOption[]
  /** Money of a joint project to which people added apart: what all that went into it brought, in baht. */
  readonly together?: number
  /** Put off to the meeting by somebody. */
  readonly isForMeeting: boolean
}
export type QuestionValue = string | number | boolean | null
export interface QuestionOption {
  readonly value: QuestionValue
  readonly by: string
  readonly at: string
  /** The change that wrote it. */
  readonly hash: string
  /** What was written beside a drop: fields that were edited meanwhile. */
  readonly edited?: readonly string[]
}

const textFields: ReadonlySet<string> = new Set([...itemTextFields, 'vision', 'entity'])

/**
 * Whether both may stand: texts one under the other, places beside each other, what people added to a joint project's money. Two sums
 * that are anything else may not.
 */
export function canKeepBoth({ field, options, together }: Pick<Question, 'field' | 'options' | 'together'>): boolean {
  if (together !== undefined) return true
  const isKept = field.startsWith('place:') || textFields.has(field)
  return isKept && options.every(({ value }) => typeof value === 'string')
}

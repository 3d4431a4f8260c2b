/** Questions that a merge leaves: where people wrote different things, and nobody has settled it. */

/** What two or more laptops wrote into one cell, and nobody has settled. */
export interface Question {
  /** Null: the plan's own. */
  readonly item: string | null
  readonly field: string
  /** What all started from. */
  readonly base: QuestionValue
  readonly options: readonly QuestionOption[]
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

/** Whether an item has changed since a plan above sent it back, declined it, or agreed to its being dropped: then it waits again. */
import type { Database } from 'better-sqlite3'
import type { PlanAnswer } from '../contract/plan-frame.ts'
import { keyOfSource } from './overlaps.ts'

/** Where answers are read: what was seen with each stands in the document of the plan that gave it. */
export interface AnswerSources {
  readonly db: Database
  readonly plan: (planId: string) => { readonly answers: readonly PlanAnswer[] } | null
}

interface AnsweredItem {
  readonly plan: string
  readonly item: string
  /** What the item says now; null where that is not known. */
  readonly contentHash: string | null
}

/** Tells it of an item and the plan that answered it, which is read once. An answer that does not say what was seen never ages. */
export function staleAnswers(plan: AnswerSources['plan']): (answeredBy: string, item: AnsweredItem) => boolean {
  const plans = new Map<string, ReadonlyMap<string, string | undefined>>()
  return (answeredBy, { contentHash, ...source }) => {
    const known =
      plans.get(answeredBy) ?? new Map(plan(answeredBy)?.answers.map((each) => [keyOfSource(each), each.seen]))
    plans.set(answeredBy, known)
    const seen = known.get(keyOfSource(source))
    return seen !== undefined && contentHash !== null && seen !== contentHash
  }
}

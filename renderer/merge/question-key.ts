import type { MergeChoice } from '../../data/contract/merges.ts'
import type { Question } from '../../data/contract/questions.ts'

export type Choice = MergeChoice['choice']

/** What a question is known by across plans. */
export function keyOfQuestion(planId: string, { item, field }: Pick<Question, 'item' | 'field'>): string {
  return JSON.stringify([planId, item, field])
}

/** The choice for the question of this key. */
export function toMergeChoice([key, choice]: readonly [key: string, choice: Choice]): MergeChoice {
  const [plan, item, field] = JSON.parse(key) as [string, string | null, string]
  return { plan, item, field, choice }
}

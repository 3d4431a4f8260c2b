import type { MergeReview } from '../../data/contract/merges.ts'
import { canKeepBoth } from '../../data/contract/questions.ts'
import { type Choice, keyOfQuestion } from './question-key.ts'

/** Of what was chosen, what can still be: packs came or were left out since, and with them questions and what they offer. */
export function stillAsked(
  choices: ReadonlyMap<string, Choice>,
  { plans }: Pick<MergeReview, 'plans'>,
): ReadonlyMap<string, Choice> {
  const kept = new Map<string, Choice>()
  for (const { planId, questions } of plans) {
    for (const question of questions) {
      const key = keyOfQuestion(planId, question)
      const choice = choices.get(key)
      const canBe =
        choice === 'meeting' ||
        (choice === 'both' ? canKeepBoth(question) : question.options.some(({ hash }) => hash === choice))
      if (choice && canBe) kept.set(key, choice)
    }
  }
  return kept
}

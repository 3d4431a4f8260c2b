import { expect, test } from 'vitest'
import type { PlanReview } from '../../data/contract/merges.ts'
import type { Question } from '../../data/contract/questions.ts'
import { type Choice, keyOfQuestion } from './question-key.ts'
import { stillAsked } from './still-asked.ts'

const question = (field: string, ...hashes: string[]): Question => ({
  ...{ item: 'pond', field, base: null, isForMeeting: false },
  options: hashes.map((hash) => ({ value: `ของ ${hash}`, by: '', at: '', hash })),
})
const review = (...questions: Question[]) => ({ plans: [{ planId: 'p', questions } as unknown as PlanReview] })
const chosen = (field: string, choice: Choice) => [keyOfQuestion('p', { item: 'pond', field }), choice] as const

test('a choice stays while its question is asked and offers it', () => {
  const choices = new Map([
    chosen('title', 'a'),
    chosen('objective', 'both'),
    chosen('notes', 'meeting'),
    chosen('kpi', 'c'),
    chosen('budget:2027:', 'both'),
  ])
  const asked = [question('title', 'a', 'b'), question('objective', 'a', 'b'), question('kpi', 'a', 'b')]
  expect(stillAsked(choices, review(...asked, question('budget:2027:', 'a', 'b')))).toEqual(
    new Map([chosen('title', 'a'), chosen('objective', 'both')]),
  )
})

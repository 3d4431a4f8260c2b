import { expect, test } from 'vitest'
import type { MergeOutcome, MergeSession } from '../../data/contract/merges.ts'
import { rightView } from './right-view.ts'

const question = { item: null, field: 'title', base: null, options: [], isForMeeting: false }
const sessionOf = (...counts: number[]) =>
  ({
    review: { plans: counts.map((count) => ({ questions: Array.from({ length: count }, () => question) })) },
  }) as unknown as MergeSession
const outcomeOf = (...ids: string[]): MergeOutcome => ({
  ...{ refused: [], settled: 0, open: 0 },
  plans: ids.map((planId) => ({ planId, title: planId, added: 1 })),
})
const none = () => 0

test('before taking: questions of any plan, none, or no plan that can be taken', () => {
  const review = (session: MergeSession | null) => rightView({ phase: 'review', session, outcome: null }, none).kind
  expect(review(sessionOf(0, 2))).toBe('asked')
  expect(review(sessionOf(0, 0))).toBe('nothing-asked')
  expect(review(sessionOf())).toBe('none-whole')
  expect(review(null)).toBe('none-whole')
})

test('after taking: every plan that was taken and holds something open, whichever is selected', () => {
  const open = new Map([
    ['b', 16],
    ['c', 2],
    ['elsewhere', 5],
  ])
  const view = (...ids: string[]) =>
    rightView({ phase: 'done', session: sessionOf(1), outcome: outcomeOf(...ids) }, (id) => open.get(id) ?? 0)
  expect(view('a', 'b', 'c')).toEqual({ kind: 'open', planIds: ['b', 'c'] })
  expect(view('a')).toEqual({ kind: 'settled' })
})

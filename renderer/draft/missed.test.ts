import { expect, test } from 'vitest'
import type { Tally } from '../../data/contract/api.ts'
import { missedOf } from './missed.ts'

function tally(villages: Readonly<Record<string, number>>): Tally {
  const households = Object.values(villages).reduce((sum, count) => sum + count, 0)
  return {
    households: { state: 'value', value: households, n: households },
    columns: {},
    villages: Object.entries(villages).map(([code, count]) => ({ code, label: code, households: count })),
    areaRai: null,
  }
}

test('who is missed is the whole less those reached, village by village', () => {
  const missed = missedOf(tally({ '98010101': 20 }), tally({ '98010101': 30, '98010102': 22, '98010103': 0 }))
  expect(missed).toEqual({
    households: 32,
    villages: [
      { code: '98010102', label: '98010102', households: 22 },
      { code: '98010101', label: '98010101', households: 10 },
    ],
  })
})

test('households beyond the area are not counted against it', () => {
  expect(missedOf(tally({ '98010101': 5, '98020101': 40 }), tally({ '98010101': 8 }))?.households).toBe(3)
})

test('nothing is said where everybody is reached or a count is hidden', () => {
  expect(missedOf(tally({ '98010101': 8 }), tally({ '98010101': 8 }))).toBeNull()
  expect(missedOf({ ...tally({}), households: { state: 'suppressed' } }, tally({ '98010101': 8 }))).toBeNull()
})

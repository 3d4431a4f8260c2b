import { expect, test } from 'vitest'
import type { ItemRow } from '../../data/contract/plans.ts'
import { drawnItems } from './item-signs.ts'

const item = (id: string, planId: string, more: Partial<ItemRow> = {}) =>
  ({ id, planId, point: [103, 16], dropped: false, ...more }) as ItemRow
const items = [
  item('a', 'p'),
  item('b', 'q'),
  item('everywhere', 'p', { point: null }),
  item('dropped', 'p', { dropped: true }),
  item('thought', 'scenario'),
]
const idsOf = (which: Parameters<typeof drawnItems>[1]) => drawnItems(items, which).map(({ id }) => id)

test('the legend of items tells of those on the map: of the plan in hand alone, and of no scenario beside it', () => {
  expect(idsOf({ plan: null, hiddenPlans: ['scenario'] })).toEqual(['a', 'b'])
  expect(idsOf({ plan: 'p', hiddenPlans: ['scenario'] })).toEqual(['a'])
  expect(idsOf({ plan: 'new', hiddenPlans: ['scenario'] })).toEqual([])
  expect(idsOf({ plan: 'scenario', hiddenPlans: ['p'] })).toEqual(['thought'])
})

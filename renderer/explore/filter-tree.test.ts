import { expect, test } from 'vitest'
import type { FilterNode } from '../../data/contract/filters.ts'
import { addNode, asGroup, pruned, setKind, setNode } from './filter-tree.ts'

const poor: FilterNode = { kind: 'compare', column: 'bmn_29', op: 'fail' }
const debt: FilterNode = { kind: 'compare', column: 'debt_baht', op: 'gt', value: 0 }

test('conditions are added, changed and removed by path without touching the rest', () => {
  const one = addNode(asGroup(undefined), [], poor)
  const two = addNode(addNode(one, [], { kind: 'any', of: [] }), [1], debt)
  expect(two).toEqual({ kind: 'all', of: [poor, { kind: 'any', of: [debt] }] })
  expect(setKind(two, [1], 'all')).toEqual({ kind: 'all', of: [poor, { kind: 'all', of: [debt] }] })
  expect(setNode(two, [1, 0], null)).toEqual({ kind: 'all', of: [poor, { kind: 'any', of: [] }] })
  expect(setNode(two, [0], debt).of[0]).toBe(debt)
  expect(one.of).toHaveLength(1)
})

test('a single condition becomes a group of one', () => {
  expect(asGroup(poor)).toEqual({ kind: 'all', of: [poor] })
})

test('unfinished conditions and empty groups say nothing', () => {
  const unfinished: FilterNode = { kind: 'compare', column: 'debt_baht', op: 'gt' }
  expect(pruned({ kind: 'all', of: [unfinished, { kind: 'any', of: [] }] })).toBeNull()
  expect(pruned({ kind: 'all', of: [unfinished, poor] })).toEqual({ kind: 'all', of: [poor] })
  expect(pruned({ kind: 'not', of: unfinished })).toBeNull()
})

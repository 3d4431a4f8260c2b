import { expect, test } from 'vitest'
import type { ItemRow } from '../../data/contract/plans.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { groupItems, sumOfItems, withWords } from './item-groups.ts'

const row = (id: string, more: Partial<ItemRow>): ItemRow => ({
  ...{ id, planId: 'p', title: id, category: null, status: null, strategy: null, tactic: null, jointIssue: null },
  ...{
    owner: null,
    target: null,
    areaCode: null,
    budgetBaht: 0,
    placed: false,
    dropped: false,
    counted: true,
    ordinal: 0,
    questions: 0,
    point: null,
  },
  ...more,
})
const items = [
  row('a', { category: 'partners', status: 'done', strategy: 'ด้านน้ำ', jointIssue: null }),
  row('b', { category: 'gone', status: 'idea', strategy: 'ด้านคน', jointIssue: 'สูงวัย' }),
  row('c', { category: 'people', status: null, strategy: 'ด้านน้ำ', jointIssue: 'สูงวัย' }),
]
const keys = (grouping: 'category' | 'strategy' | 'issue' | 'status') =>
  groupItems(items, { grouping, categories: defaultCategories }).map(({ key, items: own }) => [
    key,
    own.map(({ id }) => id).join(''),
  ])

test('items stand under what they are grouped by; those that say nothing come last', () => {
  expect(keys('category')).toEqual([
    ['people', 'c'],
    ['partners', 'a'],
    ['', 'b'],
  ])
  expect(keys('status')).toEqual([
    ['idea', 'b'],
    ['done', 'a'],
    ['', 'c'],
  ])
  expect(keys('strategy')).toEqual([
    ['ด้านน้ำ', 'ac'],
    ['ด้านคน', 'b'],
  ])
  expect(keys('issue')).toEqual([
    ['สูงวัย', 'bc'],
    ['', 'a'],
  ])
})

test('items hold all the words, in either spelling, in title, owner or target', () => {
  const water = row('w', { title: 'ธนาคารน้ำใต้ดิน', owner: 'กองช่าง', target: '3 แห่ง' })
  const found = (words: string) => withWords([water, ...items], words).length
  expect(found('น\u0E4D\u0E49า กองช่าง')).toBe(1)
  expect(found('แห่ง 3')).toBe(1)
  expect(found('น้ำ คลัง')).toBe(0)
  expect(found(' ')).toBe(4)
})

test('a group sums up to what counts of it', () => {
  expect(sumOfItems([row('a', { budgetBaht: 5 }), row('b', { budgetBaht: 3, counted: false })])).toBe(5)
})

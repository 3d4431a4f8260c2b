import { expect, test } from 'vitest'
import { nextCode } from './next-code.ts'
import { matchStrategy, shownStrategy, strategyWords } from './strategy-words.ts'

test.each([
  ['1.2 ส่งเสริมสุขภาพ', { code: '1.2', title: 'ส่งเสริมสุขภาพ' }],
  ['6. ด้านการบริหาร', { code: '6.', title: 'ด้านการบริหาร' }],
  ['ด้านน้ำ', { code: null, title: 'ด้านน้ำ' }],
  ['3Rs ลดขยะ', { code: null, title: '3Rs ลดขยะ' }],
  [' ', { code: null, title: null }],
])('%s', (text, words) => {
  expect(strategyWords(text)).toEqual(words)
  expect(strategyWords(shownStrategy(words.code, words.title))).toEqual(words)
})

test('an item’s words are its plan’s strategy where code and words are', () => {
  const strategy = (id: string, code: string, title: string, parent: string | null = null) => ({
    id,
    code,
    title,
    parent,
    order: 0,
  })
  const all = [strategy('a', '1', 'ด้านน้ำ'), strategy('b', '2', 'ด้านน้ำ'), strategy('c', '1.1', 'บ่อ', 'a')]
  expect(matchStrategy(all, '2', 'ด้าน น้ำ')?.id).toBe('b')
  expect(matchStrategy(all, null, 'ด้านน้ำ')?.id).toBe('a')
  expect(matchStrategy(all, '9', 'ด้านน้ำ')).toBeNull()
  expect(matchStrategy(all, '1.1', 'บ่อ')).toBeNull()
})

test('a new strategy follows the last, under what it belongs to', () => {
  expect(nextCode([], '')).toBe('1')
  expect(nextCode([{ code: '1' }, { code: '3' }], '')).toBe('4')
  expect(nextCode([{ code: '2.1' }, { code: '2.9' }], '2')).toBe('2.10')
  expect(nextCode([], '6.')).toBe('6.1')
})

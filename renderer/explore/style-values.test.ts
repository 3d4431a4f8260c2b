import { expect, test } from 'vitest'
import { equalBreaks, mostFrequent } from './style-values.ts'

test('the most frequent values come first, each with a colour of its own', () => {
  const entries = mostFrequent(['ข', 'ก', 'ข', null, 'ค', 'ค', 'ค'])
  expect(entries.map(({ value }) => value)).toEqual(['ค', 'ข', '', 'ก'])
  expect(new Set(entries.map(({ color }) => color)).size).toBe(4)
})

test('breaks part the range into equal steps', () => {
  expect(equalBreaks([0, 10, null, 'x', 50])).toEqual([10, 20, 30, 40])
  expect(equalBreaks([7, 7])).toEqual([7])
  expect(equalBreaks([])).toEqual([0])
})

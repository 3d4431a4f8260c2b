import { expect, test } from 'vitest'
import { legendDecimals, legendRanges } from './legend-labels.ts'

test('a class ends just under the next, the last at its edge', () => {
  const ranges = legendRanges([0, 3, 6, 24.1], 1)
  expect(ranges.map(({ from, to }) => [from.toFixed(1), to.toFixed(1)])).toEqual([
    ['0.0', '2.9'],
    ['3.0', '5.9'],
    ['6.0', '24.1'],
  ])
})

test('an edge between two figures still leaves no gap', () => {
  const [low, high] = legendRanges([0, 2.94, 9], 1)
  expect(low?.to.toFixed(1)).toBe('2.9')
  expect(high?.from.toFixed(1)).toBe('2.9')
})

test('decimals follow the size of the classes', () => {
  expect(legendDecimals([0, 3, 6], true)).toBe(1)
  expect(legendDecimals([0, 200, 1000], false)).toBe(0)
  expect(legendDecimals([0.1, 0.25, 0.4], false)).toBe(2)
  expect(legendDecimals([1, 5.5, 12], false)).toBe(1)
  expect(legendDecimals([-0.24, -0.18, 0.02, 0.2], true)).toBe(2)
})

import { expect, test } from 'vitest'
import { countRanges, legendDecimals, legendRanges } from './legend-labels.ts'

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

test('one value alone has the decimals of its own size', () => {
  expect(legendDecimals([370, 370], false)).toBe(0)
  expect(legendDecimals([11_245.13, 11_245.13], false)).toBe(0)
  expect(legendDecimals([3, 3], false)).toBe(0)
  expect(legendDecimals([0.25, 0.25], false)).toBe(2)
})

test('classes of counts are whole, also of few and of neighbouring ones', () => {
  const shown = (edges: readonly number[]) => countRanges(edges).map(({ from, to }) => [from, to])
  expect(shown([426, 426])).toEqual([[426, 426]])
  expect(shown([3, 4, 4])).toEqual([
    [3, 3],
    [4, 4],
  ])
  expect(shown([1, 3.5, 9, 40])).toEqual([
    [1, 3],
    [4, 8],
    [9, 40],
  ])
  expect(shown([])).toEqual([])
})

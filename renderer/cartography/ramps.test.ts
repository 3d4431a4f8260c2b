import { expect, test } from 'vitest'
import { changeColors, classColors, ramps } from './ramps.ts'

const lightness = (color: string) =>
  [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16)).reduce((sum, value) => sum + value, 0)

test('sequential ramps only grow darker, so that a photocopy keeps their order', () => {
  for (const { id } of ramps.filter(({ kind }) => kind === 'sequential')) {
    for (let count = 2; count <= 9; count++) {
      const values = classColors(id, count).map(lightness)
      expect(values, `${id} ${count}`).toEqual([...values].sort((a, b) => b - a))
      expect(new Set(values).size).toBe(count)
    }
  }
})

test('diverging ramps are lightest in the middle', () => {
  for (const { id } of ramps.filter(({ kind }) => kind === 'diverging')) {
    const values = classColors(id, 5).map(lightness)
    expect(Math.max(...values)).toBe(values[2])
  }
})

test('an unknown ramp is the first', () => {
  expect(classColors('nothing', 3)).toEqual(classColors('YlGnBu', 3))
})

test('colours of change have their middle where nothing changed', () => {
  const [strongLess, less, none, more, strongMore] = classColors('PuOr', 5)
  expect(changeColors('PuOr', [-6, -3, -1, 1, 3, 6])).toEqual([strongLess, less, none, more, strongMore])
  const lopsided = changeColors('PuOr', [-5.4, -3.6, -1.6, -0.3, 0.8, 4])
  expect(lopsided[0]).toBe(strongLess)
  expect(lopsided[3]).toBe(none)
  expect(lopsided[4]).not.toBe(strongMore)
  expect(changeColors('PuOr', [0, 1, 2])).toEqual([none, strongMore])
  expect(changeColors('PuOr', [1, 2, 3])).toEqual([more, strongMore])
  expect(changeColors('PuOr', [-3, -2, 0])).toEqual([strongLess, less])
  expect(changeColors('PuOr', [0, 0])).toHaveLength(1)
  expect(changeColors('YlGnBu', [-1, 0, 1])).toEqual(classColors('YlGnBu', 2))
})

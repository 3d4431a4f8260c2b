import { expect, test } from 'vitest'
import { classColors, ramps } from './ramps.ts'

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

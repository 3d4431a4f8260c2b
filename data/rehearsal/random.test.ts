import { expect, test } from 'vitest'
import { createRandom } from './random.ts'

test('the sequence is fixed for good: what was generated once is generated again', () => {
  const random = createRandom('rehearsal', 98)
  const first = Array.from({ length: 4 }, () => Math.floor(random.next() * 2 ** 32))
  expect(first).toMatchInlineSnapshot(`
    [
      1670339891,
      3121959247,
      2783730122,
      2152893351,
    ]
  `)
})

test('uniform numbers fill 0…1 evenly, normal ones have mean 0 and deviation 1', () => {
  const random = createRandom('even')
  const tenths = new Array<number>(10).fill(0)
  for (let i = 0; i < 100_000; i++) tenths[random.below(10)]!++
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500)
  const normals = Array.from({ length: 100_000 }, () => random.normal())
  const mean = normals.reduce((sum, value) => sum + value, 0) / normals.length
  const square = normals.reduce((sum, value) => sum + value * value, 0) / normals.length
  expect(Math.abs(mean)).toBeLessThan(0.02)
  expect(Math.abs(square - 1)).toBeLessThan(0.02)
})

test('shuffling keeps every item', () => {
  const list = [...Array(100).keys()]
  const shuffled = createRandom('cards').shuffled(list)
  expect(shuffled).not.toEqual(list)
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(list)
})

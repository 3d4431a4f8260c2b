import { expect, test } from 'vitest'
import { showsWhole } from './shows-whole.ts'

const box = [103, 15.5, 104, 16.5] as const

test('a camera in the middle of a box that fits on a desk shows the whole', () => {
  expect(showsWhole({ center: [103.5, 16], zoom: 9 }, box)).toBe(true)
})

test('nearer than the box, or beside it, it shows a part', () => {
  expect(showsWhole({ center: [103.5, 16], zoom: 11 }, box)).toBe(false)
  expect(showsWhole({ center: [103.9, 16], zoom: 9 }, box)).toBe(false)
})

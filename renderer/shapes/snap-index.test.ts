import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mercatorX, mercatorY } from './mercator.ts'
import { buildSnapIndex } from './snap-index.ts'

const position = fc.tuple(fc.double({ min: 103, max: 104, noNaN: true }), fc.double({ min: 15, max: 16, noNaN: true }))
const lines = fc.array(
  fc.record({
    item: fc.option(fc.constantFrom('a', 'b')),
    positions: fc.array(position, { minLength: 1, maxLength: 12 }),
  }),
  { maxLength: 30 },
)

test('answers the nearest corner itself, as looking at every corner would', () => {
  fc.assert(
    fc.property(lines, position, fc.double({ min: 1e-6, max: 5e-4, noNaN: true }), (given, to, reach) => {
      const distance = ([lon, lat]: readonly [number, number]) =>
        Math.hypot(mercatorX(lon) - mercatorX(to[0]), mercatorY(lat) - mercatorY(to[1]))
      const corners = given.filter(({ item }) => item !== 'a').flatMap(({ positions }) => positions)
      const nearest = corners.filter((corner) => distance(corner) <= reach).sort((p, q) => distance(p) - distance(q))[0]
      const found = buildSnapIndex({ lines: given, corners: [] }).nearest(to, reach, 'a')
      if (nearest)
        expect(corners.some((corner) => corner === found) && distance(found as [number, number])).toBe(
          distance(nearest),
        )
      else expect(corners).not.toContain(found)
    }),
    { numRuns: 300 },
  )
})

test('answers the foot on a side where no corner is near, and nothing farther than it reaches', () => {
  const index = buildSnapIndex({
    lines: [
      {
        item: null,
        positions: [
          [103, 15],
          [104, 15],
        ],
      },
    ],
    corners: [],
  })
  const reach = 1 / (512 * 2 ** 10)
  const [lon = 0, lat = 0] = index.nearest([103.4, 15.0002], reach) ?? []
  expect(lon).toBeCloseTo(103.4, 8)
  expect(lat).toBeCloseTo(15, 8)
  expect(index.nearest([103.4, 15.01], reach)).toBeNull()
  expect(buildSnapIndex({ lines: [], corners: [] }).nearest([103, 15], reach)).toBeNull()
})

test('a corner goes before a side that is nearer', () => {
  const corner: [number, number] = [103.000001, 15.000003]
  const index = buildSnapIndex({
    lines: [
      {
        item: null,
        positions: [
          [102, 15],
          [104, 15],
        ],
      },
    ],
    corners: [corner],
  })
  expect(index.nearest([103, 15], 1e-7)).toBe(corner)
})

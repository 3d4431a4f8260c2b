import * as fc from 'fast-check'
import type { Position } from 'geojson'
import { expect, test } from 'vitest'
import { arbitraryCut, areaOf, starRing } from './arbitrary-shapes.ts'
import { isInside } from './faces.ts'
import { mendArea } from './mend-area.ts'

const closed = (...corners: Position[]) => [...corners, corners[0]!]

test('a figure of eight is two areas', () => {
  const eight = mendArea(closed([0, 0], [4, 4], [4, 0], [0, 4]))
  expect(eight.map(areaOf)).toEqual([4, 4])
})

test('ground gone around twice counts once, and a ring around nothing is a hole', () => {
  const curl = closed([0, 0], [10, 0], [10, 10], [4, 10], [4, 4], [6, 4], [6, 12], [0, 12])
  expect(mendArea(curl).map(areaOf)).toEqual([112])
  // Around the outside, back along the inside, and over its own beginning.
  const around = closed(
    ...[
      [0, 0],
      [10, 0],
      [10, 10],
      [0, 10],
      [0, 4],
      [4, 4],
      [4, 7],
      [7, 7],
      [7, 3],
      [3, 3],
      [3, 5],
      [-1, 5],
      [-1, 0],
    ],
  )
  const [only, ...more] = mendArea(around)
  expect(more).toEqual([])
  expect(only).toHaveLength(2)
})

test('an outline that does not cross itself stays the very one', () => {
  fc.assert(
    fc.property(starRing([103, 16], 0.5), (ring) => {
      const [only, ...more] = mendArea(ring)
      expect(more).toEqual([])
      expect(only).toEqual([ring])
    }),
  )
})

test('a tremble of the hand is no part', () => {
  const trembled = closed([0, 0], [10, 0], [10, 10], [5, 10], [5.01, 10.01], [5.01, 10], [5, 10.01], [0, 10])
  expect(mendArea(trembled)).toHaveLength(1)
})

test('covers what the pen went around and nothing else', () => {
  fc.assert(
    fc.property(arbitraryCut, (corners) => {
      const ring = closed(...corners)
      const areas = mendArea(ring)
      for (let step = 0; step < 60; step++) {
        const spot: Position = [102.3 + ((step * 0.618) % 1) * 1.4, 15.3 + ((step * 0.3819) % 1) * 1.4]
        const isCovered = areas.filter((area) => isInside(spot, area)).length
        const isGoneAround = windingOf(spot, ring) !== 0
        // Less than a thousandth of the largest part may have been left off.
        const isTiny = areas.length > 0 && isGoneAround && isCovered === 0
        if (!isTiny) expect(isCovered).toBe(isGoneAround ? 1 : 0)
      }
    }),
    { numRuns: 300 },
  )
})

function windingOf([x = 0, y = 0]: Position, ring: readonly Position[]): number {
  let winding = 0
  for (const [index, [bx = 0, by = 0]] of ring.slice(1).entries()) {
    const [ax = 0, ay = 0] = ring[index]!
    const side = (bx - ax) * (y - ay) - (x - ax) * (by - ay)
    if (ay <= y && by > y && side > 0) winding++
    if (ay > y && by <= y && side < 0) winding--
  }
  return winding
}

import * as fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, test } from 'vitest'
import { arbitraryArea, areaOf, starRing } from './arbitrary-shapes.ts'
import { isInside } from './faces.ts'
import { countCrossings } from './find-crossings.ts'
import { mergePart } from './merge-parts.ts'
import type { Parts } from './parts.ts'

const square = (west: number, south: number, side: number): Position[] => [
  [west, south],
  [west + side, south],
  [west + side, south + side],
  [west, south + side],
  [west, south],
]
const total = (parts: Parts) => parts.reduce((sum, part) => sum + areaOf(part), 0)
const covers = (parts: Parts, at: Position) => parts.some((part) => isInside(at, part))
const a = [square(100, 15, 1)]

describe('a part that comes to lie over others', () => {
  test('is one area with them, which counts what both cover once', () => {
    const after = mergePart([a, [square(100.5, 15.5, 1)]], 1)
    expect(after).toHaveLength(1)
    expect(total(after)).toBeCloseTo(1.75, 9)
  })

  test("is nothing more where the other holds it, and takes the other's place where it holds that", () => {
    expect(mergePart([a, [square(100.2, 15.2, 0.5)]], 1)).toEqual([a])
    expect(mergePart([a, a.map((ring) => [...ring])], 1)).toEqual([a])
    const wide = [square(99, 14, 3)]
    expect(mergePart([a, wide], 1)).toEqual([wide])
  })

  test('joins those between which it lies, and leaves the rest as they are', () => {
    const apart = [square(110, 15, 1)]
    const after = mergePart([a, apart, [square(101.5, 15, 1)], [square(100.9, 15.2, 0.7)]], 3)
    expect(after[0]).toBe(apart)
    expect(after).toHaveLength(2)
    expect(total(after)).toBeCloseTo(1 + 2 + 0.7 * 0.5, 9)
  })

  test('is joined along a border, not at a corner', () => {
    expect(total(mergePart([a, [square(101, 15, 1)]], 1))).toBeCloseTo(2, 9)
    expect(mergePart([a, [square(101, 15, 1)]], 1)).toHaveLength(1)
    const parts: Parts = [a, [square(101, 16, 1)]]
    expect(mergePart(parts, 1)).toBe(parts)
  })

  test('covers a hole as far as it lies there, and stays apart within one', () => {
    const holed: Parts[number] = [square(100, 15, 1), square(100.2, 15.2, 0.6)]
    const island: Parts = [holed, [square(100.4, 15.4, 0.2)]]
    expect(mergePart(island, 1)).toBe(island)
    const half = mergePart([holed, [square(100.5, 15.1, 0.8)]], 1)
    expect(half).toHaveLength(1)
    expect(half[0]).toHaveLength(2)
    expect(total(half)).toBeCloseTo(1 - 0.36 + 0.3 * 0.6 + 0.3 * 0.8, 9)
  })

  test('gives the union of any two areas: no border crosses, and every spot lies in it that lay in either', () => {
    const other = fc
      .tuple(fc.double({ min: 102.4, max: 103.6, noNaN: true }), fc.double({ min: 15.4, max: 16.6, noNaN: true }))
      .chain((centre) => starRing(centre, 0.4))
    const spots = fc.array(
      fc.tuple(fc.double({ min: 102, max: 104, noNaN: true }), fc.double({ min: 15, max: 17, noNaN: true })),
      { minLength: 40, maxLength: 40 },
    )
    fc.assert(
      fc.property(arbitraryArea, other, spots, (area, ring, places) => {
        const before: Parts = [area, [ring]]
        const after = mergePart(before, 1)
        for (const part of after) expect(countCrossings(part.map((each) => [...each]))).toBe(0)
        for (const spot of places) expect(covers(after, spot)).toBe(covers(before, spot))
        expect(total(after)).toBeLessThanOrEqual(total(before) + 1e-9)
        expect(total(after)).toBeGreaterThanOrEqual(Math.max(...before.map(areaOf)) - 1e-9)
      }),
    )
  })
})

import * as fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { arbitraryArea, arbitraryCut, areaOf } from './arbitrary-shapes.ts'
import { isInside } from './faces.ts'
import { countCrossings } from './find-crossings.ts'
import { splitArea } from './split-area.ts'

const square: Position[] = [
  [0, 0],
  [10, 0],
  [10, 10],
  [0, 10],
  [0, 0],
]
const hole: Position[] = [
  [4, 4],
  [4, 6],
  [6, 6],
  [6, 4],
  [4, 4],
]

describe('splitting an area by a line', () => {
  it('makes two of a square, which share the very positions of the cut', () => {
    const pieces = splitArea(
      [square],
      [
        [3, -1],
        [3, 11],
      ],
    )
    expect(pieces?.map(areaOf)).toEqual([70, 30])
    for (const piece of pieces ?? []) {
      expect(piece[0]).toContainEqual([3, 0])
      expect(piece[0]).toContainEqual([3, 10])
    }
  })

  it('cuts through a hole into two areas without holes', () => {
    const pieces = splitArea(
      [square, hole],
      [
        [5, -1],
        [5, 11],
      ],
    )
    expect(pieces?.map(areaOf)).toEqual([48, 48])
    expect(pieces?.map(({ length }) => length)).toEqual([1, 1])
  })

  it('leaves a hole beside the cut as it was written', () => {
    const pieces = splitArea(
      [square, hole],
      [
        [1, -1],
        [1, 11],
      ],
    )
    expect(pieces?.[0]?.[1]).toEqual(hole)
    expect(pieces?.[1]).toHaveLength(1)
  })

  it('follows a line that leaves and enters several times', () => {
    const comb = splitArea(
      [square],
      [
        [-1, 2],
        [11, 2],
        [11, 5],
        [-1, 5],
        [-1, 8],
        [11, 8],
      ],
    )
    expect(comb?.map(areaOf)).toEqual([30, 30, 20, 20])
  })

  it('cuts from a hole to the border and back, and not where it only enters', () => {
    expect(
      splitArea(
        [square],
        [
          [5, -1],
          [5, 5],
        ],
      ),
    ).toBeNull()
    expect(
      splitArea(
        [square, hole],
        [
          [5, -1],
          [5, 5],
        ],
      ),
    ).toBeNull()
    expect(
      splitArea(
        [square],
        [
          [2, 2],
          [8, 2],
          [8, 8],
          [2, 2],
        ],
      ),
    ).toBeNull()
    expect(
      splitArea(
        [square],
        [
          [20, 0],
          [20, 10],
        ],
      ),
    ).toBeNull()
    const notch = splitArea(
      [square, hole],
      [
        [-1, 3],
        [5, 3],
        [5, 5],
        [3, 5],
        [3, 11],
      ],
    )
    expect(notch).toHaveLength(2)
    expect(notch?.reduce((sum, piece) => sum + areaOf(piece), 0)).toBeCloseTo(96, 9)
  })

  it('cuts along corners and along a stretch of the border', () => {
    expect(
      splitArea(
        [square],
        [
          [0, 0],
          [10, 10],
        ],
      )?.map(areaOf),
    ).toEqual([50, 50])
    expect(
      splitArea(
        [square],
        [
          [-1, 0],
          [5, 0],
          [5, 10],
          [12, 10],
        ],
      )?.map(areaOf),
    ).toEqual([50, 50])
    expect(
      splitArea(
        [square],
        [
          [-1, 0],
          [11, 0],
        ],
      ),
    ).toBeNull()
  })

  it('keeps heights, and gives the crossing one between them', () => {
    const high = square.map(([x = 0, y = 0]): Position => [x, y, x])
    const [piece] =
      splitArea(
        [high],
        [
          [3, -1],
          [3, 11],
        ],
      ) ?? []
    expect(piece?.[0]).toContainEqual([3, 0, 3])
    expect(piece?.[0]).toContainEqual([10, 10, 10])
  })

  it('loses no ground, covers none twice, and keeps every corner', () => {
    fc.assert(
      fc.property(arbitraryArea, arbitraryCut, (area, cut) => {
        const pieces = splitArea(area, cut)
        if (!pieces) return
        const whole = areaOf(area)
        const sum = pieces.reduce((total, piece) => total + areaOf(piece), 0)
        expect(Math.abs(sum - whole)).toBeLessThan(whole * 1e-9)
        const corners = new Set(pieces.flat(2))
        for (const corner of area.flatMap((ring) => ring.slice(0, -1))) expect(corners.has(corner)).toBe(true)
        for (let step = 0; step < 60; step++) {
          const spot: Position = [102.45 + ((step * 0.618) % 1) * 1.1, 15.45 + ((step * 0.3819) % 1) * 1.1]
          const covering = pieces.filter((piece) => isInside(spot, piece)).length
          expect(covering).toBe(isInside(spot, area) ? 1 : 0)
        }
      }),
      { numRuns: 400 },
    )
  })

  it('makes pieces that do not cross themselves', () => {
    fc.assert(
      fc.property(arbitraryArea, fc.tuple(arbitraryCut), (area, [cut]) => {
        const straight = [cut[0]!, cut.at(-1)!]
        for (const piece of splitArea(area, straight) ?? []) {
          for (const ring of piece) expect(countCrossings([ring])).toBe(0)
        }
      }),
      { numRuns: 200 },
    )
  })
})

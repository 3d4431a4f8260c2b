import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clipLine, clipRing, Path } from './clip.ts'
import { TILE_BUFFER, TILE_EXTENT } from './world.ts'

const [low, high] = [-TILE_BUFFER, TILE_EXTENT + TILE_BUFFER]
const side = high - low

function pathOf(positions: readonly (readonly [number, number])[]): Path {
  const path = new Path()
  for (const [x, y] of positions) path.add(x, y)
  return path
}

describe('clipping', () => {
  it('cuts a ring around the tile to the tile', () => {
    const ring = pathOf([
      [-9000, -9000],
      [9000, -9000],
      [9000, 9000],
      [-9000, 9000],
    ])
    clipRing(ring)
    expect(ring.doubleArea()).toBe(2 * side * side)
  })

  it('keeps what is inside as it is and nothing of what is outside', () => {
    const inside = pathOf([
      [0, 0],
      [10, 0],
      [0, 10],
    ])
    clipRing(inside)
    expect(inside.doubleArea()).toBe(100)
    const outside = pathOf([
      [9000, 0],
      [9010, 0],
      [9000, 10],
    ])
    clipRing(outside)
    expect(outside.count).toBe(0)
  })

  it('never leaves a line beyond the edge', () => {
    const position = fc.tuple(fc.integer({ min: -20000, max: 20000 }), fc.integer({ min: -20000, max: 20000 }))
    fc.assert(
      fc.property(fc.array(position, { minLength: 2, maxLength: 20 }), (positions) => {
        clipLine(pathOf(positions), (piece) => {
          for (let i = 0; i < piece.count; i++) {
            expect(piece.xs[i]).toBeGreaterThanOrEqual(low)
            expect(piece.xs[i]).toBeLessThanOrEqual(high)
            expect(piece.ys[i]).toBeGreaterThanOrEqual(low)
            expect(piece.ys[i]).toBeLessThanOrEqual(high)
          }
        })
      }),
    )
  })

  it('gives a line that leaves and returns as two pieces', () => {
    const pieces: [number, number][] = []
    const line = pathOf([
      [100, 100],
      [9000, 100],
      [9000, 300],
      [100, 300],
    ])
    clipLine(line, (piece) => pieces.push([piece.xs[0]!, piece.xs[piece.count - 1]!]))
    expect(pieces).toEqual([
      [100, high],
      [high, 100],
    ])
  })
})

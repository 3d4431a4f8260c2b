import * as fc from 'fast-check'
import type { Position } from 'geojson'
import { expect, test } from 'vitest'
import { arbitraryCut } from './arbitrary-shapes.ts'
import { splitLine } from './split-line.ts'

const line: Position[] = [
  [0, 0],
  [10, 0],
  [10, 10],
]

test('cuts where it is crossed, once or more, also at a corner', () => {
  expect(
    splitLine(line, [
      [4, -1],
      [4, 1],
    ]),
  ).toEqual([
    [
      [0, 0],
      [4, 0],
    ],
    [
      [4, 0],
      [10, 0],
      [10, 10],
    ],
  ])
  expect(
    splitLine(line, [
      [2, -1],
      [2, 1],
      [6, 1],
      [6, -1],
    ]),
  ).toHaveLength(3)
  expect(
    splitLine(line, [
      [9, 1],
      [11, -1],
    ]),
  ).toEqual([
    [
      [0, 0],
      [10, 0],
    ],
    [
      [10, 0],
      [10, 10],
    ],
  ])
})

test('cuts nothing where it is not crossed, or only at its own ends', () => {
  expect(
    splitLine(line, [
      [4, 1],
      [4, 5],
    ]),
  ).toBeNull()
  expect(
    splitLine(line, [
      [0, -1],
      [0, 1],
    ]),
  ).toBeNull()
  expect(
    splitLine(line, [
      [9, 10],
      [11, 10],
    ]),
  ).toBeNull()
})

test('pieces one after the other are the line, with every corner of it', () => {
  fc.assert(
    fc.property(arbitraryCut, arbitraryCut, (whole, cut) => {
      const pieces = splitLine(whole, cut)
      if (!pieces) return
      expect(pieces[0]![0]).toBe(whole[0])
      expect(pieces.at(-1)!.at(-1)).toBe(whole.at(-1))
      for (const [index, piece] of pieces.slice(1).entries()) expect(piece[0]).toBe(pieces[index]!.at(-1))
      const corners = new Set(pieces.flat())
      for (const corner of whole) expect(corners.has(corner)).toBe(true)
      const lengthOf = (of: readonly Position[]) =>
        of.slice(1).reduce((sum, [x = 0, y = 0], i) => sum + Math.hypot(x - of[i]![0]!, y - of[i]![1]!), 0)
      expect(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0)).toBeCloseTo(lengthOf(whole), 9)
    }),
  )
})

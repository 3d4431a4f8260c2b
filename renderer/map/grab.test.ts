import type { Position } from 'geojson'
import { expect, test } from 'vitest'
import type { PlaceGeometry } from '../shapes/parts.ts'
import { grabAt, partAt, type Screen } from './grab.ts'

const square = (x: number, y: number, side: number): Position[] => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
]
/** A degree is a pixel here. */
const at = (x: number, y: number): Screen => ({ x, y, at: [x, y], project: (lng, lat) => ({ x: lng, y: lat }) })
const area: PlaceGeometry = {
  type: 'MultiPolygon',
  coordinates: [[square(0, 0, 100), square(20, 20, 40)], [square(150, 0, 80)]],
}
const outer = { part: 0, ring: 0 }

test('a corner goes before the middle of a side, and that before the inside', () => {
  expect(grabAt(area, outer, at(4, 3))).toEqual({ kind: 'corner', index: 0 })
  expect(grabAt(area, outer, at(52, 2))).toEqual({ kind: 'side', index: 0 })
  expect(grabAt(area, outer, at(80, 80))).toEqual({ kind: 'inside' })
  expect(grabAt(area, outer, at(125, 50))).toBeNull()
})

test('takes hold of corners of the chosen ring alone', () => {
  expect(grabAt(area, outer, at(60, 60))).toEqual({ kind: 'inside' })
  expect(grabAt(area, { part: 0, ring: 1 }, at(61, 59))).toEqual({ kind: 'corner', index: 2 })
})

test('a click chooses the outline under it, else the hole or the part around it', () => {
  expect(partAt(area, at(21, 40))).toEqual({ part: 0, ring: 1 })
  expect(partAt(area, at(40, 40))).toEqual({ part: 0, ring: 1 })
  expect(partAt(area, at(80, 85))).toEqual(outer)
  expect(partAt(area, at(190, 40))).toEqual({ part: 1, ring: 0 })
  expect(partAt(area, at(300, 300))).toBeNull()
})

test('a point and a line are taken hold of from near by', () => {
  expect(grabAt({ type: 'Point', coordinates: [10, 10] }, outer, at(20, 14))).toEqual({ kind: 'inside' })
  const line: PlaceGeometry = {
    type: 'LineString',
    coordinates: [
      [0, 0],
      [200, 0],
    ],
  }
  expect(grabAt(line, outer, at(50, 6))).toEqual({ kind: 'inside' })
  expect(grabAt(line, outer, at(198, 3))).toEqual({ kind: 'corner', index: 1 })
  expect(grabAt(line, outer, at(50, 30))).toBeNull()
})

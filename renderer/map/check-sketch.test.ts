import type { Polygon, Position } from 'geojson'
import { expect, test } from 'vitest'
import { addedTo } from './add-to-geometry.ts'
import { hasTooFew, problemOf, settleSketch } from './check-sketch.ts'

const area = (...corners: Position[]): Polygon => ({ type: 'Polygon', coordinates: [[...corners, corners[0]!]] })
const square = area([103, 15], [104, 15], [104, 16], [103, 16])

test('says what is not right, and nothing where all is', () => {
  expect(problemOf(null)).toBeNull()
  expect(problemOf(square)).toBeNull()
  expect(problemOf(area([103, 15], [104, 16], [104, 15], [103, 16]))).toBe('crosses-itself')
  expect(problemOf({ type: 'Point', coordinates: [100, 21.5] })).toBe('outside-country')
  expect(
    problemOf({
      type: 'LineString',
      coordinates: [
        [100, 15],
        [100, 4],
      ],
    }),
  ).toBe('outside-country')
})

test('two clicks make no area and one no line, wherever the pointer is', () => {
  expect(hasTooFew(area([103, 15], [104, 15], [104, 16]))).toBe(true)
  expect(hasTooFew(square)).toBe(false)
  expect(
    hasTooFew({
      type: 'LineString',
      coordinates: [
        [103, 15],
        [104, 15],
      ],
    }),
  ).toBe(true)
  expect(settleSketch(area([103, 15], [104, 15], [103, 15]))).toBeNull()
  expect(
    settleSketch({
      type: 'LineString',
      coordinates: [
        [103, 15],
        [103, 15],
      ],
    }),
  ).toBeNull()
})

test('keeps a sound outline as it is and makes parts of one that crosses itself', () => {
  expect(settleSketch(square)).toEqual({ geometry: square, mendedInto: 0 })
  const crossed = settleSketch(area([103, 15], [104, 16], [104, 15], [103, 16]))
  expect(crossed).toMatchObject({ mendedInto: 2, geometry: { type: 'MultiPolygon' } })
})

test('puts a hole where it fits and nowhere else', () => {
  const inner = area([103.4, 15.4], [103.6, 15.4], [103.6, 15.6], [103.4, 15.6])
  const holed = addedTo(square, inner, 'hole')
  expect(holed).toEqual({ type: 'Polygon', coordinates: [square.coordinates[0], inner.coordinates[0]] })
  expect(addedTo(square, area([103.9, 15.4], [104.2, 15.4], [104.2, 15.6]), 'hole')).toBeNull()
  expect(addedTo(holed!, area([103.3, 15.3], [103.7, 15.3], [103.7, 15.7], [103.3, 15.7]), 'hole')).toBeNull()
  expect(addedTo(holed!, area([103.5, 15.5], [103.7, 15.5], [103.7, 15.7]), 'hole')).toBeNull()
  expect(addedTo(square, area([105, 15], [105.1, 15], [105.1, 15.1]), 'part')?.type).toBe('MultiPolygon')
})

import type { Position } from 'geojson'
import { expect, test } from 'vitest'
import type { Place } from '../../data/contract/plans.ts'
import { areaOf } from '../shapes/arbitrary-shapes.ts'
import { type PlaceGeometry, partsOf } from '../shapes/parts.ts'
import { splitPlaces } from './split-places.ts'

const square = (x: number): Position[] => [
  [x, 0, 7],
  [x + 2, 0, 7],
  [x + 2, 2, 7],
  [x, 2, 7],
  [x, 0, 7],
]
const place = (id: string, kind: Place['kind'], geometry: PlaceGeometry, label: string | null = null): Place => ({
  id,
  kind,
  geometry: JSON.stringify(geometry),
  code: null,
  label,
})
const read = ({ geometry }: Place) => JSON.parse(geometry ?? 'null') as PlaceGeometry
const ids = () => {
  let next = 0
  return () => `new-${next++}`
}

test('every piece is a place; what the line does not meet stays the very text', () => {
  const far = place('far', 'area', { type: 'Polygon', coordinates: [square(50)] })
  const line = place('line', 'line', {
    type: 'LineString',
    coordinates: [
      [0, 1],
      [4, 1],
    ],
  })
  const spot = place('spot', 'point', { type: 'Point', coordinates: [1, 1] })
  const area = place('area', 'area', { type: 'Polygon', coordinates: [square(0)] }, 'หนองน้ำ')
  const after = splitPlaces(
    [far, line, spot, area],
    [
      [0.5, -1],
      [0.5, 3],
    ],
    ids(),
  )
  expect(after?.map(({ id, kind, label }) => [id, kind, label])).toEqual([
    ['far', 'area', null],
    ['line', 'line', null],
    ['new-0', 'line', null],
    ['spot', 'point', null],
    ['area', 'area', 'หนองน้ำ'],
    ['new-1', 'area', 'หนองน้ำ'],
  ])
  expect(after?.[0]).toBe(far)
  expect(areaOf(partsOf(read(after![4]!))[0]!)).toBe(3)
  expect(areaOf(partsOf(read(after![5]!))[0]!)).toBe(1)
  expect(read(after![5]!).type).toBe('Polygon')
})

test('of several parts, those that are not cut stay with the largest piece', () => {
  const multi = place('m', 'area', { type: 'MultiPolygon', coordinates: [[square(0)], [square(10)]] })
  const after = splitPlaces(
    [multi],
    [
      [10.5, -1],
      [10.5, 3],
    ],
    ids(),
  )!
  expect(after).toHaveLength(2)
  const [kept, other] = after.map(read)
  expect(kept?.type).toBe('MultiPolygon')
  expect(JSON.stringify(partsOf(kept!)[0])).toBe(JSON.stringify([square(0)]))
  expect(areaOf(partsOf(kept!)[1]!)).toBe(3)
  expect(areaOf(partsOf(other!)[0]!)).toBe(1)
})

test('answers null where nothing is cut: beside, a picked tambon, a point', () => {
  const tambon = { ...place('t', 'areaCode', { type: 'Point', coordinates: [1, 1] }), code: '980101' }
  const area = place('a', 'area', { type: 'Polygon', coordinates: [square(0)] })
  expect(
    splitPlaces(
      [tambon, area],
      [
        [5, -1],
        [5, 3],
      ],
      ids(),
    ),
  ).toBeNull()
  expect(
    splitPlaces(
      [area],
      [
        [0.5, -1],
        [0.5, 1],
      ],
      ids(),
    ),
  ).toBeNull()
})

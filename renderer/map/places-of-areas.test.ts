import { expect, test } from 'vitest'
import type { Place } from '../../data/contract/plans.ts'
import { pickedCodesOf, placesOfAreas } from './places-of-areas.ts'

const areas = new Map([
  ['980101', { nameTh: 'กู่กาสิงห์', labelPoint: [103.5, 16] as const }],
  ['98010102', { nameTh: 'บ้านเหล่า', labelPoint: [103.6, 16.1] as const }],
])
const drawn: Place = {
  id: 'd',
  kind: 'point',
  geometry: '{"type":"Point","coordinates":[1,2]}',
  code: null,
  label: 'x',
}
const picked: Place = { id: 'p', kind: 'areaCode', geometry: null, code: '980101', label: 'กู่กาสิงห์' }

test('adds what is picked, with its name and a point to show it at, beside what was drawn', () => {
  const places = placesOfAreas([drawn, picked], ['980101', '98010102'], areas)
  expect(places.slice(0, 2)).toEqual([drawn, picked])
  expect(places[2]).toMatchObject({
    kind: 'areaCode',
    code: '98010102',
    label: 'บ้านเหล่า',
    geometry: '{"type":"Point","coordinates":[103.6,16.1]}',
  })
})

test('takes off what is picked no more, and keeps an area that nobody knows the name of', () => {
  expect(placesOfAreas([drawn, picked], [], areas)).toEqual([drawn])
  const [unknown] = placesOfAreas([], ['999999'], areas)
  expect(unknown).toMatchObject({ code: '999999', geometry: null, label: null })
  expect(pickedCodesOf([drawn, picked])).toEqual(['980101'])
})

import { expect, test } from 'vitest'
import type { Bookmark } from '../../data/contract/workbook.ts'
import { wholeFirst } from './use-stops.ts'

const stop = (id: string, zoom: number, center: [number, number] = [103.5, 16]): Bookmark => ({
  id,
  title: id,
  center,
  zoom,
  bearing: 0,
  pitch: 0,
})

test('what shows the whole comes first, and the others keep their order', () => {
  const stops = [stop('near', 13), stop('corner', 12, [103.1, 15.6]), stop('whole', 9)]
  const ordered = wholeFirst(stops, [103, 15.5, 104, 16.5])
  expect(ordered.map(({ id }) => id)).toEqual(['whole', 'near', 'corner'])
  expect(wholeFirst(stops, null)).toEqual(stops)
})

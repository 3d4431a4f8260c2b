import type { FeatureCollection } from 'geojson'
import { describe, expect, test } from 'vitest'
import type { ComparedItem, ComparedSide } from '../../data/contract/comparison.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { boxOfGeometries, differenceSource, geometriesOf } from './differences.ts'
import { mapInk } from './palette.ts'
import { sceneOfPlan } from './plan-shapes.ts'

const side = (lon: number, isDropped = false): ComparedSide => ({
  ...{ id: 'i', planId: 'p', title: 'ฝาย', category: 'area', status: null, budgetBaht: 0, isDropped },
  places: [{ id: 'a', kind: 'point', geometry: `{"type":"Point","coordinates":[${lon},15]}`, code: null, label: null }],
})
const moved: ComparedItem = {
  ...{ root: 'i', left: side(100), right: side(101) },
  changes: [{ field: 'place:a', label: { message: '', values: {} }, kind: 'said', left: 'x', right: 'y' }],
}
const features = (source: Readonly<Record<string, unknown>> = {}) => (source.data as FeatureCollection).features
const told = (items: readonly ComparedItem[]) =>
  features(differenceSource({ items })).map(({ properties, geometry }) => [properties?.side, geometry.type])

describe('differences on the map', () => {
  test('show both sides of what moved and a line between, and one side of what only one has', () => {
    expect(told([moved])).toEqual([
      ['then', 'Point'],
      ['now', 'Point'],
      ['move', 'LineString'],
    ])
    const renamed = { ...moved, right: side(100), changes: [{ ...moved.changes[0]!, field: 'title' }] }
    expect(told([renamed])).toEqual([['now', 'Point']])
    expect(told([{ ...moved, left: null, changes: [] }])).toEqual([['now', 'Point']])
    expect(told([{ ...moved, right: side(101, true), changes: [] }])).toEqual([['then', 'Point']])
  })

  test('lie in a box around all that is shown', () => {
    expect(boxOfGeometries([...geometriesOf(side(100)), ...geometriesOf(side(101))])).toEqual([100, 15, 101, 15])
    expect(boxOfGeometries([])).toBeNull()
    expect(
      boxOfGeometries([
        {
          type: 'Polygon',
          coordinates: [
            [
              [1, 2],
              [3, 4],
              [1, 4],
              [1, 2],
            ],
          ],
        },
      ]),
    ).toEqual([1, 2, 3, 4])
  })
})

test('a plan on a map of its own stands in for all items, and marks what the other side has not', () => {
  const scene = {
    sources: { 'overlay/items': { type: 'vector' }, difference: { type: 'geojson' }, base: { type: 'vector' } },
    layers: [
      { id: 'roads', type: 'line', source: 'base' },
      { id: 'items-symbol', type: 'symbol', source: 'overlay/items' },
      { id: 'difference-now', type: 'line', source: 'difference' },
    ],
  }
  const items = [moved, { ...moved, root: 'j', left: null, changes: [] }, { ...moved, root: 'k', changes: [] }]
  const right = sceneOfPlan(scene, { items, side: 'right', categories: defaultCategories, ink: mapInk('light') })
  expect(Object.keys(right.sources)).toEqual(['base', 'plan-shapes'])
  expect(right.layers.map(({ source }) => source)).not.toContain('overlay/items')
  const marks = features(right.sources['plan-shapes']).filter(({ properties }) => properties?.isSymbol)
  expect(marks.map(({ properties }) => properties?.mark)).toEqual(['changed', 'only', 'same'])
  const left = sceneOfPlan(scene, { items, side: 'left', categories: defaultCategories, ink: mapInk('light') })
  expect(features(left.sources['plan-shapes']).filter(({ properties }) => properties?.isSymbol)).toHaveLength(2)
})

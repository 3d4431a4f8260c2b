import { expect, test } from 'vitest'
import type { LayerInfo } from '../../data/contract/api.ts'
import { columnsOf, defaultStyle, styleOf } from './layer-style.ts'

const layer = { id: 'layer:flood', kind: 'layer', geometry: 'polygon', sourceLayer: 'flood' } as LayerInfo
const items = { id: 'items', kind: 'items', geometry: 'mixed', sourceLayer: 'items' } as LayerInfo

test('a stored style is taken over with what it left out filled in', () => {
  const style = styleOf(layer, { kind: 'category', column: 'class', entries: [{ value: 'สูง', color: '#112233' }] })
  expect(style).toMatchObject({ kind: 'category', column: 'class', otherColor: '#8a918c', width: 1.5 })
  expect(columnsOf(style)).toEqual(['class'])
})

test('a style that is broken, or another kind of layer’s, falls back to the default', () => {
  for (const stored of [null, 'x', { kind: 'single' }, { kind: 'boundary', width: 1, labels: true }]) {
    expect(styleOf(layer, stored)).toEqual(defaultStyle(layer))
  }
  expect(styleOf(items, { kind: 'single', color: '#112233' })).toEqual(defaultStyle(items))
})

test('tiles carry the columns of colour and of names, each once', () => {
  const style = styleOf(layer, {
    kind: 'graduated',
    column: 'depth',
    breaks: [1, 2],
    label: { column: 'depth' },
  })
  expect(columnsOf(style)).toEqual(['depth'])
})

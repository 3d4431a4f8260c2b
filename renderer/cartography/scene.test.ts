import { expect, test } from 'vitest'
import type { LayerInfo } from '../../data/contract/api.ts'
import { hitsOf } from '../map/hits.ts'
import { allItems, DROPPED_SOURCE } from './items.ts'
import { defaultStyle } from './layer-style.ts'
import type { ShownLayer } from './model.ts'
import { buildScene, type SceneInput } from './scene.ts'

function info(id: string, kind: LayerInfo['kind'], geometry: LayerInfo['geometry'] = 'polygon'): LayerInfo {
  return {
    id,
    kind,
    title: id,
    count: 1,
    geometry,
    columns: [],
    box: [102, 15, 103, 16],
    tiles: `/api/tiles/${id}/7/{z}/{x}/{y}`,
    sourceLayer: id.split(':')[1] ?? id,
    minZoom: 0,
    maxZoom: 14,
  }
}

function shown(layer: LayerInfo, visible = true): ShownLayer {
  return { info: layer, view: { visible, opacity: 1, minZoom: 0, maxZoom: 24 }, style: defaultStyle(layer) }
}

const input: SceneInput = {
  theme: 'light',
  origin: 'http://127.0.0.1:1',
  base: {
    sources: { context: { type: 'vector', tiles: ['/api/context/{z}/{x}/{y}'] } },
    layers: [
      { id: 'land', type: 'fill', source: 'context' },
      { id: 'road', type: 'line', source: 'context' },
    ],
  },
  layers: [
    shown(info('items', 'items', 'mixed')),
    shown(info('households:2567', 'households', 'point')),
    shown(info('areas:village', 'areas', 'point')),
    shown(info('areas:amphoe', 'areas')),
    shown(info('areas:tambon', 'areas')),
    shown(info('layer:flood', 'layer')),
  ],
  thematic: { level: 'tambon', colors: ['#eeeeee', '#222222'], opacity: 1, suppresses: false },
  values: null,
  categories: [],
  filterId: null,
  highlights: {},
  selectedItemId: null,
  textScale: 1,
  marks: [],
}

const ids = (scene: ReturnType<typeof buildScene>) => scene.layers.map(({ id }) => id)

test('every layer has its source, and every source an address of its own origin', () => {
  const scene = buildScene(input)
  for (const { source } of scene.layers) if (source) expect(scene.sources).toHaveProperty([source])
  for (const source of Object.values(scene.sources)) {
    for (const tile of (source.tiles as string[] | undefined) ?? [])
      expect(tile).toMatch(/^http:\/\/127\.0\.0\.1:1\/api\//)
  }
})

test('the ground lies under the colours, its roads and all overlays above, names on top', () => {
  const order = ids(buildScene(input))
  const at = (id: string) => order.indexOf(id)
  expect(at('land')).toBeLessThan(at('thematic-fill'))
  expect(at('thematic-fill')).toBeLessThan(at('road'))
  expect(at('road')).toBeLessThan(at('fill/layer:flood'))
  expect(at('fill/layer:flood')).toBeLessThan(at('line/areas:tambon'))
  expect(at('line/areas:amphoe')).toBeLessThan(at('items-symbol'))
  expect(at('items-symbol')).toBeLessThan(at('label/areas:village'))
  // MapLibre gives room to the last label layer first: an amphoe goes before a village.
  expect(at('label/areas:village')).toBeLessThan(at('label/areas:amphoe'))
})

test('names of the ground are in the ink of the map where they stand over colours', () => {
  const names = { id: 'forest-name', type: 'symbol', source: 'context', paint: { 'text-color': '#aaaaaa' } }
  const base = { ...input.base!, layers: [...input.base!.layers, names] }
  const inkOf = (scene: ReturnType<typeof buildScene>) =>
    scene.layers.find(({ id }) => id === 'forest-name')?.paint?.['text-color']
  expect(inkOf(buildScene({ ...input, base }))).not.toBe('#aaaaaa')
  expect(inkOf(buildScene({ ...input, base, thematic: null }))).toBe('#aaaaaa')
})

test('borders are seen on paper, on pale colours and on the dark wall', () => {
  const line = (scene: ReturnType<typeof buildScene>, id: string) => scene.layers.find((layer) => layer.id === id)
  const colorOf = (scene: ReturnType<typeof buildScene>, id: string) => line(scene, id)?.paint?.['line-color']
  const plain = buildScene({ ...input, thematic: { level: 'tambon', colors: [], opacity: 1, suppresses: false } })
  expect(colorOf(plain, 'line/areas:tambon')).not.toBe(colorOf(buildScene(input), 'line/areas:tambon'))
  const dark = buildScene({ ...input, theme: 'dark' })
  expect(line(buildScene(input), 'casing/areas:amphoe')).toBeUndefined()
  expect(colorOf(dark, 'casing/areas:amphoe')).not.toBe(colorOf(dark, 'line/areas:amphoe'))
  expect(ids(dark).indexOf('casing/areas:amphoe')).toBeLessThan(ids(dark).indexOf('line/areas:amphoe'))
})

test('outlines of items and of the chosen one lie on a casing, right above it', () => {
  for (const theme of ['light', 'dark'] as const) {
    const { layers } = buildScene({ ...input, theme, selectedItemId: 'i' })
    for (const id of ['items-line', 'items-selected-shape']) {
      const at = layers.findIndex((layer) => layer.id === id)
      const [casing, line] = [layers[at - 1], layers[at]]
      expect(casing?.id).toBe(`${id}-casing`)
      expect(casing?.filter).toEqual(line?.filter)
      expect(casing?.paint?.['line-color']).not.toEqual(line?.paint?.['line-color'])
    }
  }
})

test('villages that are points are coloured signs above the borders, under the projects, and can be picked', () => {
  const thematic = { level: 'village', colors: ['#eeeeee', '#222222'], opacity: 1, suppresses: true } as const
  const scene = buildScene({ ...input, thematic })
  const drawn = ids(scene)
  expect(drawn).toContain('thematic-points-suppressed')
  expect(drawn).not.toContain('thematic-fill')
  expect(drawn).not.toContain('line/areas:village')
  expect(drawn.indexOf('thematic-points')).toBeGreaterThan(drawn.indexOf('line/areas:amphoe'))
  expect(drawn.indexOf('thematic-points')).toBeLessThan(drawn.indexOf('items-symbol'))
  const rings = scene.layers.filter(({ metadata }) => metadata)
  expect(rings.map(({ type, source }) => [type, source])).toEqual([
    ['circle', 'overlay/areas:village/picked'],
    ['circle', 'overlay/areas:village/picked'],
  ])
})

test('dots of suppressed areas are drawn for the room alone', () => {
  const thematic = { level: 'tambon', colors: ['#eeeeee'], opacity: 1 } as const
  expect(ids(buildScene({ ...input, thematic: { ...thematic, suppresses: true } }))).toContain('thematic-suppressed')
  expect(ids(buildScene(input))).not.toContain('thematic-suppressed')
})

test('outlines of picked areas have a source of their own, which a recolouring does not touch', () => {
  const { layers } = buildScene(input)
  const outlines = layers.filter(({ metadata }) => metadata)
  expect(outlines.map(({ metadata }) => metadata?.pick)).toEqual(['selected', 'hovered', 'selected'])
  for (const { source } of outlines) expect(source).toBe('overlay/areas:tambon/picked')
})

test('a colour is as strong near as far, so that it matches its legend', () => {
  const fill = buildScene(input).layers.find(({ id }) => id === 'thematic-fill')
  expect(JSON.stringify(fill?.paint)).not.toContain('zoom')
})

test('what is hidden is not asked for, but the coloured level is always there', () => {
  const layers = input.layers.map((layer) => ({ ...layer, view: { ...layer.view, visible: false } }))
  const scene = buildScene({ ...input, layers })
  expect(Object.keys(scene.sources).sort()).toEqual([
    ...['context', 'marks', 'overlay/areas:tambon', 'overlay/areas:tambon/picked'],
  ])
  expect(ids(scene)).toContain('thematic-fill')
})

test('households of a filter are a second set of tiles', () => {
  const { sources } = buildScene({ ...input, filterId: 'abc' })
  expect(sources['overlay/households:2567']?.tiles).toEqual([expect.not.stringContaining('filter=')])
  expect(sources['overlay/households:2567/found']?.tiles).toEqual([expect.stringContaining('filter=abc')])
})

test('marked households are a set of tiles over those of the filter', () => {
  const { sources, layers } = buildScene({ ...input, filterId: 'abc', highlights: { 'households:2567': 'xyz' } })
  expect(sources['overlay/households:2567/marked']?.tiles).toEqual([expect.stringContaining('filter=xyz')])
  const order = layers.map(({ id }) => id)
  expect(order.indexOf('points/overlay/households:2567/marked')).toBeGreaterThan(
    order.indexOf('points/overlay/households:2567/found'),
  )
})

test('values stand under the names, which go before them', () => {
  const values = { level: 'tambon', labels: [{ point: [102.5, 15.5], text: '12.3%' }] } as const
  const order = ids(buildScene({ ...input, values }))
  expect(order).toContain('values')
  expect(order.indexOf('values')).toBeLessThan(order.indexOf('label/areas:tambon'))
  expect(ids(buildScene(input))).not.toContain('values')
})

test('no two layers share an id', () => {
  const order = ids(buildScene({ ...input, filterId: 'abc', highlights: { 'households:2567': 'xyz' } }))
  expect(new Set(order).size).toBe(order.length)
})

test('a dropped item about which something is not settled is a ring where it lies, and answers a click as any item', () => {
  const dropped = { id: 'i1', planId: 'p1', title: 'ฝาย', budgetBaht: 5, point: [103.6, 16.05] } as const
  const items = { ...allItems, unsettledItems: ['i1'], droppedItems: [dropped] }
  const rings = (scene: ReturnType<typeof buildScene>) =>
    scene.layers.filter(({ source }) => source === DROPPED_SOURCE).map(({ id }) => id)
  const scene = buildScene({ ...input, items })
  expect(rings(scene)).toEqual(['items-dropped-halo', 'items-dropped'])
  const { data } = scene.sources[DROPPED_SOURCE] as unknown as { data: { features: Array<{ properties: object }> } }
  expect(data.features).toMatchObject([{ geometry: { type: 'Point', coordinates: [103.6, 16.05] } }])
  const layer = { id: 'items-dropped' }
  const [hit] = hitsOf([{ layer, source: DROPPED_SOURCE, properties: { ...data.features[0]?.properties } }])
  expect(hit).toEqual({ kind: 'item', itemId: 'i1', planId: 'p1', title: 'ฝาย', budgetBaht: 5 })
  expect(rings(buildScene({ ...input, items, onlyPlanId: 'p2' }))).toEqual([])
  expect(rings(buildScene(input))).toEqual([])
})

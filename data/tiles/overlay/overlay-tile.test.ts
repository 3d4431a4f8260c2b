import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { VectorTile } from '@mapbox/vector-tile'
import type { Geometry } from 'geojson'
import { PbfReader } from 'pbf'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../../contract/errors.ts'
import type { Provenance } from '../../contract/imports.ts'
import { WriteTurn } from '../../jobs/write-turn.ts'
import { publishVersion, stageVersion } from '../../store/datasets.ts'
import { encodeGeometry } from '../../store/geometry.ts'
import { createLayerTable } from '../../store/layers.ts'
import { createStore, type Store } from '../../store/open.ts'
import { buildAreaTiles, buildHouseholdTiles, buildLayerTiles } from './build.ts'
import { createTileCaches, type TileCaches } from './caches.ts'
import { type OverlayRequest, overlayTile, overlayVersion } from './overlay-tile.ts'
import { TILE_BYTES_LIMIT } from './world.ts'

let folder: string
let store: Store
let caches: TileCaches
const context = { turn: new WriteTurn(), cancelled: () => false, progress: () => undefined }

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiles-'))
  store = createStore(join(folder, 'work.gpkg'))
  caches = createTileCaches()
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

describe('areas', () => {
  beforeEach(() => importCells(true))

  it('gives a feature the place of its code in code order as id', () => {
    const ids = new Map(
      features('areas:tambon', { z: 8, ...at(8, 103, 16) }, 'tambon').map((f) => [f.properties.code, f.id]),
    )
    expect([...ids].sort()).toEqual(cellCodes.toSorted().map((code, index) => [code, index]))
  })

  it.each([0, 3, 6, 8, 9, 11])('leaves no gap between neighbours at zoom %i', (z) => {
    const tile = features('areas:tambon', { z, ...at(z, 103, 16) }, 'tambon')
    const edges = new Map<string, string>()
    for (const { properties, rings } of tile) {
      for (const [from, to] of rings.flatMap(edgesOf)) edges.set(`${from}>${to}`, String(properties.code))
    }
    const middle = tile.find(({ properties }) => properties.code === middleCode)
    const alone = (middle?.rings ?? [])
      .flatMap(edgesOf)
      // Where the tile cuts, an edge runs along the cut.
      .filter(([from, to]) => ![from, to].every((p) => p.split(',').some((n) => n === '-80' || n === '4176')))
      .filter(([from, to]) => !edges.has(`${to}>${from}`))
    expect(middle).toBeDefined()
    expect(alone).toEqual([])
  })

  it('keeps more of an outline the nearer it is', () => {
    const vertices = (z: number) =>
      features('areas:tambon', { z, ...at(z, 103, 16) }, 'tambon').reduce((sum, f) => sum + f.rings.flat().length, 0)
    expect(vertices(4)).toBeLessThan(vertices(7))
    expect(vertices(4)).toBeGreaterThanOrEqual(9 * 4)
  })

  it('names each area exactly once over all tiles of a zoom', () => {
    const [west, north] = [at(10, 102.4, 16.6).x, at(10, 102.4, 16.6).y]
    const [east, south] = [at(10, 103.7, 15.3).x, at(10, 103.7, 15.3).y]
    const labels: unknown[] = []
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        labels.push(...features('areas:tambon', { z: 10, x, y }, 'tambon_label').map((f) => f.properties.label))
      }
    }
    expect(labels.sort()).toEqual(cellCodes.map((code) => `ต.${code}`).sort())
  })

  it('draws the same where the import prepared no tiles', () => {
    const address = { z: 7, ...at(7, 103, 16) }
    const prepared = body('areas:tambon', address)
    store.db.exec('DELETE FROM phaenthi_tile')
    caches = createTileCaches()
    expect([...body('areas:tambon', address)!]).toEqual([...prepared!])
  })

  it('answers null where there is nothing, and refuses what is no tile', () => {
    expect(ask('areas:tambon', { z: 8, x: 0, y: 0 })).toBeNull()
    expect(() => ask('areas:tambon', { z: 15, x: 0, y: 0 })).toThrow(Refusal)
    expect(() => ask('areas:tambon', { z: 2, x: 4, y: 0 })).toThrow(Refusal)
    expect(() => ask('areas:village', { z: 2, x: 1, y: 1 })).toThrow(Refusal)
  })

  it('follows the content: a new version has new tiles', () => {
    const before = overlayVersion(store.db, 'areas:tambon')
    importCells(false)
    expect(overlayVersion(store.db, 'areas:tambon')).not.toBe(before)
    const labels = features('areas:tambon', { z: 8, ...at(8, 103, 16) }, 'tambon').map((f) => f.properties.label)
    expect(labels).toContain('ต.ใหม่')
  })
})

describe('households', () => {
  const count = 50_000
  const lon = Float64Array.from({ length: count }, (_, i) => 103 + wave(i) * 0.3)
  const lat = Float64Array.from({ length: count }, (_, i) => 16 + wave(i + 0.5) * 0.3)
  lon[7] = Number.NaN
  const even = new Uint32Array(Math.ceil(count / 32)).fill(0x55555555)

  beforeEach(() => {
    const { versionId } = stage('households:2567', 'households')
    buildHouseholdTiles(store.db, versionId, { lon, lat, context })
    publish(versionId, count)
  })

  const total = (tile: Feature[]) => tile.reduce((sum, f) => sum + Number(f.properties.n ?? 1), 0)

  it('counts every household with a position far out, and those of a filter', () => {
    expect(total(features('households:2567', { z: 3, ...at(3, 103, 16) }, 'household'))).toBe(count - 1)
    const filtered = features('households:2567', { z: 3, ...at(3, 103, 16) }, 'household', {
      filter: { key: 'even', bits: even },
    })
    expect(total(filtered)).toBe(count / 2)
  })

  it('shows each household as a point near, by its row', () => {
    const address = { z: 13, ...at(13, lon[100]!, lat[100]!) }
    const rows = features('households:2567', address, 'household').map((f) => f.id)
    const expected = [...lon.keys()].filter((row) => {
      const own = at(13, lon[row]!, lat[row]!)
      return own.x === address.x && own.y === address.y
    })
    expect(rows.toSorted((a, b) => a! - b!)).toEqual(expected)
  })

  it('refuses the room at every zoom, points and cells alike', () => {
    for (const z of [0, 3, 8, 12, 14]) {
      expect(() => ask('households:2567', { z, ...at(z, 103, 16) }, { audience: 'room' })).toThrow(
        new Refusal('room.forbidden'),
      )
    }
    expect(() => ask('households:none', { z: 0, x: 0, y: 0 }, { audience: 'room' })).toThrow(
      new Refusal('room.forbidden'),
    )
  })
})

describe('reference layers', () => {
  it('carries the columns asked for and refuses those it has not', () => {
    importPoints(3)
    const address = { z: 14, ...at(14, 103, 16) }
    const [first] = features('layer:wells', address, 'wells', { columns: ['name', 'depth'] })
    expect(first?.properties).toEqual({ name: 'บ่อ 0', depth: 0.5 })
    expect(features('layer:wells', address, 'wells')[0]?.properties).toEqual({})
    expect(() => ask('layer:wells', address, { columns: ['geom'] })).toThrow(Refusal)
    expect(() => ask('layer:wells', address, { columns: ['x" FROM plan; --'] })).toThrow(Refusal)
  })

  it('thins many points far out and says for how many each stands', () => {
    importPoints(30_000)
    const tile = features('layer:wells', { z: 4, ...at(4, 103, 16) }, 'wells', { columns: ['name'] })
    expect(tile.length).toBeLessThan(5001)
    expect(tile.reduce((sum, f) => sum + Number(f.properties.n ?? 1), 0)).toBe(30_000)
    expect(body('layer:wells', { z: 4, ...at(4, 103, 16) })?.length).toBeLessThan(TILE_BYTES_LIMIT)
  })
})

describe('plan items', () => {
  it('shows placed items with a symbol each, and neither dropped nor unplaced ones', () => {
    const insert = store.db.prepare(
      `INSERT INTO plan_item (geom, item_id, plan_id, title, category, status, budget_baht, placed, dropped)
       VALUES (?, ?, 'p', ?, 'ทาง', 'draft', ?, ?, ?)`,
    )
    const road = encodeGeometry({
      type: 'LineString',
      coordinates: [
        [103, 16],
        [103.01, 16.01],
      ],
    })
    insert.run(road, 'a', 'ถนน', 250_000, 1, 0)
    insert.run(encodeGeometry({ type: 'Point', coordinates: [103.001, 16.001] }), 'b', 'บ่อ', 10, 1, 0)
    insert.run(encodeGeometry({ type: 'Point', coordinates: [103.001, 16.001] }), 'c', 'ทิ้ง', 10, 1, 1)
    insert.run(null, 'd', 'ไม่มีที่', 10, 0, 0)
    const address = { z: 12, ...at(12, 103.001, 16.001) }
    expect(features('items', address, 'items').map((f) => f.properties.item_id)).toEqual(['a', 'b'])
    expect(features('items', address, 'items_symbol').map((f) => f.properties)).toEqual([
      { item_id: 'a', plan_id: 'p', title: 'ถนน', category: 'ทาง', status: 'draft', budget_baht: 250_000 },
      { item_id: 'b', plan_id: 'p', title: 'บ่อ', category: 'ทาง', status: 'draft', budget_baht: 10 },
    ])
  })

  it('shows a symbol at each of its points, and one for its other shapes', () => {
    const insert = store.db.prepare(
      `INSERT INTO plan_item (geom, item_id, plan_id, title, placed, dropped) VALUES (?, ?, 'p', ?, 1, 0)`,
    )
    const points = [
      [103.001, 16.001],
      [103.004, 16.003],
    ]
    const line = [
      [103, 16],
      [103.01, 16.01],
    ]
    insert.run(encodeGeometry({ type: 'MultiPoint', coordinates: points }), 'a', 'สองหมู่บ้าน')
    const geometries: Geometry[] = [
      { type: 'LineString', coordinates: line },
      { type: 'MultiPoint', coordinates: points },
    ]
    insert.run(encodeGeometry({ type: 'GeometryCollection', geometries }), 'b', 'ถนนกับบ่อ')
    const address = { z: 12, ...at(12, 103.001, 16.001) }
    const symbols = features('items', address, 'items_symbol').map((f) => f.properties.item_id)
    expect(symbols).toEqual(['a', 'a', 'b', 'b', 'b'])
    expect(features('items', address, 'items').map((f) => f.properties.item_id)).toEqual(['a', 'a', 'b', 'b', 'b'])
  })

  it('has a new version after each projected change', () => {
    const before = overlayVersion(store.db, 'items')
    store.db.prepare("INSERT INTO phaenthi_projection VALUES ('plan_item', 'plan-1', 'abc')").run()
    expect(overlayVersion(store.db, 'items')).not.toBe(before)
  })
})

interface Feature {
  readonly id: number | undefined
  readonly properties: Record<string, unknown>
  readonly rings: string[][]
}
type Extra = Partial<Pick<OverlayRequest, 'columns' | 'filter' | 'audience'>>
type Address = { z: number; x: number; y: number }

function ask(layer: string, address: Address, extra: Extra = {}) {
  return overlayTile({ db: store.db, caches, layer, audience: 'desk', ...address, ...extra })
}

function body(layer: string, address: Address): Uint8Array | undefined {
  return ask(layer, address)?.body
}

function features(layer: string, address: Address, name: string, extra: Extra = {}): Feature[] {
  const tile = ask(layer, address, extra)
  const found = tile && new VectorTile(new PbfReader(tile.body)).layers[name]
  if (!found) return []
  return Array.from({ length: found.length }, (_, index) => {
    const feature = found.feature(index)
    const rings = feature.loadGeometry().map((ring) => ring.map(({ x, y }) => `${x},${y}`))
    return { id: feature.id, properties: { ...feature.properties }, rings }
  })
}

function edgesOf(ring: readonly string[]): [string, string][] {
  return ring.slice(1).map((to, i) => [ring[i]!, to])
}

function at(z: number, lon: number, lat: number): { x: number; y: number } {
  const sine = Math.sin((lat * Math.PI) / 180)
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  return { x: Math.floor((lon / 360 + 0.5) * 2 ** z), y: Math.floor(y * 2 ** z) }
}

/** Spread over −1 … 1 without a pattern that a tile could fall in with; the same on every run. */
function wave(i: number): number {
  return Math.sin(i * 12.9898) * Math.cos(i * 78.233)
}

const cellCodes = ['400103', '400101', '400102', '400203', '400201', '400202', '400303', '400301', '400302']
const middleCode = cellCodes[4]

/** Nine areas in three rows, their borders crooked and shared point for point. */
function importCells(asBefore: boolean): void {
  const { versionId, table } = stage('areas:tambon', 'areas')
  createLayerTable(store.db, {
    table,
    geometryType: 'MULTIPOLYGON',
    columns: [
      ...(['code', 'name_th', 'label'] as const).map((name) => ({ name, type: 'TEXT' as const })),
      ...(['label_lon', 'label_lat'] as const).map((name) => ({ name, type: 'REAL' as const })),
    ],
  })
  const insert = store.db.prepare(
    `INSERT INTO ${table} (geom, code, name_th, label, label_lon, label_lat) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  cellCodes.forEach((code, index) => {
    const [column, row] = [index % 3, Math.floor(index / 3)]
    const ring = [
      ...crooked(column, row, [1, 0]),
      ...crooked(column + 1, row, [0, 1]),
      ...crooked(column, row + 1, [1, 0]).toReversed(),
      ...crooked(column, row, [0, 1]).toReversed(),
    ]
    const label = asBefore ? `ต.${code}` : 'ต.ใหม่'
    const blob = encodeGeometry({ type: 'MultiPolygon', coordinates: [[ring]] })
    insert.run(blob, code, code, label, 102.5 + (column + 0.5) * 0.4, 15.4 + (row + 0.5) * 0.4)
  })
  buildAreaTiles(store.db, versionId, context)
  publish(versionId, cellCodes.length)
}

/** One side of a cell, from its west or south end to the other, over 60 points. */
function crooked(column: number, row: number, [dx, dy]: [number, number]): [number, number][] {
  return Array.from({ length: 61 }, (_, i) => {
    const bend = i === 0 || i === 60 ? 0 : wave(i + column * 100 + row * 1000 + dx * 10_000) * 0.02
    const [x, y] = [column + (dx * i) / 60, row + (dy * i) / 60]
    return [102.5 + x * 0.4 + bend * dy, 15.4 + y * 0.4 + bend * dx]
  })
}

function importPoints(count: number): void {
  const { versionId, table } = stage('layer:wells', 'layer')
  createLayerTable(store.db, {
    table,
    geometryType: 'POINT',
    columns: [
      { name: 'name', type: 'TEXT' },
      { name: 'depth', type: 'REAL' },
    ],
  })
  const insert = store.db.prepare(`INSERT INTO ${table} (geom, name, depth) VALUES (?, ?, ?)`)
  store.db.transaction(() => {
    for (let i = 0; i < count; i++) {
      const coordinates = count < 10 ? [103 + i * 1e-4, 16] : [103 + wave(i) * 2, 16 + wave(i + 0.5) * 2]
      insert.run(encodeGeometry({ type: 'Point', coordinates }), `บ่อ ${i}`, i + 0.5)
    }
  })()
  buildLayerTiles(store.db, versionId, context)
  publish(versionId, count)
}

function stage(datasetId: string, kind: 'areas' | 'households' | 'layer') {
  return stageVersion(store.db, { datasetId, kind, title: datasetId, tablePrefix: kind, contentHash: null, meta: {} })
}

function publish(versionId: number, rowCount: number): void {
  const exists = store.db
    .prepare('SELECT 1 FROM sqlite_master WHERE name = (SELECT table_name FROM phaenthi_version WHERE id = ?)')
    .get(versionId)
  publishVersion(store.db, versionId, {
    rowCount,
    refusedCount: 0,
    refusedRows: [],
    provenance: {} as Provenance,
    meta: {},
    box: null,
    geometryType: exists ? 'GEOMETRY' : null,
    identifier: `v${versionId}`,
  })
}

import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Refusal } from '../../contract/errors.ts'
import { WriteTurn } from '../../jobs/write-turn.ts'
import { createStore, type Store } from '../../store/open.ts'
import { basemapFolder } from './folder.ts'
import { openBasemap } from './open.ts'
import { addBasemap, listBasemaps, orderBasemaps, removeBasemap, renameBasemap } from './registry.ts'
import { createBasemapShelf } from './shelf.ts'
import { basemapStyle } from './style.ts'

/** The smallest PNG: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

let folder: string
let store: Store
const turn = new WriteTurn()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'basemap-'))
  store = createStore(join(folder, 'จังหวัด.gpkg'))
})
afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true })
})

describe('an MBTiles file', () => {
  it('has its rows from the south, and a row without bytes is no tile', async () => {
    const map = await openBasemap(makeMbtiles('a.mbtiles'))
    expect(map.info).toMatchObject({ format: 'mbtiles', kind: 'raster', tileType: 'png', minZoom: 1, maxZoom: 1 })
    expect(await map.tile(1, 0, 0)).toMatchObject({ contentType: 'image/png', encoding: null })
    expect(await map.tile(1, 1, 1)).toBeNull()
    expect(await map.tile(1, 0, 1)).toBeNull()
    await map.close()
  })

  it('may say that its rows run from the north', async () => {
    const map = await openBasemap(makeMbtiles('b.mbtiles', { scheme: 'xyz' }))
    expect(await map.tile(1, 0, 1)).not.toBeNull()
    expect(await map.tile(1, 0, 0)).toBeNull()
    await map.close()
  })

  it('is told by its content, whatever its name', async () => {
    const map = await openBasemap(makeMbtiles('map.db'))
    expect(map.info.format).toBe('mbtiles')
    await map.close()
  })
})

describe('what is no basemap', () => {
  it.each([
    ['nothing.pmtiles', '', 'basemap.damaged'],
    ['cut.pmtiles', 'PMTiles\x03', 'basemap.damaged'],
    ['text.mbtiles', 'ข้อความ', 'basemap.damaged'],
    ['not-a-zip.smp', 'PK\x03\x04 and no more', 'basemap.damaged'],
    ['notes.txt', 'hello', 'basemap.unknown-format'],
  ])('%s is refused', async (name, content, code) => {
    const path = join(folder, name)
    writeFileSync(path, content, 'latin1')
    const refusal = await openBasemap(path).catch((error: unknown) => error)
    expect(refusal).toBeInstanceOf(Refusal)
    expect((refusal as Refusal).code).toBe(code)
  })
})

describe('the list of basemaps', () => {
  const context = (cancelled = () => false) => ({
    db: store.db,
    workspacePath: store.path,
    turn,
    cancelled,
    progress: () => undefined,
  })

  it('copies beside the workspace or links, newest on top, and marks what has gone', async () => {
    const source = makeMbtiles('stick.mbtiles')
    const copied = await addBasemap(context(), { source, mode: 'copy' })
    const linked = await addBasemap(context(), { source, mode: 'link', title: 'ถนน' })
    expect(listBasemaps(context()).map(({ id, title, linked: isLink }) => [id, title, isLink])).toEqual([
      [linked.id, 'ถนน', true],
      [copied.id, 'stick', false],
    ])
    expect(readFileSync(join(basemapFolder(store.path), 'stick.mbtiles'))).toEqual(readFileSync(source))
    rmSync(source)
    expect(listBasemaps(context()).map(({ missing }) => missing)).toEqual([true, false])
    const shelf = createBasemapShelf(context())
    expect((await shelf.open(copied.id)).info.tileType).toBe('png')
    await expect(shelf.open(linked.id)).rejects.toMatchObject({ code: 'basemap.missing' })
    await expect(shelf.open('none')).rejects.toMatchObject({ code: 'request.not-found' })
    await shelf.close()
  })

  it('can be renamed, ordered and removed; a linked file stays', async () => {
    const source = makeMbtiles('a.mbtiles')
    const one = await addBasemap(context(), { source, mode: 'copy' })
    const two = await addBasemap(context(), { source, mode: 'copy' })
    const three = await addBasemap(context(), { source, mode: 'link' })
    expect(readdirSync(basemapFolder(store.path)).sort()).toEqual(['a-2.mbtiles', 'a.mbtiles'])
    renameBasemap(store.db, two.id, 'สอง')
    orderBasemaps(store.db, [two.id, 'unknown', one.id])
    expect(listBasemaps(context()).map(({ id }) => id)).toEqual([two.id, one.id, three.id])
    await removeBasemap(context(), two.id)
    await removeBasemap(context(), three.id)
    expect(listBasemaps(context()).map(({ id }) => id)).toEqual([one.id])
    expect(readdirSync(basemapFolder(store.path))).toEqual(['a.mbtiles'])
    expect(existsSync(source)).toBe(true)
    expect(() => renameBasemap(store.db, two.id, 'x')).toThrow(Refusal)
  })

  it('keeps nothing of a copy that was cancelled or of a damaged file', async () => {
    const source = makeMbtiles('a.mbtiles')
    await expect(
      addBasemap(
        context(() => true),
        { source, mode: 'copy' },
      ),
    ).rejects.toMatchObject({ code: 'cancelled' })
    const bad = join(folder, 'bad.pmtiles')
    writeFileSync(bad, '')
    await expect(addBasemap(context(), { source: bad, mode: 'copy' })).rejects.toMatchObject({
      code: 'basemap.damaged',
    })
    expect(listBasemaps(context())).toEqual([])
    mkdirSync(basemapFolder(store.path), { recursive: true })
    expect(readdirSync(basemapFolder(store.path))).toEqual([])
  })
})

describe('a basemap style', () => {
  const info = {
    format: 'pmtiles',
    kind: 'vector',
    tileType: 'mvt',
    minZoom: 0,
    maxZoom: 14,
    bounds: [97, 5, 106, 21],
    center: [101, 15, 5],
    attribution: '© OpenStreetMap',
    vectorLayers: ['water', 'stations'],
    tileSize: 512,
  } as const

  it.each(['protomaps', 'openmaptiles', 'other'] as const)(
    'of %s tiles stays on this machine and in Thai',
    (schema) => {
      const style = basemapStyle({ ...info, schema }, { id: 'base', theme: 'dark', tileUrl: '/api/base/{z}/{x}/{y}' })
      expect(JSON.stringify(style)).not.toMatch(/https?:|glyphs|sprite/)
      expect(style.sources.base).toMatchObject({ type: 'vector', tiles: ['/api/base/{z}/{x}/{y}'], maxzoom: 14 })
      expect(new Set(style.layers.map(({ id }) => id)).size).toBe(style.layers.length)
      for (const layer of style.layers) {
        expect(layer.id).toMatch(/^base-/)
        if (layer.type !== 'symbol') continue
        expect(layer.layout).toMatchObject({ 'text-font': ['Sarabun Regular'], 'text-line-height': 1.45 })
        expect(JSON.stringify((layer.layout as Record<string, unknown>)['text-field'])).toMatch(
          /^\["coalesce",\["get","name:th"\]/,
        )
      }
    },
  )

  it('of a package keeps its own layers, but none of other addresses', () => {
    const packaged = {
      resourceUrl: '/api/base/files/',
      style: {
        sources: {
          inside: { type: 'vector', tiles: ['smp://maps.v1/s/0/{z}/{x}/{y}.mvt.gz'] },
          outside: { type: 'vector', tiles: ['https://tiles.invalid/{z}/{x}/{y}'] },
          elsewhere: { type: 'geojson', data: 'https://data.invalid/a.json' },
        },
        layers: [
          { id: 'a', type: 'fill', source: 'inside', 'source-layer': 'x' },
          { id: 'b', type: 'fill', source: 'outside', 'source-layer': 'x' },
          { id: 'c', type: 'symbol', source: 'inside', layout: { 'text-font': ['Open Sans'], 'icon-image': 'pin' } },
        ],
      },
    }
    const style = basemapStyle({ ...info, schema: 'other' }, { id: 'base', theme: 'light', tileUrl: '', packaged })
    expect(style.sources).toEqual({
      'base-inside': { type: 'vector', tiles: ['/api/base/files/s/0/{z}/{x}/{y}.mvt.gz'] },
    })
    expect(style.layers.map(({ id }) => id)).toEqual(['base-a', 'base-c'])
    expect(style.layers[1]?.layout).toEqual({ 'text-font': ['Sarabun Regular'], 'text-line-height': 1.45 })
  })
})

/** One pixel in the north-west of zoom 1 as MBTiles count (row 1 from the south), and an empty row beside it. */
function makeMbtiles(name: string, metadata: Record<string, string> = {}): string {
  const path = join(folder, name)
  const db = new Sqlite(path)
  db.exec(`CREATE TABLE metadata (name TEXT, value TEXT);
    CREATE TABLE tiles (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_data BLOB)`)
  for (const entry of Object.entries(metadata)) db.prepare('INSERT INTO metadata VALUES (?, ?)').run(...entry)
  const insert = db.prepare('INSERT INTO tiles VALUES (1, ?, ?, ?)')
  insert.run(0, 1, pixel)
  insert.run(1, 0, Buffer.alloc(0))
  db.close()
  return path
}

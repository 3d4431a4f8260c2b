/** Every basemap in the shared data, whole and malformed, and the tiles of the country's 7,425 tambons. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ErrorCode, Refusal, sentenceOf } from '../../data/contract/errors.ts'
import { listZip, unpackZip } from '../../data/exchange/vector/archive.ts'
import { runGdal } from '../../data/exchange/vector/gdal-client.ts'
import { currentVersion } from '../../data/store/datasets.ts'
import type { Store } from '../../data/store/open.ts'
import { openBasemap } from '../../data/tiles/basemap/open.ts'
import { basemapStyle } from '../../data/tiles/basemap/style.ts'
import { buildAreaTiles } from '../../data/tiles/overlay/build.ts'
import { createTileCaches } from '../../data/tiles/overlay/caches.ts'
import { overlayTile } from '../../data/tiles/overlay/overlay-tile.ts'
import type { TileAddress } from '../../data/tiles/overlay/world.ts'
import { benchContext, createBenchWorkspace } from '../bench/bench-workspace.ts'
import { readAreas } from '../bench/generate-areas.ts'

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const here = existsSync(shared)
if (!here) console.warn(`skipped: ${shared} is not there`)

/** What each file is: format, tile type, schema, zooms, raster side, and the tiles it holds down to zoom 7. */
const whole: Record<
  string,
  [format: string, type: string, schema: string, zooms: string, side: number, tiles: number]
> = {
  'basemap/madagascar.mbtiles': ['mbtiles', 'mvt', 'openmaptiles', '0–7', 512, 46],
  'basemap/maplibre-demotiles.smp': ['smp', 'mvt', 'other', '0–5', 512, 950],
  'basemap/plain_1.mbtiles': ['mbtiles', 'png', 'other', '0–4', 256, 285],
  'basemap/planet.mbtiles': ['mbtiles', 'mvt', 'other', '0–0', 512, 1],
  'basemap/protomaps(vector)ODbL_firenze.pmtiles': ['pmtiles', 'mvt', 'protomaps', '0–14', 512, 11],
  'basemap/stamen_toner(raster)CC-BY+ODbL_z3.pmtiles': ['pmtiles', 'png', 'other', '0–3', 256, 85],
  'basemap/test_fixture_1.pmtiles': ['pmtiles', 'mvt', 'other', '0–0', 512, 1],
  'basemap/usgs-mt-whitney-8-15-webp-512.pmtiles': ['pmtiles', 'webp', 'other', '8–15', 512, 0],
  'interop/gpkg/nga/3857.gpkg': ['gpkg', 'png', 'other', '4–4', 450, 12],
  // Among the malformed ones, but all that is missing is the format and some interaction grids: its eleven tiles are sound.
  'malformed/tiles/some-empty-tiles.mbtiles': ['mbtiles', 'png', 'other', '1–2', 256, 11],
}

const refused: Record<string, [code: ErrorCode, sentence: string]> = {
  'malformed/tiles/bad-map.smp': ['basemap.damaged', 'The basemap bad-map.smp cannot be read: 0 B'],
  'malformed/tiles/corrupt.mbtiles': ['basemap.damaged', 'The basemap corrupt.mbtiles cannot be read: SQLITE_CORRUPT'],
  'malformed/tiles/empty.pmtiles': ['basemap.damaged', 'The basemap empty.pmtiles cannot be read: 0 B'],
  'malformed/tiles/invalid.pmtiles': ['basemap.damaged', 'The basemap invalid.pmtiles cannot be read: ≠ pmtiles'],
  'malformed/tiles/invalid_v4.pmtiles': [
    'basemap.damaged',
    'The basemap invalid_v4.pmtiles cannot be read: PMTiles v4',
  ],
  'malformed/tiles/with spaces.mbtiles': ['basemap.empty', 'The basemap with spaces.mbtiles holds no map tiles.'],
  'malformed/gpkg/import_db_corrupt.gpkg': [
    'basemap.damaged',
    'The basemap import_db_corrupt.gpkg cannot be read: ≠ gpkg',
  ],
  'boundaries/derived/isan8_tambon.gpkg': ['basemap.empty', 'The basemap isan8_tambon.gpkg holds no map tiles.'],
  'README.md': ['basemap.unknown-format', 'README.md is not a basemap; use a .pmtiles, .mbtiles, .gpkg or .smp file.'],
}

describe.skipIf(!here)('basemap files', () => {
  it('are all in one of the two tables', () => {
    const files = ['basemap', 'malformed/tiles'].flatMap((folder) =>
      readdirSync(join(shared, folder)).map((name) => `${folder}/${name}`),
    )
    const known = [...Object.keys(whole), ...Object.keys(refused)]
    expect(files.filter((file) => !known.includes(file))).toEqual([])
  })

  it.each(Object.entries(whole))('%s opens', async (file, [format, type, schema, zooms, side, tiles]) => {
    const map = await openBasemap(join(shared, file))
    const { info } = map
    expect([info.format, info.tileType, info.schema, `${info.minZoom}–${info.maxZoom}`, info.tileSize]).toEqual([
      ...[format, type, schema, zooms, side],
    ])
    let found = 0
    for (let z = info.minZoom; z <= Math.min(7, info.maxZoom); z++) {
      for (let x = 0; x < 2 ** z; x++) for (let y = 0; y < 2 ** z; y++) if (await map.tile(z, x, y)) found++
    }
    expect(found).toBe(tiles)
    const packaged = map.style ? { style: map.style, resourceUrl: '/files/' } : null
    for (const theme of ['light', 'dark'] as const) {
      const { sources, layers } = basemapStyle(info, { id: 'b', theme, tileUrl: '/tiles/{z}/{x}/{y}', packaged })
      const addresses = Object.values(sources).map((source) => (source as { tiles?: string[] }).tiles ?? [])
      expect(addresses.flat().every((address) => address.startsWith('/'))).toBe(true)
      expect(layers.length).toBeGreaterThan(0)
    }
    await map.close()
  })

  it('gives the files inside a Styled Map Package, and only those', async () => {
    const map = await openBasemap(join(shared, 'basemap/maplibre-demotiles.smp'))
    expect(await map.resource('s/0/0/0/0.mvt.gz')).toMatchObject({ encoding: 'gzip' })
    expect(await map.resource('style.json')).toMatchObject({ contentType: 'application/json', encoding: null })
    expect(await map.resource('../style.json')).toBeNull()
    await map.close()
  })

  it.each(Object.entries(refused))('%s is refused in one sentence', async (file, [code, sentence]) => {
    const refusal = await openBasemap(join(shared, file)).then(
      () => null,
      (error: unknown) => error,
    )
    expect(refusal).toBeInstanceOf(Refusal)
    const problem = (refusal as Refusal).toProblem()
    expect([problem.code, sentenceOf(problem, 'en')]).toEqual([code, sentence])
    expect(sentenceOf(problem, 'th')).not.toMatch(/[{}]/)
  })
})

const nationalZip = join(shared, 'boundaries/cod-ab/tha_admbnda_adm3_rtsd_20220121.zip')

describe.skipIf(!existsSync(nationalZip))('tiles of the 7,425 tambons', () => {
  let folder: string
  let store: Store

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'national-'))
    const files = await unpackZip(nationalZip, folder, await listZip(nationalZip))
    const path = [...files.values()].find((file) => file.endsWith('.shp'))!
    await runGdal({ path, outFolder: folder, openOptions: ['ENCODING=UTF-8'] })
    store = createBenchWorkspace(join(folder, 'national.gpkg'), readAreas(join(folder, 'converted.gpkg')))
    const { versionId } = currentVersion(store.db, 'areas:tambon')!
    buildAreaTiles(store.db, versionId, benchContext(store))
  })
  afterAll(() => {
    store.close()
    rmSync(folder, { recursive: true })
  })

  it('never take more than 500 KB', () => {
    const sizes = store.db
      .prepare('SELECT z, max(length(data)) AS largest, count(*) AS tiles FROM phaenthi_tile WHERE z >= 0 GROUP BY z')
      .all() as { z: number; largest: number; tiles: number }[]
    expect(sizes.map(({ z }) => z)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8])
    expect(Math.max(...sizes.map(({ largest }) => largest))).toBeLessThanOrEqual(500_000)
  })

  it('hold every tambon, by its place in code order', () => {
    const codes = store.db
      .prepare(`SELECT code FROM ${currentVersion(store.db, 'areas:tambon')!.table} ORDER BY code`)
      .pluck()
      .all()
    const drawn = (z: number) => {
      const ids = new Set<number>()
      const addresses = store.db.prepare('SELECT z, x, y FROM phaenthi_tile WHERE z = ?').all(z) as TileAddress[]
      const caches = createTileCaches()
      for (const address of addresses) {
        const tile = overlayTile({ db: store.db, caches, layer: 'areas:tambon', audience: 'desk', ...address })
        const layer = new VectorTile(new PbfReader(tile!.body)).layers.tambon!
        for (let index = 0; index < layer.length; index++) {
          const { id, properties } = layer.feature(index)
          if (codes[id!] === properties.code) ids.add(id!)
        }
      }
      return ids.size
    }
    expect(drawn(8)).toBe(7425)
    // In the one tile of the whole country the five smallest are less than a grid step.
    expect(drawn(4)).toBe(7420)
  })
})

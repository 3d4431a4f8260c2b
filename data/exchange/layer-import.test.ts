import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Geometry } from 'geojson'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ImportChoices, importChoicesSchema } from '../contract/imports.ts'
import type { JobContext } from '../jobs/context.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { currentVersion, listVersions } from '../store/datasets.ts'
import { createStore, type Store } from '../store/open.ts'
import { importLayer } from './layer-import.ts'
import { lookAt } from './look.ts'
import { safeColumnNames } from './vector/column-names.ts'
import { previewVector } from './vector/preview.ts'
import { openVectorRows } from './vector/vector-rows.ts'

let folder = ''
let store: Store
let context: JobContext

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layer-test-'))
  const path = join(folder, 'work.gpkg')
  store = createStore(path)
  context = { db: store.db, workspacePath: path, turn: new WriteTurn(), cancelled: () => false, progress: () => {} }
})

afterEach(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

type Row = readonly [properties: object, geometry: object | null]

function write(name: string, rows: readonly Row[]): string {
  const path = join(folder, name)
  const features = rows.map(([properties, geometry]) => ({ type: 'Feature', properties, geometry }))
  writeFileSync(path, JSON.stringify({ type: 'FeatureCollection', features }))
  return path
}

const choices = (more: Partial<ImportChoices> = {}) => importChoicesSchema.parse({ role: 'layer', ...more })
const point = (x: number, y: number): Geometry => ({ type: 'Point', coordinates: [x, y] })
const road: Row[] = [
  [
    { 'ชื่อ ถนน': 'มิตรภาพ', lanes: 4, fid: 9, id64: 1 },
    {
      type: 'LineString',
      coordinates: [
        [102, 16],
        [102.1, 16.1],
      ],
    },
  ],
  [
    { 'ชื่อ ถนน': 'ศรีจันทร์', lanes: 2, fid: 8, id64: 2 },
    {
      type: 'MultiLineString',
      coordinates: [
        [
          [102, 16],
          [102.2, 16.1],
        ],
        [
          [102.3, 16],
          [102.4, 16.1],
        ],
      ],
    },
  ],
]

describe('importing a reference layer', () => {
  it('keeps kinds, names and values, under names QGIS takes', async () => {
    const outcome = await importLayer({ path: write('roads.geojson', road) }, choices({ title: 'ถนนสายหลัก' }), context)
    const version = currentVersion(store.db, outcome.datasetIds[0]!)!
    const rows = store.db.prepare(`SELECT ชื่อ_ถนน, lanes, fid_ FROM "${version.table}"`).raw().all()
    expect(rows).toEqual([
      ['มิตรภาพ', 4, 9],
      ['ศรีจันทร์', 2, 8],
    ])
    const entry = store.db
      .prepare('SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?')
      .pluck()
      .get(version.table)
    expect(entry).toBe('MULTILINESTRING')
    expect(outcome.provenance.columns).toMatchObject({ ชื่อ_ถนน: 'ชื่อ ถนน', fid_: 'fid' })
  })

  it('makes the same title a new version and another title another layer', async () => {
    const path = write('roads.geojson', road)
    await importLayer({ path }, choices({ title: 'ถนน' }), context)
    await importLayer({ path }, choices({ title: 'ถนน' }), context)
    await importLayer({ path }, choices({ title: 'Roads' }), context)
    const ids = listVersions(store.db).map((version) => version.datasetId)
    expect(new Set(ids).size).toBe(2)
    expect(ids).toHaveLength(3)
  })

  it('lists what cannot be drawn and keeps rows without a shape', async () => {
    const path = join(folder, 'mixed.geojson')
    const rows = [
      '{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[102,16]}}',
      '{"type":"Feature","properties":{"n":2},"geometry":{"type":"Point","coordinates":[1e999,16]}}',
      '{"type":"Feature","properties":{"n":3},"geometry":null}',
      '{"type":"Feature","properties":{"n":9007199254740993},"geometry":{"type":"Point","coordinates":[102.5,16,30]}}',
    ]
    writeFileSync(path, `{"type":"FeatureCollection","features":[${rows.join(',')}]}`)
    const outcome = await importLayer({ path }, choices(), context)
    expect([outcome.taken, outcome.refusedRows.map(({ row, reason }) => [row, reason])]).toEqual([
      3,
      [[2, 'refused.coordinates-not-finite']],
    ])
    const { table } = currentVersion(store.db, 'layer:mixed')!
    const numbers = store.db.prepare(`SELECT CAST(n AS TEXT) FROM "${table}"`).pluck().all()
    expect(numbers).toEqual(['1', '3', '9007199254740993'])
  })

  it('refuses too many columns, an open coordinate system and several layers, each by its code', async () => {
    const wide = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`c${i}`, i]))
    const code = async (path: string) => importLayer({ path }, choices(), context).catch((error: unknown) => error)
    expect(await code(write('wide.geojson', [[wide, point(102, 16)]]))).toMatchObject({
      code: 'import.too-many-columns',
    })
    expect(await code(write('utm.geojson', [[{ a: 1 }, point(470_000, 1_829_000)]]))).toMatchObject({
      code: 'import.choose-crs',
    })
    expect(listVersions(store.db)).toEqual([])
  })

  it('takes a chosen system and datum, and records both', async () => {
    const path = write('utm.geojson', [[{ a: 1 }, point(470_858.242, 1_828_705.32)]])
    const outcome = await importLayer({ path }, choices({ crs: 'EPSG:24048', datum: 'EPSG:1812' }), context)
    expect(outcome.provenance).toMatchObject({ crs: 'EPSG:24048', datum: 'EPSG:1812' })
    expect(outcome.notes.map(({ message }) => message)).toContain('datum.chosen')
    await expect(
      importLayer({ path }, choices({ crs: 'EPSG:24048', datum: 'EPSG:9999' }), context),
    ).rejects.toMatchObject({ code: 'request.invalid' })
  })
})

describe('before an import', () => {
  it('looks at tables and layers alike, and changes nothing of the file', async () => {
    const table = join(folder, 'people.csv')
    writeFileSync(table, 'รหัส,คน\n400101,10\n')
    expect(await lookAt(table)).toMatchObject({ format: 'csv', layers: [{ kind: 'table' }] })
    const path = write('roads.geojson', road)
    const before = readFileSync(path)
    const look = await lookAt(path, { name: 'ถนน.geojson' })
    expect(look).toMatchObject({
      name: 'ถนน.geojson',
      format: 'geojson',
      layers: [{ rowCount: 2, crs: { value: 'EPSG:4326' } }],
    })
    expect(look.layers[0]!.columns.find(({ name }) => name === 'ชื่อ ถนน')?.samples).toEqual(['มิตรภาพ', 'ศรีจันทร์'])
    expect(readFileSync(path)).toEqual(before)
  })

  it('previews rows, shapes and what is still open', async () => {
    const path = write('utm.geojson', [[{ name_th: 'ก' }, point(470_000, 1_829_000)]])
    const preview = await previewVector({ path }, choices(), { db: store.db })
    expect(preview.open).toEqual(['crs'])
    expect(preview.sampleRows).toEqual([{ name_th: 'ก' }])
    // The likeliest answer is drawn, so that a person sees where it would lie.
    const shape = preview.shapes?.features[0]?.geometry
    expect(shape?.type === 'Point' ? shape.coordinates[1] : 0).toBeCloseTo(16.5, 0)
    const settled = await previewVector({ path }, choices({ crs: 'EPSG:32648' }), { db: store.db })
    expect(settled.open).toEqual([])
  })

  it('suggests the level and the columns of boundaries', async () => {
    const path = write('t.geojson', [
      [
        { TAM_CODE: '400101', TAM_NAM_T: 'ในเมือง', AMPHOE_T: 'เมืองขอนแก่น', PROV_NAM_T: 'ขอนแก่น' },
        {
          type: 'Polygon',
          coordinates: [
            [
              [102, 16],
              [102.1, 16],
              [102, 16.1],
              [102, 16],
            ],
          ],
        },
      ],
    ])
    const preview = await previewVector({ path }, importChoicesSchema.parse({ role: 'areas' }), { db: store.db })
    expect(preview.choices).toMatchObject({
      level: 'tambon',
      columns: { code: 'TAM_CODE', name_th: 'TAM_NAM_T', amphoe_th: 'AMPHOE_T', province_th: 'PROV_NAM_T' },
    })
    expect(preview.open).toEqual([])
  })

  it('gives a point layer as rows with positions', async () => {
    const path = write('houses.geojson', [
      [{ hh: 1, lon: 'x' }, point(102, 16)],
      [{ hh: 2, lon: 'y' }, null],
    ])
    const rows = await openVectorRows({ path }, {}, { surroundings: {} })
    expect(rows.headers).toEqual(['hh', 'lon', 'lon_', 'lat'])
    expect([...rows.rows]).toEqual([
      ['1', 'x', '102', '16'],
      ['2', 'y', '', ''],
    ])
    rows.close()
  })
})

describe('column names', () => {
  it('are safe, recognisable and different whatever the case', () => {
    expect(safeColumnNames(['geom', 'Name', 'NAME', 'จำนวน (คน)', '2567', '', 'a"b', 'fid'])).toEqual([
      ...['geom_', 'Name', 'NAME_2', 'จำนวน_คน', 'c_2567', 'c_6', 'a_b', 'fid_'],
    ])
  })
})

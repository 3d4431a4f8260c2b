import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import iconv from 'iconv-lite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { benchContext } from '../../tests/bench/bench-workspace.ts'
import { type ImportBench, openImportBench } from '../../tests/import-bench.ts'
import { Refusal } from '../contract/errors.ts'
import { importChoicesSchema } from '../contract/imports.ts'
import { currentVersion, listRefused, listVersions } from '../store/datasets.ts'
import type { Store } from '../store/open.ts'
import { SurveyCache } from './cache.ts'
import { cellOf } from './columns.ts'
import { importHouseholds, importPeople } from './import-households.ts'
import { previewHouseholds } from './preview-households.ts'

let bench: ImportBench
let store: Store
let folder: string
beforeEach(() => {
  bench = openImportBench()
  ;({ store, folder } = bench)
})
afterEach(() => bench.remove())

const importText: ImportBench['importText'] = (...given) => bench.importText(...given)
const rowsOf: ImportBench['rowsOf'] = (columns) => bench.rowsOf(columns)

async function refusalOf(work: Promise<unknown>): Promise<Refusal> {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof Refusal)) throw new Error(`refused was expected, not ${String(error)}`)
  return error
}

describe('importing households', () => {
  test('places, types and keeps every row, and indexes it as GeoPackage asks', async () => {
    const outcome = await importText(
      'hhid,lon,lat,members,debt,ตัวชี้วัดที่ 1,อาชีพ\nA1,102.2,16.2,4,"12,000",ผ่าน,ทำนา\nA2,102.7,16.3,๒,-,ไม่ผ่าน,\nA3,102.1,16.1,1,0,ไม่เกี่ยวข้อง,ค้าขาย\n',
    )
    expect(outcome).toMatchObject({ taken: 3, refused: 0, datasetIds: ['households:2567'] })
    expect(rowsOf('fid, tambon_code, hhid, members, debt, "ตัวชี้วัดที่ 1", "อาชีพ", ST_MinX(geom), ST_MaxY(geom)')).toEqual([
      [1, '400101', 'A1', 4, 12000, 1, 'ทำนา', 102.2, 16.2],
      [2, '400102', 'A2', 2, null, 0, null, 102.7, 16.3],
      [3, '400101', 'A3', 1, 0, null, 'ค้าขาย', 102.1, 16.1],
    ])
    const { table, meta } = currentVersion(store.db, 'households:2567')!
    expect(store.db.prepare(`SELECT rtreecheck('rtree_${table}_geom')`).pluck().get()).toBe('ok')
    expect(store.db.prepare(`SELECT count(*) FROM "rtree_${table}_geom"`).pluck().get()).toBe(3)
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(meta).toMatchObject({ year: 2024, indicatorSet: 'bmn38' })
    const survey = new SurveyCache(store.db).survey('2567')
    expect(survey.runs('tambon')).toEqual({ codes: ['400101', '400102'], starts: Uint32Array.of(0, 2, 3) })
    const answers = survey.column('bmn_01')!
    const byFid = new Map([...survey.fids()].map((fid, row) => [fid, cellOf(answers, row)]))
    expect(byFid).toEqual(
      new Map([
        [1, 'pass'],
        [2, 'fail'],
        [3, 'not-applicable'],
      ]),
    )
  })

  test('refuses or leaves out by the row, with row, column, value and reason', async () => {
    const outcome = await importText(
      [
        'hhid,lon,lat,tambon_code,members,debt_baht',
        'ok,102.2,16.2,,4,0',
        'nothing,,,,4,0',
        'nan,NaN,16.2,,4,0',
        'word,here,16.2,,4,0',
        'sea,100.2,8.0,,4,0',
        'vientiane,80.0,30.0,,4,0',
        'unknown,,,999999,4,0',
        'coded,,,TH400102,4,0',
        'far,80.0,30.0,400102,4,0',
        'other,102.2,16.2,400102,4,0',
        'zero,0,0,400101,4,0',
        'many,102.2,16.2,,4000,0',
        'half,102.2,16.2,,1.5,0',
        'rich,102.2,16.2,,4,lots',
        'wide,102.2,16.2,,4,0,extra',
        'ok,102.2,16.2,,4,0',
        '"open,102.2,16.2,,4,0',
      ].join('\n'),
    )
    const version = currentVersion(store.db, 'households:2567')!
    const listed = listRefused(store.db, version.versionId).map((row) => [row.row, row.column, row.value, row.reason])
    expect(listed).toEqual([
      [2, 'tambon_code', '', 'refused.no-place'],
      [3, 'lon', 'NaN', 'refused.not-a-position'],
      [4, 'lon', 'here', 'refused.not-a-position'],
      [5, 'lon', '100.2', 'refused.outside-areas'],
      [6, 'lon', '80.0', 'refused.outside-thailand'],
      [7, 'tambon_code', '999999', 'refused.unknown-area'],
      [9, 'lon', '80.0', 'left-out.position'],
      [10, 'lon', '102.2', 'listed.position-elsewhere'],
      [12, 'members', '4000', 'left-out.not-a-count'],
      [13, 'members', '1.5', 'left-out.not-a-count'],
      [14, 'debt_baht', 'lots', 'left-out.not-a-number'],
      [15, '', 'extra', 'refused.too-many-fields'],
      [17, 'hhid', '"open,102.2,16.2,,4,0', 'refused.unclosed-quote'],
      [16, 'hhid', 'ok', 'listed.duplicate-household'],
    ])
    expect(outcome).toMatchObject({ taken: 9, refused: 8 })
    expect(rowsOf('fid, tambon_code, geom IS NULL')).toEqual([
      [1, '400101', 0],
      [8, '400102', 1],
      [9, '400102', 1],
      [10, '400102', 0],
      [11, '400101', 1],
      [12, '400101', 0],
      [13, '400101', 0],
      [14, '400101', 0],
      [16, '400101', 0],
    ])
  })

  test('village codes and หมู่ที่ make villages', async () => {
    await importText('รหัสพื้นที่,หมู่ที่\n40010103,\n400101,7\n400102,\n40010103,9\n')
    expect(rowsOf('fid, tambon_code, village_code')).toEqual([
      [1, '400101', '40010103'],
      [2, '400101', '40010107'],
      [3, '400102', null],
      [4, '400101', '40010103'],
    ])
    const { codes, starts } = new SurveyCache(store.db).survey('2567').runs('village')
    expect([codes, [...starts]]).toEqual([
      ['40010103', '40010107', '400102'],
      [0, 2, 3, 4],
    ])
  })

  test('puts latitude and longitude right where the whole file has them swapped, and says so', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => `${16.1 + i / 1000},102.2`)
    const outcome = await importText(`lon,lat\n${rows.join('\n')}\n`)
    expect(outcome).toMatchObject({ taken: 50, refused: 0 })
    expect(outcome.notes.map((note) => note.message)).toContain('households.swapped')
    expect(rowsOf('ST_MinX(geom)')[0]).toEqual([102.2])
  })

  test('asks for the system of metre coordinates and records the datum it used', async () => {
    const text = 'x,y\n202500,1788000\n203500,1789000\n'
    const refusal = await refusalOf(importText(text))
    expect([refusal.code, String(refusal.values.candidates).includes('EPSG:24048')]).toEqual([
      'import.choose-crs',
      true,
    ])
    const outcome = await importText(text, { choices: { crs: 'EPSG:24048' } })
    expect(outcome.provenance).toMatchObject({ crs: 'EPSG:24048', datum: 'EPSG:1304' })
    expect(outcome.taken).toBe(2)
  })

  test('reads Windows-874 with semicolons, and columns that turn out wider than they began', async () => {
    const rows = Array.from(
      { length: 9000 },
      (_, i) => `102.2;16.2;${i % 2};${i === 8000 ? 'น้ำท่วม' : i % 2};${i === 8500 ? '2.5' : i}`,
    )
    const outcome = await importText(iconv.encode(`lon;lat;ปกติ;หมายเหตุ;ค่า\n${rows.join('\r\n')}`, 'win874'))
    expect(outcome.provenance.encoding).toBe('windows-874')
    const kinds = new Map(new SurveyCache(store.db).survey('2567').columns.map(({ name, kind }) => [name, kind]))
    expect(kinds).toEqual(
      new Map([
        ['ปกติ', 'answer'],
        ['หมายเหตุ', 'category'],
        ['ค่า', 'number'],
      ]),
    )
    expect(rowsOf('"ปกติ", "หมายเหตุ", "ค่า"').slice(7999, 8002)).toEqual([
      [1, '1', 7999],
      [0, 'น้ำท่วม', 8000],
      [1, '1', 8001],
    ])
    expect(rowsOf('"ค่า"')[8500]).toEqual([2.5])
  })

  test('a second import is a new version; rows that others read are a source as well', async () => {
    await importText('lon,lat\n102.2,16.2\n')
    const choices = importChoicesSchema.parse({ role: 'households', survey: '2567' })
    const source = {
      kind: 'rows',
      headers: ['lon', 'lat', 'ชื่อ'],
      rows: [
        ['102.3', '16.3', 'บ้าน "ก", ข'],
        ['102.6', '16.1', ''],
      ],
    } as const
    await importHouseholds({ ...source, name: 'survey.xlsx', format: 'xlsx' }, choices, benchContext(store))
    expect(rowsOf('tambon_code, "ชื่อ"')).toEqual([
      ['400101', 'บ้าน "ก", ข'],
      ['400102', null],
    ])
    const versions = listVersions(store.db).filter((version) => version.datasetId === 'households:2567')
    expect(versions.map((version) => version.current)).toEqual([false, true])
  })

  test.each([
    ['', 'file.empty'],
    ['a,b\n', 'import.no-rows'],
    ['name,age\nx,1\n', 'import.no-column'],
    [`lon,lat\n${'2.35,48.85\n'.repeat(50)}`, 'import.outside-thailand'],
    ['lon,lat\n100.5,13.7\n', 'import.no-rows'],
  ])('refuses the whole of %j as %s and leaves nothing behind', async (text, code) => {
    const before = tables()
    expect((await refusalOf(importText(text))).code).toBe(code)
    expect(tables()).toEqual(before)
  })

  test('a stop on the way drops all that was staged', async () => {
    const before = tables()
    const rows = Array.from({ length: 60_000 }, (_, i) => `A${i},102.2,16.2`)
    let looks = 0
    const work = importText(`hhid,lon,lat\n${rows.join('\n')}\n`, { cancelled: () => ++looks > 2 })
    expect((await refusalOf(work)).code).toBe('cancelled')
    expect(tables()).toEqual(before)
    expect(listVersions(store.db).some((version) => version.datasetId.startsWith('households'))).toBe(false)
  })

  test('people count their households where the survey does not', async () => {
    await importText('hhid,lon,lat\nA1,102.2,16.2\nA2,102.7,16.3\n')
    const path = join(folder, 'people.csv')
    writeFileSync(path, 'รหัสครัวเรือน,อายุ,พิการ\nA1,70,ใช่\nA1,12,ไม่ใช่\nA2,40,ไม่ใช่\nA9,5,ไม่ใช่\n')
    const choices = importChoicesSchema.parse({ role: 'people', survey: '2567' })
    const cache = new SurveyCache(store.db)
    expect(cache.survey('2567').column('members')).toBeNull()
    const outcome = await importPeople(
      { kind: 'csv', path, name: 'people.csv', format: 'csv' },
      choices,
      benchContext(store),
    )
    expect(outcome).toMatchObject({ taken: 3, refused: 1, datasetIds: ['people:2567'] })
    expect(outcome.refusedRows).toEqual([
      { row: 4, column: 'รหัสครัวเรือน', value: 'A9', reason: 'refused.unknown-household' },
    ])
    const survey = cache.survey('2567')
    const of = (role: string) => [...survey.fids()].map((_, row) => cellOf(survey.column(role)!, row))
    expect([of('members'), of('disabled')]).toEqual([
      [2, 1],
      [1, 0],
    ])
  })

  test('a preview suggests the mapping, shows points and says what is open', async () => {
    const path = join(folder, 'p.csv')
    const layer = {
      name: 'p',
      kind: 'table',
      geometryTypes: [],
      rowCount: 1,
      columns: [],
      box: null,
      crs: null,
      datum: [],
      encoding: null,
      headerRows: [1],
      notes: [],
    } as const
    const look = { name: 'p.csv', format: 'csv', bytes: 1, hash: '', layers: [layer], notes: [] }
    const preview = (text: string) => {
      writeFileSync(path, text)
      const choices = importChoicesSchema.parse({ role: 'households' })
      return previewHouseholds({ kind: 'csv', path, name: 'p.csv', format: 'csv' }, choices, { look, db: store.db })
    }
    const ready = await preview('hhid,lon,lat,bmn01\nA,102.2,16.2,1\n')
    expect(ready.open).toEqual([])
    expect(ready.choices.columns).toEqual({ household_id: 'hhid', lon: 'lon', lat: 'lat', bmn_01: 'bmn01' })
    expect(ready.shapes?.features.map((feature) => feature.geometry)).toEqual([
      { type: 'Point', coordinates: [102.2, 16.2] },
    ])
    expect(ready.sampleRows).toEqual([{ hhid: 'A', lon: '102.2', lat: '16.2', bmn01: '1' }])
    expect((await preview('x,y\n202500,1788000\n')).open).toEqual(['crs'])
    expect((await preview('name\nA\n')).open).toEqual(['columns'])
  })
})

function tables(): unknown[] {
  return ['sqlite_master', 'phaenthi_dataset', 'phaenthi_version', 'phaenthi_column', 'gpkg_contents'].map((table) =>
    store.db.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
  )
}

/** Tables of values per area with the real files of ../shared/data; skipped with a reason where they are absent. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadRegister, type RegisteredArea } from '../../data/areas/register.ts'
import { storeAreas } from '../../data/areas/register-fixture.ts'
import { type ImportChoices, type ImportOutcome, importChoicesSchema } from '../../data/contract/imports.ts'
import { numberOrNull } from '../../data/contract/text/number.ts'
import { importTable } from '../../data/exchange/tables/import-table.ts'
import { lookAtTable, readTable } from '../../data/exchange/tables/look-at-table.ts'
import { previewTable } from '../../data/exchange/tables/preview-table.ts'
import { writeCsv, writeXlsx } from '../../data/exchange/tables/write-table.ts'
import { tableValues } from '../../data/indicators/table-values.ts'
import { WriteTurn } from '../../data/jobs/write-turn.ts'
import { createStore, type Store } from '../../data/store/open.ts'

const shared = resolve(import.meta.dirname, '../../../shared/data')
const present = existsSync(shared)
if (!present) console.log(`skipped: ${shared} is not here`)

const dopa = join(shared, 'households/dopa-2021-tambon-population.csv')
const kalasin = join(shared, 'households/derived/dopa-2021-kalasin-windows874.csv')
const poi = join(shared, 'indicators/osm-poi-density/thailand_subdistricts.csv')
const registry = join(shared, 'registry')

function boundaryAreas(): RegisteredArea[] {
  const db = new Sqlite(join(shared, 'boundaries/derived/isan8_tambon.gpkg'), { readonly: true })
  const areas = new Map<string, RegisteredArea>()
  const rows = db.prepare('SELECT * FROM tambon').all() as Record<string, string>[]
  for (const row of rows) {
    for (const [level, number] of [
      ['province', 1],
      ['amphoe', 2],
      ['tambon', 3],
    ] as const) {
      const code = row[`ADM${number}_PCODE`]!.replace(/^TH/, '')
      const names = { nameTh: row[`ADM${number}_TH`]!, nameEn: row[`ADM${number}_EN`]! }
      areas.set(code, { code, level, ...names, parentCode: code.slice(0, -2) })
    }
  }
  db.close()
  return [...areas.values()]
}

describe.skipIf(!present)('tables of the eight provinces', () => {
  let folder: string
  let store: Store
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'phaenthi-acceptance-tables-'))
    store = createStore(join(folder, 'isan8.gpkg'))
    storeAreas(store.db, boundaryAreas())
  })
  afterAll(() => {
    store?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const choose = (choices: Partial<ImportChoices> = {}): ImportChoices =>
    importChoicesSchema.parse({ role: 'table', ...choices })
  const take = (path: string, choices: Partial<ImportChoices> = {}): Promise<ImportOutcome> =>
    importTable(path, choose(choices), {
      db: store.db,
      workspacePath: store.path,
      turn: new WriteTurn(),
      cancelled: () => false,
      progress: () => undefined,
    })
  const total = (values: ReadonlyArray<number | null>): number =>
    values.reduce<number>((sum, value) => sum + (value ?? 0), 0)

  it('DOPA 2564: 8,164,185 people and 2,783,026 houses, other provinces counted as outside', async () => {
    const outcome = await take(dopa, { level: 'tambon' })
    expect(outcome).toMatchObject({ taken: 1041, refused: 7436 - 1041, refusedRows: [] })
    expect(outcome.join).toMatchObject({ matchedByCode: 1041, near: [], none: [], areasWithout: [] })
    const outside = outcome.notes.find((note) => note.message === 'join.outside')
    expect(outside?.values).toMatchObject({ rows: 6395, provinces: 69 })
    const [version] = outcome.versionIds
    const provinces = (column: string) => tableValues(store.db, version!, column, 'province')
    expect(provinces('population')).toMatchObject({
      year: 2021,
      codes: ['35', '36', '40', '44', '45', '46', '47', '49'],
      values: [533394, 1122265, 1790863, 948310, 1296013, 975570, 1146286, 351484],
      missing: [0, 0, 0, 0, 0, 0, 0, 0],
    })
    expect(total(provinces('population').values)).toBe(8_164_185)
    expect(total(provinces('houses').values)).toBe(2_783_026)
    expect(total(tableValues(store.db, version!, 'houses', 'tambon').values)).toBe(2_783_026)
    // ปอภาร (ปอพาน) in the register is ปอภาร on the map: one of its two names, so no difference.
    expect(outcome.notes.filter((note) => note.message.startsWith('join.name'))).toEqual([])
  })

  it('Kalasin in Windows-874 with Thai headings says the same', async () => {
    const look = await lookAtTable(kalasin)
    expect(look.layers[0]?.encoding).toMatchObject({ value: 'windows-874', certainty: 'sure' })
    const preview = await previewTable({ path: kalasin, choices: choose(), register: loadRegister(store.db) })
    expect(preview.choices.columns).toEqual({
      ...{ code: 'รหัสตำบล', tambon: 'ตำบล', amphoe: 'อำเภอ', province: 'จังหวัด' },
      ...{ population: 'ประชากรรวม', male: 'ชาย', female: 'หญิง', houses: 'จำนวนบ้าน' },
    })
    const outcome = await take(kalasin)
    expect(outcome).toMatchObject({ taken: 135, refused: 0, provenance: { encoding: 'windows-874' } })
    expect(outcome.join?.areasWithout).toHaveLength(1041 - 135)
    const values = tableValues(store.db, outcome.versionIds[0]!, 'population', 'province')
    expect(values.values[values.codes.indexOf('46')]).toBe(975_570)
  })

  it('joins by name alone where the codes are taken away', async () => {
    const rows: (string | null)[][] = []
    for await (const batch of readTable(kalasin, {})) rows.push(...batch.map((row) => row.values.slice(1)))
    const columns = ['ตำบล', 'อำเภอ', 'จังหวัด', 'ประชากรรวม', 'ชาย', 'หญิง', 'บ้าน'].map((title) => ({
      title,
      kind: 'text' as const,
    }))
    const path = join(folder, 'กาฬสินธุ์.xlsx')
    const spelt = rows.map(([tambon, amphoe, province, ...rest]) => [
      `ต.${tambon === 'หนองอิเฒ่า' ? 'หนองอีเฒ่า' : tambon}`.replaceAll('ำ', '\u0E4D\u0E32'),
      ` อำเภอ ${amphoe}`,
      `จ.${province}`,
      ...rest,
    ])
    writeXlsx(path, { title: 'ประชากร', columns, rows: spelt })
    const outcome = await take(path)
    // Another spelling of หนองอิเฒ่า is near, and is not joined.
    expect(outcome).toMatchObject({ taken: 134, refused: 1, join: { matchedByName: 134, matchedByCode: 0, none: [] } })
    expect(outcome.join?.near.map((row) => row.candidates[0]?.code)).toEqual(['460708'])
  })

  it('POI density: exactly the seven missing tambons, and no name wins over its code', async () => {
    const outcome = await take(poi)
    expect(outcome.join?.areasWithout.map((area) => area.code)).toEqual([
      ...['360613', '361603', '440613', '440702', '490503', '490511', '490605'],
    ])
    const shifted = outcome.notes.filter((note) => ['461803', '461804'].includes(String(note.values.code)))
    expect(shifted.map((note) => note.values)).toMatchObject([
      { code: '461803', written: expect.any(String) },
      { code: '461804', written: expect.any(String) },
    ])
    const [version] = outcome.versionIds
    const at = (code: string): number | null => {
      const { codes, values } = tableValues(store.db, version!, 'poi', 'tambon')
      return values[codes.indexOf(code)] ?? null
    }
    const raw = new Map<string, number | null>()
    const column = (await lookAtTable(poi)).layers[0]!.columns.findIndex((each) => each.name === 'poi')
    for await (const batch of readTable(poi, {})) {
      for (const row of batch) raw.set(row.values[0]!, numberOrNull(row.values[column]))
    }
    expect([at('461803'), at('461804')]).toEqual([raw.get('461803'), raw.get('461804')])
    expect(tableValues(store.db, version!, 'amenity', 'province').notAdditive).toBe(true)
    const weighed = tableValues(store.db, version!, 'amenity', 'province', { weight: 'size' })
    expect(weighed.values.every((value) => value !== null && value > 0)).toBe(true)
  })

  it.each([
    ['thai-province-data/sub_districts.xlsx', 'Sheet1', 7451],
    ['cod-ab/tambon-Khon Kaen.xlsx', 'Sheet1', 199],
    ['cod-ab/tha_adminboundaries.xlsx', 'ADM3', 7425],
  ])('%s is read whole and joins by code', async (file, layer, rowCount) => {
    const path = join(registry, file)
    const look = await lookAtTable(path)
    expect(look.layers.find((each) => each.name === layer)).toMatchObject({ rowCount, headerRows: [1] })
    const preview = await previewTable({ path, choices: choose({ layer }), register: loadRegister(store.db), look })
    const expected = file.includes('Khon Kaen') ? 199 : 1041
    expect(preview.join).toMatchObject({ matchedByCode: expected, near: [] })
  })

  it('villages add up to tambons where the workspace has no villages', async () => {
    const path = join(folder, 'villages.csv')
    const rows: (string | null)[][] = []
    for await (const batch of readTable(join(registry, 'villages-8-digit/46-kalasin.csv'), {})) {
      rows.push(...batch.map((row) => [row.values[0] ?? null, row.values[1] ?? null, '1']))
    }
    writeCsv(path, {
      title: 'villages',
      columns: [
        { title: 'village_code', kind: 'code' },
        { title: 'village_th', kind: 'text' },
        { title: 'จำนวน', kind: 'number' },
      ],
      rows,
    })
    const outcome = await take(path)
    expect(outcome).toMatchObject({ taken: 1584, refused: 0 })
    const values = tableValues(store.db, outcome.versionIds[0]!, 'จำนวน', 'province')
    expect(values.values[values.codes.indexOf('46')]).toBe(1584)
  })

  it('the Nakhon Sawan plan is a table of 548 projects whose budgets add up', async () => {
    const path = join(shared, 'projects/nakhon-sawan-plan-2566-2570.json')
    const look = await lookAtTable(path)
    const [layer] = look.layers
    expect(layer).toMatchObject({ name: 'sheets › projects', rowCount: 548 })
    const sums = new Map<string, number>()
    for await (const batch of readTable(path, { layer: 'sheets › projects' })) {
      for (const row of batch) {
        for (const [index, column] of layer!.columns.entries()) {
          if (!/^budget\d{4}$/.test(column.name)) continue
          sums.set(column.name, (sums.get(column.name) ?? 0) + (numberOrNull(row.values[index] ?? null) ?? 0))
        }
      }
    }
    expect([...sums.values()]).toEqual([409_883_820, 443_281_520, 678_100_920, 490_597_720, 371_974_720])
  })
})

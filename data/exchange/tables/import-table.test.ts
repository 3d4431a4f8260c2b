import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { buildRegister, loadRegister, type RegisteredArea } from '../../areas/register.ts'
import { storeAreas } from '../../areas/register-fixture.ts'
import { type ImportChoices, importChoicesSchema } from '../../contract/imports.ts'
import { tableColumns, tableValues } from '../../indicators/table-values.ts'
import type { JobContext } from '../../jobs/context.ts'
import { WriteTurn } from '../../jobs/write-turn.ts'
import { currentVersion, listRefused, listVersions } from '../../store/datasets.ts'
import { createStore, type Store } from '../../store/open.ts'
import { quoteName } from '../../store/sql.ts'
import { joinKey } from '../join/join-rows.ts'
import { levelOfCode } from '../text/area-code.ts'
import { importTable } from './import-table.ts'
import { lookAtTable } from './look-at-table.ts'
import { previewTable } from './preview-table.ts'

const area = (code: string, nameTh: string): RegisteredArea => ({
  code,
  level: levelOfCode(code) ?? 'tambon',
  nameTh,
  nameEn: '',
  parentCode: code.slice(0, -2),
})
const areas = [
  area('40', 'ขอนแก่น'),
  area('4001', 'เมืองขอนแก่น'),
  area('400101', 'ในเมือง'),
  area('400102', 'สำราญ'),
  area('400103', 'โคกสี'),
  area('4002', 'บ้านฝาง'),
  area('400201', 'หนองบัว'),
]

let folder: string
let count = 0
let store: Store
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-import-table-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))
beforeEach(() => {
  store?.close()
  store = createStore(join(folder, `w${count++}.gpkg`))
  storeAreas(store.db, areas)
})
afterAll(() => store.close())

function csv(text: string, name = 'population.csv'): string {
  const path = join(folder, name)
  writeFileSync(path, text)
  return path
}

const choose = (choices: Partial<ImportChoices> = {}): ImportChoices =>
  importChoicesSchema.parse({ role: 'table', ...choices })

function run(text: string, choices: Partial<ImportChoices> = {}, context: Partial<JobContext> = {}) {
  return importTable(csv(text), choose(choices), {
    db: store.db,
    workspacePath: store.path,
    turn: new WriteTurn(),
    cancelled: () => false,
    progress: () => undefined,
    ...context,
  })
}

function rowsOf(versionId: number): unknown[] {
  const version = listVersions(store.db).find((each) => each.versionId === versionId)
  return store.db.prepare(`SELECT * FROM ${quoteName(version?.table ?? '')}`).all()
}

describe('importTable', () => {
  it('keeps values by area, known columns by their meaning', async () => {
    const outcome = await run(
      'รหัสตำบล,ตำบล,ประชากร,ชาย,หญิง,ร้อยละยากจน,หมายเหตุ\n400102,สำราญ,"2,000",900,"1,100",12.5%,\nTH400101,ในเมือง,๕๐๐๐,2400,2600,-,เทศบาล\n',
      {
        title: 'ประชากร 2564',
      },
    )
    expect(outcome).toMatchObject({ datasetIds: ['table:ประชากร-2564'], taken: 2, refused: 0, refusedRows: [] })
    expect(rowsOf(outcome.versionIds[0]!)).toEqual([
      {
        ...{ fid: 1, area_code: '400101', area_name: 'ในเมือง', level: 'tambon', year: 2021 },
        ...{ population: 5000, male: 2400, female: 2600, ร้อยละยากจน: null, หมายเหตุ: 'เทศบาล' },
      },
      {
        ...{ fid: 2, area_code: '400102', area_name: 'สำราญ', level: 'tambon', year: 2021 },
        ...{ population: 2000, male: 900, female: 1100, ร้อยละยากจน: 12.5, หมายเหตุ: null },
      },
    ])
    const columns = tableColumns(store.db, outcome.versionIds[0]!)
    expect(columns.map(({ name, type, statistic, means }) => [name, type, statistic, means])).toEqual([
      ['population', 'INTEGER', 'sum', 'population'],
      ['male', 'INTEGER', 'sum', 'male'],
      ['female', 'INTEGER', 'sum', 'female'],
      ['ร้อยละยากจน', 'REAL', 'mean', null],
      ['หมายเหตุ', 'TEXT', 'none', null],
    ])
    expect(outcome.join?.areasWithout.map((without) => without.code)).toEqual(['400103', '400201'])
    expect(
      store.db.prepare("SELECT data_type FROM gpkg_contents WHERE identifier LIKE 'ประชากร%'").pluck().all(),
    ).toEqual(['attributes'])
  })

  it('lists every refused row with its reason, and only counts other provinces', async () => {
    const outcome = await run(
      [
        'จังหวัด,อำเภอ,ตำบล,n',
        'ขอนแก่น,เมือง,ในเมือง,1',
        'ขอนแก่น,เมือง,ในเมือง,2',
        'ขอนแก่น,เมือง,โคกศรี,3',
        'ขอนแก่น,เมือง,สำราญ,"1,200",9',
        'เชียงใหม่,แม่ริม,ริมใต้,4',
        'กรุงเทพมหานคร,พระนคร,วังบูรพา,5',
        ',,,6',
        'รวมทั้งสิ้น,,,20',
      ].join('\n'),
    )
    expect(outcome).toMatchObject({ taken: 1, refused: 7 })
    expect(outcome.refusedRows.map(({ row, column, reason }) => [row, column, reason])).toEqual([
      [2, 'ตำบล', 'refused.duplicate-area'],
      [3, 'ตำบล', 'refused.area-not-found'],
      [4, '', 'refused.row-too-long'],
      [7, '', 'refused.no-area'],
      [8, 'จังหวัด', 'refused.total-row'],
    ])
    expect(outcome.notes).toContainEqual({
      message: 'join.outside',
      values: { rows: 2, provinces: 2, names: 'เชียงใหม่, กรุงเทพมหานคร' },
      severity: 'info',
    })
    expect(outcome.join?.near[0]?.candidates[0]?.code).toBe('400103')
    expect(listRefused(store.db, outcome.versionIds[0]!)).toEqual(outcome.refusedRows)
    expect(currentVersion(store.db, outcome.datasetIds[0]!)?.refusedCount).toBe(7)
  })

  it('takes a near match only when a person settled it', async () => {
    const words = { province: 'ขอนแก่น', amphoe: 'เมือง', tambon: 'โคกศรี' }
    const outcome = await run('จังหวัด,อำเภอ,ตำบล,n\nขอนแก่น,เมือง,โคกศรี,3\n', { joins: { [joinKey(words)]: '400103' } })
    expect(outcome).toMatchObject({ taken: 1, refused: 0, join: { matchedBySettled: 1, near: [] } })
  })

  it('leaves a cell that is no number empty, and says so', async () => {
    const body = Array.from({ length: 24 }, (_, index) => `40010${(index % 3) + 1},${2500 + index},5`).join('\n')
    const outcome = await run(`code,year,n\n${body}\n400201,2564,ห้า\n`)
    expect(outcome.taken).toBe(25)
    expect(outcome.refusedRows).toEqual([{ row: 25, column: 'n', value: 'ห้า', reason: 'refused.cell-not-a-number' }])
    expect(outcome.notes).toContainEqual({ message: 'table.cells-left-empty', values: { count: 1 }, severity: 'warn' })
  })

  it('keeps years apart, whatever their era, and refuses those that say none', async () => {
    const outcome = await run(
      'code,ปี,n\n400101,2564,1\n400101,2022,2\n400102,พ.ศ. 2565,3\n400102,65,4\n400103,พ.ศ. 2022,5\n',
    )
    expect(outcome.refusedRows.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'refused.year-two-digits'],
      [5, 'refused.year-era-contradicts'],
    ])
    expect(outcome.notes).toContainEqual({ message: 'table.mixed-eras', values: {}, severity: 'info' })
    const version = outcome.versionIds[0]!
    expect(tableValues(store.db, version, 'n', 'tambon').values).toEqual([2, 3, null, null])
    expect(tableValues(store.db, version, 'n', 'tambon', { year: 2021 }).values).toEqual([1, null, null, null])
  })

  it('joins codes that are split over columns', async () => {
    const outcome = await run('province_code,amphoe_code,tambon_code,n\n40,1,1,5\n40,2,1,7\n')
    expect(tableValues(store.db, outcome.versionIds[0]!, 'n', 'tambon').values).toEqual([5, null, null, 7])
  })

  it('keeps villages where the workspace has none, by their tambon', async () => {
    const outcome = await run('รหัสหมู่บ้าน,n\n40010101,5\n40010102,6\n40010201,7\n')
    expect(outcome).toMatchObject({ taken: 3, join: { matchedByCode: 3 } })
    const values = tableValues(store.db, outcome.versionIds[0]!, 'n', 'tambon')
    expect(values.values).toEqual([11, 7, null, null])
    expect(outcome.join?.areasWithout.map((without) => without.code)).toEqual(['400103', '400201'])
  })

  it('makes a second import of the same table a new version', async () => {
    const first = await run('code,n\n400101,1\n')
    const second = await run('code,n\n400101,2\n')
    expect(second.datasetIds).toEqual(first.datasetIds)
    expect(currentVersion(store.db, 'table:population')?.versionId).toBe(second.versionIds[0])
    expect(listVersions(store.db).filter((version) => version.kind === 'table')).toHaveLength(2)
  })

  const contents = (): unknown =>
    store.db.prepare('SELECT name FROM sqlite_master UNION ALL SELECT id FROM phaenthi_dataset ORDER BY 1').all()

  it.each([
    ['code,n\n', {}, 'table.header-only'],
    ['code,n\n100101,5\n', {}, 'table.no-area-met'],
    ['code\n400101\n400102\n', {}, 'table.no-values'],
    ['x,y\na,1\nb,2\n', {}, 'import.no-column'],
    ['code,n\n400101,1\n', { columns: { code: 'z' } }, 'import.no-column'],
  ])('refuses %j and leaves the workspace as it was', async (text, choices, code) => {
    const was = contents()
    await expect(run(text, choices)).rejects.toThrow(code)
    expect(contents()).toEqual(was)
  })

  it('refuses without areas', async () => {
    store.close()
    store = createStore(join(folder, `w${count++}.gpkg`))
    await expect(run('code,n\n400101,1\n')).rejects.toThrow('import.no-areas')
  })

  it('leaves the workspace as it was when cancelled, while reading or writing', async () => {
    const text = 'code,n\n400101,1\n400102,2\n'
    const was = contents()
    await expect(run(text, {}, { cancelled: () => true })).rejects.toThrow('cancelled')
    expect(contents()).toEqual(was)
    let writing = false
    const progress: JobContext['progress'] = ({ step }) => {
      writing ||= step === 'job.reading'
    }
    let asked = 0
    await expect(run(text, {}, { progress, cancelled: () => writing && ++asked > 2 })).rejects.toThrow('cancelled')
    expect(contents()).toEqual(was)
  })
})

describe('tableValues', () => {
  const text = 'code,population,poor,density,size\n400101,5000,50,500,10\n400102,2000,10,100,20\n400201,1000,30,50,20\n'

  it('adds counts up and says what is missing', async () => {
    const { versionIds } = await run(text)
    const at = (level: 'province' | 'amphoe') => tableValues(store.db, versionIds[0]!, 'population', level)
    expect(at('amphoe')).toMatchObject({ codes: ['4001', '4002'], values: [7000, 1000], missing: [1, 0] })
    expect(at('province')).toMatchObject({ codes: ['40'], values: [8000], missing: [1], notAdditive: false })
  })

  it('brings shares up by numerator and denominator, means by weight, or not at all', async () => {
    const { versionIds } = await run(text)
    const [version] = versionIds
    expect(tableValues(store.db, version!, 'density', 'amphoe')).toMatchObject({
      values: [null, null],
      notAdditive: true,
    })
    expect(tableValues(store.db, version!, 'density', 'tambon').values).toEqual([500, 100, null, 50])
    expect(tableValues(store.db, version!, 'density', 'amphoe', { weight: 'size' }).values).toEqual([7000 / 30, 50])
    const share = tableValues(store.db, version!, 'poor', 'amphoe', { denominator: 'population', per: 100 })
    expect(share).toMatchObject({ values: [(60 / 7000) * 100, 3], numerators: [60, 30], denominators: [7000, 1000] })
    expect(() => tableValues(store.db, version!, 'nothing', 'amphoe')).toThrow('table.no-column')
  })

  it('prefers the row of the area itself in a table of several levels', async () => {
    const { versionIds } = await run('code,n\n4001,100\n400101,30\n400102,40\n400201,7\n')
    expect(tableValues(store.db, versionIds[0]!, 'n', 'amphoe').values).toEqual([100, 7])
    expect(tableValues(store.db, versionIds[0]!, 'n', 'province').values).toEqual([100])
  })
})

describe('previewTable', () => {
  it('understands columns, samples rows and shows how they meet', async () => {
    const path = csv('รหัสตำบล,ตำบล,ประชากรรวม\n400101,ในเมือง,5\n400199,ใหม่,6\n', 'ประชากร 2564.csv')
    const preview = await previewTable({ path, choices: choose(), register: loadRegister(store.db) })
    expect(preview.choices).toMatchObject({
      year: 2021,
      columns: { code: 'รหัสตำบล', tambon: 'ตำบล', population: 'ประชากรรวม' },
    })
    expect(preview.sampleRows[0]).toEqual({ รหัสตำบล: '400101', ตำบล: 'ในเมือง', ประชากรรวม: '5' })
    expect(preview.join).toMatchObject({ matchedByCode: 1, none: [{ label: '400199 · ใหม่', rows: 1 }] })
    expect(preview.open).toEqual([])
    const again = await previewTable({
      path,
      name: 'ของเรา.csv',
      choices: choose({ headerRow: 2 }),
      register: loadRegister(store.db),
      look: await lookAtTable(path),
    })
    expect(again.layer.columns.map((column) => column.name)).toEqual(['400101', 'ในเมือง', '5'])
    const none = await previewTable({ path: csv('a,b\nx,1\n'), choices: choose(), register: buildRegister([]) })
    expect(none).toMatchObject({ open: ['columns'], join: null })
  })
})

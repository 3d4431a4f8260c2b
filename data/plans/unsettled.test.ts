/** What nobody settled is seen wherever the plan goes: in lists, in its forms, in the sheets about it and in packs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { unzipSync } from 'fflate'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { importChoicesSchema } from '../contract/imports.ts'
import { rollUpTable } from '../exchange/out/roll-up-tables.ts'
import { openProjects } from '../exchange/project-rows.ts'
import { openPlanWorkspace, type PlanWorkspace, packOf } from '../packs/testing.test-support.ts'
import { envelopeOf } from '../store/geometry.ts'
import { exportPlan } from './export-plan.ts'
import { listItems, listPlans } from './read.ts'
import { unsettledLines } from './unsettled.ts'

const home = mkdtempSync(join(tmpdir(), 'phaenthi-unsettled-'))
let here: PlanWorkspace
let there: PlanWorkspace

beforeAll(() => vi.stubEnv('PHAENTHI_HOME', home))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(home, { recursive: true })
})
/** Two laptops with one plan: เสลภูมิ and โพนทอง disagree on what the pond costs and on what the plan is called. */
beforeEach(() => {
  here = openPlanWorkspace('เสลภูมิ')
  there = openPlanWorkspace('โพนทอง')
  const document = { documentId: here.plan, kind: 'plan' } as const
  there.store.merge(document, here.store.changes(here.plan))
  for (const [{ store }, amountBaht, title] of [
    [here, 1_200_000, 'แผนน้ำ'],
    [there, 900_000, 'แผนดิน'],
  ] as const) {
    const budget = { fiscalYear: 2027, source: 'อบต.', amountBaht }
    store.apply({ type: 'setBudget', plan: here.plan, item: here.itemIds[0] as string, ...budget })
    store.apply({ type: 'editPlan', plan: here.plan, field: 'title', value: title })
  }
  here.store.merge(document, there.store.changes(here.plan))
})
afterEach(() => {
  here.remove()
  there.remove()
})

/** The cells of a sheet's rows as they are written; the forms keep their words in the sheet itself. */
function sheetsOf(bytes: Uint8Array): ReadonlyMap<string, string[][]> {
  const files = unzipSync(bytes)
  const text = (name: string) => new TextDecoder().decode(files[name])
  const names = [...text('xl/workbook.xml').matchAll(/<sheet name="([^"]+)"/g)].map(([, name]) => name as string)
  return new Map(
    names.map((name, at) => {
      const rows = text(`xl/worksheets/sheet${at + 1}.xml`).match(/<row .*?<\/row>/gs) ?? []
      const cells = (row: string) => row.match(/<c [^>]*?(?:\/>|>.*?<\/c>)/gs) ?? []
      return [name, rows.map((row) => cells(row).map((cell) => cell.replace(/<[^>]+>/g, '')))]
    }),
  )
}

describe('what is not settled', () => {
  test('is found in the list', () => {
    const { db } = here.file
    expect(
      listItems(db, { plan: here.plan, unsettled: true }).items.map(({ id, questions }) => [id, questions]),
    ).toEqual([[here.itemIds[0], 1]])
    expect(listPlans(db).find(({ id }) => id === here.plan)?.questionCount).toBe(2)
    expect(listItems(there.file.db, { unsettled: true }).items).toEqual([])
  })

  test('stands in the forms beside its item, and with all that was written on a sheet of its own', () => {
    const sheets = sheetsOf(exportPlan(here.file.db, { plan: here.plan, format: 'xlsx' }))
    const form = sheets.get('ผ.02') ?? []
    const column = form.find((row) => row.includes('ยังไม่ตกลง'))?.indexOf('ยังไม่ตกลง') ?? -1
    const marks = form.filter((row) => row[column]?.startsWith('งบประมาณ')).map((row) => [row[1], row[column]])
    expect(marks).toEqual([['ขุดลอกหนองน้ำ', 'งบประมาณปี 2570 จากอบต.']])
    const open = (sheets.get('ยังไม่ตกลง') ?? []).filter((row) => row.some((cell) => /เสลภูมิ|โพนทอง/.test(cell)))
    const told = open.map(([, item, field, written, by, at]) => [item, field, written, by, at])
    expect(told.map(([item, field]) => [item, field])).toEqual([
      ['(ตัวแผน)', 'ชื่อ'],
      ['', ''],
      ['ขุดลอกหนองน้ำ', 'งบประมาณปี 2570 จากอบต.'],
      ['', ''],
    ])
    expect(told.every(([, , , , at]) => /^\d{1,2} \S+ 25\d\d$/.test(at ?? ''))).toBe(true)
    expect(told.map(([, , written, by]) => [written, by]).toSorted()).toEqual([
      ['1,200,000 บาท', 'เสลภูมิ'],
      ['900,000 บาท', 'โพนทอง'],
      ['แผนดิน', 'โพนทอง'],
      ['แผนน้ำ', 'เสลภูมิ'],
    ])
    expect([...sheetsOf(exportPlan(there.file.db, { plan: here.plan, format: 'xlsx' })).keys()]).not.toContain(
      'ยังไม่ตกลง',
    )
  })

  test('is told in words, and a place by the place that was written', () => {
    const [item = ''] = here.itemIds
    const document = { documentId: here.plan, kind: 'plan' } as const
    const square = (lon: number) => {
      const corners = [
        [0, 0],
        [1, 0],
        [1, 1],
        [0, 1],
        [0, 0],
      ].map(([x = 0, y = 0]) => [lon + x / 100, 16 + y / 100]) // prettier-ignore
      return JSON.stringify({ type: 'Polygon', coordinates: [corners] })
    }
    const place = { id: 'p1', kind: 'area', geometry: square(103.5) } as const
    here.store.apply({ type: 'placeItem', plan: here.plan, item, places: [place] })
    there.store.merge(document, here.store.changes(here.plan))
    for (const [{ store }, at] of [
      [here, 0],
      [there, 1],
    ] as const) {
      const need = { baseline: [10, 20][at] ?? null, survey: null }
      store.apply({ type: 'setNeed', plan: here.plan, item, indicator: 'bmn2567.1', need })
      store.apply({
        type: 'setReach',
        plan: here.plan,
        item,
        reach: { by: 'distance', distanceM: [500, 2000][at] ?? 1 },
      })
      store.apply({ type: 'moveItem', plan: here.plan, item, place: { ...place, geometry: square(103.6 + at / 10) } })
      store.apply({
        type: 'editItem',
        plan: here.plan,
        item,
        field: 'category',
        value: ['people', 'partners'][at] ?? null,
      })
      store.apply({ type: 'editPlan', plan: here.plan, field: 'firstFiscalYear', value: [2024, 2026][at] ?? null })
      store.apply({ type: 'editPlan', plan: here.plan, field: 'state', value: ['agreed', 'closed'][at] ?? null })
    }
    here.store.merge(document, there.store.changes(here.plan))
    const written = (field: string) => {
      const question = here.store.questions(here.plan).filter((each) => each.field === field)
      return unsettledLines(question, { document: here.store.open(here.plan) })
        .flatMap(({ options }) => options.map(({ value }) => value))
        .toSorted()
    }
    expect(written('need:bmn2567.1')).toEqual(['ค่าตั้งต้น 10', 'ค่าตั้งต้น 20'])
    expect(written('reach')).toEqual(['ในระยะ 2,000 เมตร', 'ในระยะ 500 เมตร'])
    expect(written('category')).toEqual(['พัฒนาคน', 'เชื่อมภาคี'].toSorted())
    expect(written('firstFiscalYear')).toEqual(['พ.ศ. 2567', 'พ.ศ. 2569'])
    expect(written('state')).toEqual(['ปิดแล้ว', 'เห็นชอบแล้ว'])
    expect(written('place:p1')).toEqual([
      'พื้นที่ 5 จุด · กลางรูป 16.00500, 103.60500',
      'พื้นที่ 5 จุด · กลางรูป 16.00500, 103.70500',
    ])
    const db = new Sqlite(packOf(here, 'ที่ตั้ง.plan.gpkg').path, { readonly: true })
    const rows = db.prepare("SELECT written, geom FROM unsettled WHERE field = 'ที่ตั้ง'").all() as Array<{
      readonly written: string
      readonly geom: Uint8Array
    }>
    db.close()
    const west = rows.map(({ written: words, geom }) => [words.slice(-9), envelopeOf(geom)?.[0].toFixed(3)]).toSorted()
    expect(west).toEqual([
      ['103.60500', '103.600'],
      ['103.70500', '103.700'],
    ])
  })

  test('is asked about a dropped item wherever the meeting looks: in the list, on the sheet, in the layer', () => {
    const [, item = ''] = here.itemIds
    const document = { documentId: here.plan, kind: 'plan' } as const
    const standing = listItems(here.file.db, { plan: here.plan }).budgetBaht
    here.store.apply({ type: 'dropItem', plan: here.plan, item, why: '' })
    there.store.apply({ type: 'editItem', plan: here.plan, item, field: 'objective', value: 'น้ำพอทั้งปี' })
    here.store.merge(document, there.store.changes(here.plan))
    const { db } = here.file
    const title = here.store.item(here.plan, item)?.fields.title ?? ''
    const listed = listItems(db, { plan: here.plan, unsettled: true })
    expect(listed.items.map(({ id, dropped, questions }) => [id, dropped, questions])).toContainEqual([item, true, 1])
    expect(listed.budgetBaht).toBeLessThan(standing)
    expect(listItems(db, { plan: here.plan }).items.map(({ id }) => id)).not.toContain(item)
    const sheets = sheetsOf(exportPlan(db, { plan: here.plan, format: 'xlsx' }))
    expect((sheets.get('ผ.02') ?? []).flat()).not.toContain(title)
    const rows = sheets.get('ยังไม่ตกลง') ?? []
    const at = rows.findIndex((row) => row.includes(`${title} (ตัดออก)`))
    const told = rows.slice(at, at + 2).map((row) => row.slice(1, 5))
    expect(told.map(([asked]) => asked)).toEqual([`${title} (ตัดออก)`, ''])
    expect(told.map(([, , written, by]) => [written, by]).toSorted()).toEqual([
      ['คงไว้ เพราะมีคนแก้ วัตถุประสงค์', 'โพนทอง'],
      ['ตัดออก', 'เสลภูมิ'],
    ])
    const packed = new Sqlite(packOf(here, 'ตัด.plan.gpkg').path, { readonly: true })
    const layer = packed.prepare("SELECT title, dropped, written FROM unsettled WHERE field = 'การตัดออก'").raw().all()
    packed.close()
    expect(layer.toSorted()).toEqual([
      [title, 1, 'คงไว้ เพราะมีคนแก้ วัตถุประสงค์'],
      [title, 1, 'ตัดออก'],
    ])
  })

  test('is no project where the forms are read back', async () => {
    const path = join(home, 'แบบ.xlsx')
    writeFileSync(path, exportPlan(here.file.db, { plan: here.plan, format: 'xlsx' }))
    const choices = importChoicesSchema.parse({ role: 'projects' })
    const opened = await openProjects({ path, name: 'แบบ.xlsx' }, choices, { db: here.file.db, cancelled: () => false })
    if (opened.source.kind === 'book') throw new Error('a workbook is no book')
    const titles: string[] = []
    for await (const row of opened.source.rows) {
      if (row.startsSheet === undefined) titles.push(row.values.find((value) => value && !/^\d+$/.test(value)) ?? '')
    }
    expect(titles.filter((title) => title.includes('ตัวแผน'))).toEqual([])
    expect(titles.filter((title) => title === 'ขุดลอกหนองน้ำ')).toHaveLength(1)
  })

  test('is told beside the money it may change, in the sheets that go up and down', () => {
    const { db } = here.file
    for (const what of ['trace', 'answers']) {
      const table = rollUpTable(db, `${what}:${here.plan}`)
      const column = table?.columns.findIndex(({ name }) => name === 'ยังไม่ตกลง') ?? -1
      const told = [...(table?.rows() ?? [])].map(({ values }) => [values[1], values[column]])
      expect(told.filter(([, asked]) => asked !== null)).toEqual([['ขุดลอกหนองน้ำ', 'งบประมาณปี 2570 จากอบต.']])
    }
  })

  test('is a layer of the pack, the same from whichever laptop, and gone once it is settled', () => {
    const document = { documentId: here.plan, kind: 'plan' } as const
    const first = packOf(here, 'หนึ่ง.plan.gpkg')
    there.store.merge(document, here.store.changes(here.plan))
    const second = packOf({ ...there, plan: here.plan }, 'สอง.plan.gpkg')
    const layerOf = ({ manifest }: typeof first) => manifest.layers.find(({ table }) => table === 'unsettled')
    expect(layerOf(second)).toEqual(layerOf(first))
    const db = new Sqlite(first.path, { readonly: true })
    const rows = db.prepare('SELECT title, field, written, by, geom NOTNULL FROM unsettled ORDER BY fid').raw().all()
    db.close()
    expect(rows).toContainEqual(['ขุดลอกหนองน้ำ', 'งบประมาณปี 2570 จากอบต.', '1,200,000 บาท', 'เสลภูมิ', 1])
    expect(rows).toContainEqual([null, 'ชื่อ', 'แผนดิน', 'โพนทอง', 0])
    expect(rows).toHaveLength(4)
    for (const { item, field, options } of here.store.questions(here.plan)) {
      const choice = options[0]?.hash ?? ''
      here.store.apply({ type: 'settle', plan: here.plan, item, field, choice })
    }
    expect(layerOf(packOf(here, 'สาม.plan.gpkg'))).toBeUndefined()
  })
})

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
import { exportPlan } from './export-plan.ts'
import { listItems, listPlans } from './read.ts'

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
      ['1,200,000', 'เสลภูมิ'],
      ['900,000', 'โพนทอง'],
      ['แผนดิน', 'โพนทอง'],
      ['แผนน้ำ', 'เสลภูมิ'],
    ])
    expect([...sheetsOf(exportPlan(there.file.db, { plan: here.plan, format: 'xlsx' })).keys()]).not.toContain(
      'ยังไม่ตกลง',
    )
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
    expect(rows).toContainEqual(['ขุดลอกหนองน้ำ', 'งบประมาณปี 2570 จากอบต.', '1,200,000', 'เสลภูมิ', 1])
    expect(rows).toContainEqual([null, 'ชื่อ', 'แผนดิน', 'โพนทอง', 0])
    expect(rows).toHaveLength(4)
    for (const { item, field, options } of here.store.questions(here.plan)) {
      const choice = options[0]?.hash ?? ''
      here.store.apply({ type: 'settle', plan: here.plan, item, field, choice })
    }
    expect(layerOf(packOf(here, 'สาม.plan.gpkg'))).toBeUndefined()
  })
})

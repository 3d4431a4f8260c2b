import { writeFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { importChoicesSchema, type Provenance } from '../contract/imports.ts'
import { type NewItem, newItemSchema, type PlanItem } from '../contract/plans.ts'
import { DocumentStore } from '../documents/store.ts'
import { openTestWorkspace, type TestWorkspace } from '../documents/testing.test-support.ts'
import { openProjects } from '../exchange/project-rows.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { exportPlan } from './export-plan.ts'
import { importProjects, type ProjectSource } from './import-projects.ts'
import { headingText, parseHeading } from './project-headings.ts'

let workspace: TestWorkspace
beforeEach(() => {
  workspace = openTestWorkspace()
})
afterEach(() => workspace.remove())

const frame = {
  strategyCode: '1',
  strategy: 'ด้านคน: ทุกวัย',
  tacticCode: '1.1',
  tactic: 'สุขภาพ',
  programme: 'แผนงานสาธารณสุข',
}
const items: readonly NewItem[] = [
  {
    fields: {
      ...{ title: 'ดูแลผู้สูงอายุ', ...frame, objective: '1. ดูแล\n2. ป้องกัน', target: '120 คน', kpi: 'ร้อยละ 90' },
      ...{ expectedResult: 'สุขภาพดี', ownerUnit: 'กองสาธารณสุข', proposedTo: 'อบจ.', reason: 'ผู้ป่วยเพิ่ม' },
      ...{ notes: 'รอหนังสือ', sequence: '1', amendment: 'เพิ่มเติม 1/2567', jointIssue: 'สังคมสูงวัย' },
      ...{ category: 'people', status: 'agreed', form: '02' },
    },
    budgets: [
      { fiscalYear: 2024, source: '', amountBaht: 10_000 },
      { fiscalYear: 2024, source: 'สปสช.', amountBaht: 90_000 },
      { fiscalYear: 2025, source: 'สปสช.', amountBaht: 100_000 },
    ],
    ordinances: [{ fiscalYear: 2024, amountBaht: 80_000 }],
    roles: [
      { organisation: 'รพ.สต.นาคำ', role: 'lead' },
      { organisation: 'อสม.ตำบลนาคำ', role: 'support' },
      { organisation: 'ชมรมผู้สูงอายุ', role: 'support' },
      { organisation: 'สปสช.', role: 'money' },
      { organisation: 'สสอ.', role: 'data' },
    ],
    places: [
      {
        id: 'p1',
        kind: 'point',
        geometry: '{"type":"Point","coordinates":[103.5,16.25]}',
        code: '45010104',
        label: null,
      },
    ],
    needs: [{ indicator: 'bmn38_18', baseline: 12.5, survey: '2567' }],
    goals: [{ indicator: 'bmn38_18', fiscalYear: 2025, goal: 8 }],
    links: [{ id: 'l1', title: 'แบบแปลน', url: 'https://example.go.th/a.pdf' }],
    reach: { by: 'distance', distanceM: 800 },
  },
  {
    fields: { title: 'ไม่มียุทธศาสตร์', sequence: '2', form: '02' },
    budgets: [{ fiscalYear: 2024, source: '', amountBaht: 0 }],
  },
  {
    fields: {
      title: 'ขอรับเงินจากจังหวัด',
      ...frame,
      tacticCode: '1.2',
      tactic: null,
      sequence: '1',
      form: '02/2',
      status: 'done',
    },
    budgets: [{ fiscalYear: 2026, source: 'งบจังหวัด', amountBaht: 1_500_000 }],
  },
].map((item) => newItemSchema.parse(item))

function makePlan(): string {
  const fields = {
    title: 'แผนตำบลนาคำ',
    entity: 'อบต.นาคำ',
    firstFiscalYear: 2024,
    lastFiscalYear: 2026,
    vision: 'น้ำดี',
  }
  workspace.store.apply({ type: 'importItems', plan: 'p', fields, items: [...items], file: 'ก.xlsx' })
  const dropped = newItemSchema.parse({ id: 'gone', fields: { title: 'ตัดแล้ว' } })
  workspace.store.apply({ type: 'addItem', plan: 'p', item: dropped })
  workspace.store.apply({ type: 'dropItem', plan: 'p', item: 'gone', why: 'ซ้ำ' })
  return 'p'
}

async function bringBack(source: ProjectSource, plan: string): Promise<PlanItem[]> {
  const choices = { ...importChoicesSchema.parse({ role: 'projects' }), plan }
  const job = { db: workspace.file.db, workspacePath: workspace.path, turn: new WriteTurn() }
  const outcome = await importProjects(source, choices, { ...job, cancelled: () => false, progress: () => undefined })
  expect(outcome.refusedRows).toEqual([])
  return new DocumentStore(workspace.file.db).items(outcome.datasetIds[0]!.replace('plan:', ''))
}

const provenance: Provenance = {
  ...{ file: 'book.json', hash: '', bytes: 0, format: 'json', layer: '', crs: null, datum: null },
  ...{ encoding: null, columns: {}, importedAt: '', notes: [] },
}

describe('a plan that is written and read back', () => {
  test('as a project book says everything that it said', async () => {
    const plan = makePlan()
    const text = new TextDecoder().decode(exportPlan(workspace.file.db, { plan, format: 'json' }))
    const back = await bringBack({ kind: 'book', text, provenance }, 'อีกฉบับ')
    const saying = ({ id: _, planId: __, rank: ___, origin: ____, ...rest }: PlanItem) => rest
    const stood = workspace.store.items(plan).filter(({ dropped }) => !dropped)
    expect(back.map(saying)).toEqual(stood.map(saying))
    const again = workspace.store.plan(back[0]!.planId)
    expect(again?.fields).toMatchObject({
      entity: 'อบต.นาคำ',
      vision: 'น้ำดี',
      firstFiscalYear: 2024,
      lastFiscalYear: 2026,
    })
    expect(again?.strategies).toEqual(workspace.store.plan(plan)?.strategies)
  })

  test('as the forms says all that the forms and the columns beside them hold, whatever form an item is of', async () => {
    const plan = makePlan()
    const path = `${workspace.path}.xlsx`
    writeFileSync(path, exportPlan(workspace.file.db, { plan: 'แผนตำบลนาคำ', format: 'xlsx' }))
    const { db } = workspace.file
    const choices = importChoicesSchema.parse({ role: 'projects' })
    const opened = await openProjects({ path, name: 'แบบ.xlsx' }, choices, { db, cancelled: () => false })
    const back = await bringBack(opened.source, 'จากแบบ')
    const saying = ({ fields, budgets, ordinances, roles, places }: PlanItem) => {
      const spots = places.map(({ kind, geometry, code }) => ({ kind, geometry, code }))
      // A list of projects that says no status is one of ideas.
      return { fields: { ...fields, status: fields.status ?? 'idea' }, budgets, ordinances, roles, spots }
    }
    const stood = workspace.store.items(plan).filter(({ dropped }) => !dropped)
    expect(back.map(saying)).toEqual(stood.map(saying))
    expect(back.map(({ origin }) => origin?.sheet)).toEqual(['ผ.02', 'ผ.02', 'ผ.02-2'])
  })

  test('is refused in a format that cannot hold it, and where it is not there', () => {
    makePlan()
    const { db } = workspace.file
    expect(() => exportPlan(db, { plan: 'p', format: 'kml' })).toThrow('export.unknown-format')
    expect(() => exportPlan(db, { plan: 'q', format: 'json' })).toThrow('request.not-found')
  })
})

describe('a heading among projects', () => {
  const words = fc
    .string({ unit: fc.constantFrom('ก', 'ำ', '้', ' ', ':', '1', '.', '(', 'a'), maxLength: 20 })
    .map((text) => text.trim() || null)
  const code = fc.constantFrom(null, '1', '2.', '4.1', 'ย.3')

  test('that we write is read as it was', () => {
    fc.assert(
      fc.property(fc.constantFrom('strategy' as const, 'tactic' as const), code, words, (level, number, title) => {
        expect(parseHeading(headingText({ level, code: number, title }))).toEqual({ level, code: number, title })
      }),
    )
  })

  test.each([
    ['ยุทธศาสตร์ที่ 1 ด้านโครงสร้างพื้นฐาน', { level: 'strategy', code: '1', title: 'ด้านโครงสร้างพื้นฐาน' }],
    ['ก. ยุทธศาสตร์การพัฒนาที่ 2 ด้านสังคม', { level: 'strategy', code: '2', title: 'ด้านสังคม' }],
    ['แนวทางการพัฒนาที่ 1.2 ถนน', { level: 'tactic', code: '1.2', title: 'ถนน' }],
    ['1) แผนงานเคหะและชุมชน', { level: 'programme', code: null, title: 'แผนงานเคหะและชุมชน' }],
  ])('%s', (text, heading) => expect(parseHeading(text)).toEqual(heading))

  test.each(['ก่อสร้างถนนตามยุทธศาสตร์ที่ 1', 'อบรมแนวทางการออม', 'โครงการแผนงานสาธารณสุข'])('not %s', (text) => {
    expect(parseHeading(text)).toBeNull()
  })
})

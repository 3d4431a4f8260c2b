import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Refusal } from '../contract/errors.ts'
import { type ImportChoices, importChoicesSchema, type Provenance } from '../contract/imports.ts'
import { openTestWorkspace, type TestWorkspace, tableStates } from '../documents/testing.test-support.ts'
import type { JobContext } from '../jobs/context.ts'
import { WriteTurn } from '../jobs/write-turn.ts'
import { importProjects, type ProjectSource, previewProjects } from './import-projects.ts'
import { budgetTotals, itemWithHistory, listItems, listPlans } from './read.ts'
import type { ProjectRow } from './read-projects.ts'

let workspace: TestWorkspace
beforeEach(() => {
  workspace = openTestWorkspace('สมหญิง')
})
afterEach(() => workspace.remove())

const provenance: Provenance = {
  ...{
    file: 'แผน.xlsx',
    hash: 'abc',
    bytes: 10,
    format: 'xlsx',
    layer: 'ยุทธ 1',
    crs: null,
    datum: null,
    encoding: null,
  },
  ...{ columns: {}, importedAt: '2026-01-01T00:00:00Z', notes: [] },
}
const columns = ['ที่', 'โครงการ', 'งบประมาณ › 2566', 'งบประมาณ › 2567', 'ประเภท', 'lat', 'lon']
const cells: ReadonlyArray<ReadonlyArray<string | null>> = [
  ['1', 'ฝายห้วยแก้ว หมู่ที่ 4', ' 1,632,820 ', '" -   "', 'แผนพื้นที่', '15.6', '103.5'],
  ['2', 'เยี่ยมบ้านผู้สูงอายุ', '300,000.00', '300000', 'พัฒนาคน', null, null],
  ['3', 'ธนาคารน้ำใต้ดิน', 'ตามจริง', null, null, null, null],
  ['4', null, null, null, null, null, null],
]

function source(rows = cells): ProjectSource {
  return {
    kind: 'rows',
    columns,
    rows: rows.map((values, index): ProjectRow => ({ row: index + 1, values })),
    provenance,
  }
}

function choices(more: Partial<ImportChoices> = {}): ImportChoices {
  return { ...importChoicesSchema.parse({ role: 'projects' }), plan: 'แผนตำบลนาคำ', ...more }
}

function context(more: Partial<JobContext> = {}): JobContext {
  const { path, file } = workspace
  return {
    ...{ db: file.db, workspacePath: path, turn: new WriteTurn(), cancelled: () => false, progress: () => undefined },
    ...more,
  }
}

describe('a table of projects', () => {
  test('becomes a plan with its items and money, as one step that can be undone', async () => {
    const outcome = await importProjects(source(), choices(), context())
    expect(outcome).toMatchObject({
      taken: 2,
      refused: 1,
      refusedRows: [{ row: 3, column: 'งบประมาณ › 2566', value: 'ตามจริง', reason: 'refused.not-baht' }],
    })
    const [plan] = listPlans(workspace.file.db)
    expect(plan).toMatchObject({
      ...{ title: 'แผนตำบลนาคำ', itemCount: 2, unplacedCount: 1, budgetBaht: 2_232_820 },
      ...{ firstFiscalYear: 2023, lastFiscalYear: 2024 },
    })
    expect(outcome.datasetIds).toEqual([`plan:${plan?.id}`])
    expect(workspace.store.undo().label.values).toMatchObject({ what: 'command.import-items', count: 2 })
    expect(listPlans(workspace.file.db)).toEqual([])
    workspace.store.redo()
    expect(listPlans(workspace.file.db)).toEqual([plan])
    for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
  })

  test('imported again adds only what is new or changed, also after places were given', async () => {
    await importProjects(source(), choices(), context())
    const [plan] = listPlans(workspace.file.db)
    const { items } = listItems(workspace.file.db, { unplaced: true })
    const places = [{ id: 'p', kind: 'none' as const }]
    workspace.store.apply({ type: 'placeItem', plan: plan!.id, item: items[0]!.id, places })
    const changed = cells.map((row, index) => (index === 0 ? row.with(2, '2,000,000') : row))
    expect((await importProjects(source(), choices(), context())).taken).toBe(0)
    const outcome = await importProjects(source(changed), choices(), context())
    expect(outcome.taken).toBe(1)
    expect(outcome.notes).toContainEqual({ message: 'projects.already-there', values: { count: 1 }, severity: 'info' })
    expect(listPlans(workspace.file.db)).toMatchObject([{ itemCount: 3 }])
  })

  test('is previewed without a write', async () => {
    const before = workspace.file.db.pragma('data_version')
    const preview = await previewProjects(source(), choices())
    expect(preview).toMatchObject({
      ...{ itemCount: 2, placedCount: 1, open: [] },
      budgetByFiscalYear: [
        { fiscalYear: 2023, amountBaht: 1_932_820 },
        { fiscalYear: 2024, amountBaht: 300_000 },
      ],
    })
    expect(preview.targets).toContainEqual({ target: 'title', required: true, column: 'โครงการ' })
    expect(workspace.file.db.pragma('data_version')).toEqual(before)
    expect(workspace.store.documents()).toEqual([])
  })

  test.each([
    ['no column for the title', { columns: ['ก', 'ข'], rows: [{ row: 1, values: ['x', 'y'] }] }, 'import.no-column'],
    ['no row that can be taken', { columns, rows: [{ row: 1, values: cells[2]! }] }, 'import.no-rows'],
  ])('with %s is refused and nothing is written', async (_what, rows, code) => {
    const attempt = importProjects({ kind: 'rows', provenance, ...rows }, choices(), context())
    await expect(attempt).rejects.toMatchObject({ code })
    expect(workspace.store.documents()).toEqual([])
  })

  test('cancelled while it is read leaves the workspace as it was', async () => {
    const many = Array.from({ length: 5000 }, (_, index) => [
      String(index),
      `งาน ${index}`,
      '1',
      null,
      null,
      null,
      null,
    ])
    const attempt = importProjects(source(many), choices(), context({ cancelled: () => true }))
    await expect(attempt).rejects.toThrow(Refusal)
    expect(workspace.store.documents()).toEqual([])
  })
})

test.each([
  ['not JSON', '{', 'file.damaged'],
  ['other JSON', '{"type": "FeatureCollection"}', 'file.unknown-format'],
])('a book that is %s is refused', async (_what, text, code) => {
  await expect(importProjects({ kind: 'book', text, provenance }, choices(), context())).rejects.toMatchObject({ code })
})

describe('lists and totals', () => {
  beforeEach(async () => {
    await importProjects(source(), choices(), context())
  })

  test.each([
    [{}, ['ฝายห้วยแก้ว หมู่ที่ 4', 'เยี่ยมบ้านผู้สูงอายุ']],
    [{ unplaced: true }, ['เยี่ยมบ้านผู้สูงอายุ']],
    [{ category: 'area' }, ['ฝายห้วยแก้ว หมู่ที่ 4']],
    [{ category: null }, []],
    [{ fiscalYear: 2024 }, ['เยี่ยมบ้านผู้สูงอายุ']],
    [{ words: 'ผู้ สูงอายุ' }, ['เยี่ยมบ้านผู้สูงอายุ']],
    [{ status: 'idea', offset: 1, limit: 1 }, ['เยี่ยมบ้านผู้สูงอายุ']],
    [{ plan: 'another' }, []],
  ])('items with %o', (request, titles) => {
    expect(listItems(workspace.file.db, request).items.map(({ title }) => title)).toEqual(titles)
  })

  test('a dropped item is in no total, and its row is listed when it is asked for', () => {
    const { items } = listItems(workspace.file.db)
    const { planId, id } = items[0]!
    workspace.store.apply({ type: 'dropItem', plan: planId, item: id, why: 'ซ้ำ' })
    expect(listItems(workspace.file.db)).toMatchObject({ total: 1, budgetBaht: 600_000 })
    expect(listItems(workspace.file.db, { dropped: true }).total).toBe(2)
    expect(budgetTotals(workspace.file.db, planId)).toEqual({
      byFiscalYear: [
        { fiscalYear: 2023, amountBaht: 300_000, items: 1 },
        { fiscalYear: 2024, amountBaht: 300_000, items: 1 },
      ],
      byCategory: [
        { category: 'people', fiscalYear: 2023, amountBaht: 300_000, items: 1 },
        { category: 'people', fiscalYear: 2024, amountBaht: 300_000, items: 1 },
      ],
      totalBaht: 600_000,
      itemCount: 1,
    })
  })

  test('an item whole, with what was done to it', () => {
    const { id, planId } = listItems(workspace.file.db).items[0]!
    workspace.store.apply({ type: 'editItem', plan: planId, item: id, field: 'kpi', value: 'ร้อยละ 80' })
    const found = itemWithHistory(workspace.file.db, workspace.store, id)
    expect(found?.item.fields.kpi).toBe('ร้อยละ 80')
    expect(found?.history.map(({ label }) => label.message)).toEqual(['command.edit-item', 'command.import-items'])
    expect(itemWithHistory(workspace.file.db, workspace.store, 'nobody')).toBeNull()
  })
})

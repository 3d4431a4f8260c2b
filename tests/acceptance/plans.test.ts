/** The five-year plan of a real city municipality: 548 projects, every field of the form, every baht. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { importChoicesSchema, type Provenance } from '../../data/contract/imports.ts'
import type { NewItem, PlanItem } from '../../data/contract/plans.ts'
import { DocumentStore } from '../../data/documents/store.ts'
import { openTestWorkspace, type TestWorkspace } from '../../data/documents/testing.test-support.ts'
import { openProjects } from '../../data/exchange/project-rows.ts'
import { WriteTurn } from '../../data/jobs/write-turn.ts'
import { exportPlan } from '../../data/plans/export-plan.ts'
import { importProjects, type ProjectSource } from '../../data/plans/import-projects.ts'
import { indexPlaceNames, type NamedPlace } from '../../data/plans/place-names.ts'
import { readProjectBook } from '../../data/plans/project-book.ts'
import { budgetTotals, listPlans } from '../../data/plans/read.ts'
import { suggestPlaces } from '../../data/plans/suggest-places.ts'

const shared = fileURLToPath(new URL('../../../shared/data/', import.meta.url))
const bookPath = `${shared}projects/nakhon-sawan-plan-2566-2570.json`
const villagesPath = `${shared}registry/villages-8-digit/`
const hasBook = existsSync(bookPath)
if (!hasBook) console.warn(`skipped: ${bookPath} is not here`)

/** Of the list's own description. */
const sumsBaht = [409_883_820, 443_281_520, 678_100_920, 490_597_720, 371_974_720]
const years = [2566, 2567, 2568, 2569, 2570]

type Project = Readonly<Record<string, string | number | null>>
interface Sheet {
  readonly sheetName: string
  readonly formType: string
  readonly preamble: Readonly<Record<string, string | null>>
  readonly projects: readonly Project[]
}

const provenance: Provenance = {
  ...{ file: 'nakhon-sawan.json', hash: '', bytes: 0, format: 'json', layer: '', crs: null, datum: null },
  ...{ encoding: null, columns: {}, importedAt: '', notes: [] },
}

describe.skipIf(!hasBook)('the Nakhon Sawan plan', () => {
  let workspace: TestWorkspace
  let text: string
  let sheets: readonly Sheet[]
  beforeAll(() => {
    workspace = openTestWorkspace()
    text = readFileSync(bookPath, 'utf8')
    sheets = (JSON.parse(text) as { sheets: Sheet[] }).sheets
  })
  afterAll(() => workspace.remove())

  async function take(source: ProjectSource, plan?: string): Promise<PlanItem[]> {
    const choices = { ...importChoicesSchema.parse({ role: 'projects' }), ...(plan ? { plan } : {}) }
    const context = { db: workspace.file.db, workspacePath: workspace.path, turn: new WriteTurn() }
    const job = { ...context, cancelled: () => false, progress: () => undefined }
    const outcome = await importProjects(source, choices, job)
    expect(outcome).toMatchObject({ taken: 548, refused: 0 })
    // Read back by a session of its own: what is in the file, not what is in memory.
    return new DocumentStore(workspace.file.db).items(outcome.datasetIds[0]!.replace('plan:', ''))
  }

  function totalsOf(planId: string): number[] {
    return budgetTotals(workspace.file.db, planId).byFiscalYear.map(({ amountBaht }) => amountBaht)
  }

  test('as a project book: every field of every project reads back as it was written', async () => {
    const items = await take({ kind: 'book', text, provenance })
    const projects = sheets.flatMap((sheet) => sheet.projects.map((project) => ({ project, sheet })))
    expect(items.map(formOf)).toEqual(projects.map(({ project, sheet }) => writtenOf(project, sheet)))
    expect(totalsOf(items[0]!.planId)).toEqual(sumsBaht)
    const plan = listPlans(workspace.file.db).find(({ id }) => id === items[0]!.planId)
    expect(plan).toMatchObject({
      title: 'แผนพัฒนาท้องถิ่น (พ.ศ.2566 - 2570) ทบทวน ครั้งที่ 1 / 2566 เทศบาลนครนครสวรรค์',
      ...{ itemCount: 548, firstFiscalYear: 2023, lastFiscalYear: 2027 },
    })
    workspace.store.undo()
    expect(listPlans(workspace.file.db)).toEqual([])
    workspace.store.redo()
    expect(totalsOf(items[0]!.planId)).toEqual(sumsBaht)
  })

  test('exported again as a project book: equal to the original, field by field and to the baht', async () => {
    const plan = listPlans(workspace.file.db)[0] ?? { id: (await take({ kind: 'book', text, provenance }))[0]!.planId }
    const bytes = exportPlan(workspace.file.db, { plan: plan.id, format: 'json' })
    const book = JSON.parse(new TextDecoder().decode(bytes)) as { readonly sheets: readonly Sheet[] }
    expect(book.sheets.map(sheetSaid)).toEqual(sheets.map(sheetSaid))
    const said = book.sheets.flatMap((sheet) => sheet.projects.map((project) => projectSaid(project)))
    expect(said).toHaveLength(548)
    expect(said).toEqual(sheets.flatMap((sheet) => sheet.projects.map((project) => projectSaid(project))))
    const again = readProjectBook(book, 'again.json')
    expect(again?.items.map(contentOf)).toEqual(readProjectBook(JSON.parse(text), 'again.json')?.items.map(contentOf))
    expect(again?.plan).toMatchObject({ title: 'แผนพัฒนาท้องถิ่น (พ.ศ.2566 - 2570) ทบทวน ครั้งที่ 1 / 2566 เทศบาลนครนครสวรรค์' })
  })

  test('exported as the ผ.02 workbook: our own importer reads the same projects', async () => {
    const store = new DocumentStore(workspace.file.db)
    const plan = listPlans(workspace.file.db)[0]?.id ?? (await take({ kind: 'book', text, provenance }))[0]!.planId
    expect(store.plan(plan)?.strategies.filter(({ parent }) => parent === null)).toHaveLength(6)
    const path = `${workspace.path}.forms.xlsx`
    writeFileSync(path, exportPlan(workspace.file.db, { plan, format: 'xlsx' }))
    const choices = importChoicesSchema.parse({ role: 'projects' })
    const opened = await openProjects({ path, name: 'forms.xlsx' }, choices, {
      db: workspace.file.db,
      cancelled: () => false,
    })
    const items = await take(opened.source, 'จากแบบ ผ.02')
    const told = (list: readonly PlanItem[]) => list.map(trimmedContent).sort()
    expect(told(items)).toEqual(told(store.items(plan)))
    expect(totalsOf(items[0]!.planId)).toEqual(sumsBaht)
  })

  test('as a spreadsheet, with money as people type it: the same projects and the same baht', async () => {
    const columns = ['โครงการ', 'วัตถุประสงค์', 'ตัวชี้วัด (KPI)', ...years.map((year) => `งบประมาณ › ${year} (บาท)`)]
    const rows = sheets
      .flatMap((sheet) => sheet.projects)
      .map((project, index) => {
        const money = years.map((year) => typed(project[`budget${year}`] ?? null))
        return { row: index + 1, values: [project.name, project.objective, project.kpi].map(asText).concat(money) }
      })
    const items = await take({ kind: 'rows', columns, rows, provenance }, 'จากตาราง')
    expect(totalsOf(items[0]!.planId)).toEqual(sumsBaht)
    expect(items.map(({ fields }) => fields.objective)).toEqual(
      sheets.flatMap((sheet) => sheet.projects.map(({ objective }) => withNewlines(objective ?? null))),
    )
  })
})

const hasVillages = existsSync(villagesPath)
if (!hasVillages) console.warn(`skipped: ${villagesPath} is not here`)

test.skipIf(!hasVillages)('every registered village of a province is found again by its own words', () => {
  const places = readVillages(`${villagesPath}45-roi-et.csv`)
  const register = indexPlaceNames(places)
  const missed = places.filter(({ code, nameTh }) => {
    const title = `ปรับปรุงถนน คสล. ${nameTh} หมู่ที่ ${Number(code.slice(6))}`
    return !suggestPlaces({ title, area: code.slice(0, 6), register }).some((found) => found.code === code)
  })
  expect(places.length).toBe(2446)
  expect(missed).toEqual([])
})

function formOf({ fields, budgets, ordinances, origin }: PlanItem): Record<string, unknown> {
  const money = (kind: string, lines: ReadonlyArray<{ fiscalYear: number; amountBaht: number }>) =>
    Object.fromEntries(lines.map(({ fiscalYear, amountBaht }) => [`${kind}${fiscalYear + 543}`, amountBaht]))
  const { title, objective, target, kpi, expectedResult, ownerUnit, sequence, amendment } = fields
  return {
    ...{ name: title, objective, target, kpi, expectedResult, department: ownerUnit, sequenceNum: Number(sequence) },
    ...{
      amendmentVersion: amendment,
      strategyNum: fields.strategyCode,
      strategyName: fields.strategy,
      form: fields.form,
    },
    ...{ tacticCode: fields.tacticCode, tacticName: fields.tactic, planName: fields.programme },
    ...{ sourceSheet: origin?.sheet, sourceRow: origin?.row, fundingSource: budgets[0]?.source || null },
    ...money('budget', budgets),
    ...money('ordinance', ordinances),
  }
}

function writtenOf(project: Project, { sheetName, preamble }: Sheet): Record<string, unknown> {
  const text = (name: string) => withNewlines(project[name] ?? null)
  const money = Object.entries(project).filter(([name, value]) => /^(budget|ordinance)\d/.test(name) && value !== null)
  return {
    ...{ name: text('name'), objective: text('objective'), target: text('target'), kpi: text('kpi') },
    ...{ expectedResult: text('expectedResult'), department: text('department'), sequenceNum: project.sequenceNum },
    ...{ amendmentVersion: text('amendmentVersion'), strategyNum: text('strategyNum'), form: '02' },
    ...{ strategyName: withNewlines(preamble.strategyName ?? null), tacticCode: text('tacticCode') },
    ...{ tacticName: withNewlines(preamble.tacticName ?? null), planName: text('planName') },
    ...{ sourceSheet: sheetName, sourceRow: project.sourceRow, fundingSource: project.fundingSource ?? null },
    ...Object.fromEntries(money),
  }
}

/** A project as the file has it: absent and null are one, and so are the two kinds of line ends. */
function projectSaid(project: Project): Record<string, unknown> {
  const form = [
    ...[
      'sourceSheet',
      'sourceRow',
      'sequenceNum',
      'name',
      'objective',
      'target',
      'kpi',
      'expectedResult',
      'department',
    ],
    ...['amendmentVersion', 'status', 'strategyNum', 'tacticCode', 'planName', 'fundingSource'],
    ...years.flatMap((year) => [`budget${year}`, `ordinance${year}`]),
  ]
  const annotations = project.textboxAnnotations as unknown as ReadonlyArray<{ readonly rawText: string }> | null
  const notes = (annotations ?? []).map(({ rawText }) => rawText).join('\n')
  return { ...Object.fromEntries(form.map((name) => [name, asWritten(project[name])])), notes }
}

/** Amendment sheets name their amendment where others name plan and authority: what items carry is compared. */
function sheetSaid({ sheetName, formType, preamble, projects }: Sheet): unknown {
  const { strategyName, tacticName } = preamble
  const words = { strategy: asWritten(strategyName), tactic: asWritten(tacticName) }
  return { sheetName, formType, ...words, count: projects.length }
}

function asWritten(value: string | number | null | undefined): string | number | null {
  return typeof value === 'number' ? value : withNewlines(value ?? null)
}

function contentOf({ fields, budgets, ordinances }: NewItem): unknown {
  return { fields, budgets, ordinances }
}

/** What a sheet can say of an item: cells are trimmed, as they are of every sheet that is read. */
function trimmedContent({ fields, budgets, ordinances }: PlanItem): string {
  const words = Object.entries(fields).map(([name, value]) => [name, value?.trim() || null])
  return JSON.stringify([words, budgets, ordinances])
}

function withNewlines(value: string | number | null): string | null {
  return value === null || value === '' ? null : String(value).replaceAll('\r\n', '\n')
}

function asText(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}

function typed(amountBaht: string | number | null): string {
  return amountBaht === null ? '" -   "' : `" ${Number(amountBaht).toLocaleString('en-US')}.00 "`
}

function readVillages(path: string): NamedPlace[] {
  const [header = '', ...rows] = readFileSync(path, 'utf8')
    .replace(/^\uFEFF/, '')
    .trim()
    .split(/\r?\n/)
  const names = header.split(',')
  const [code, name] = [names.indexOf('village_code'), names.indexOf('village_th')]
  return rows.map((row) => {
    const cells = row.split(',')
    const place = { code: cells[code] ?? '', nameTh: cells[name] ?? '' }
    return { kind: 'village', ...place, label: place.nameTh, lon: 0, lat: 0 }
  })
}

/**
 * `projects` of the import path: a plan's items from its project book or from a table, as one undoable command. Nothing is
 * written before everything was read and checked.
 */
import { createHash, randomUUID } from 'node:crypto'
import { parse as parsePath } from 'node:path'
import type { Database } from 'better-sqlite3'
import { readAreaRows } from '../areas/area-rows.ts'
import { Refusal } from '../contract/errors.ts'
import {
  areaLevels,
  type ImportChoices,
  type ImportOutcome,
  type Note,
  type Provenance,
  type RefusedRow,
} from '../contract/imports.ts'
import {
  type BudgetLine,
  type NewItem,
  type OrdinanceLine,
  type Place,
  type PlanFields,
  type PlanItem,
  planLevels,
} from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import { type Category, defaultCategories } from '../contract/workbook.ts'
import { canonicalJson } from '../documents/cells.ts'
import { DocumentStore } from '../documents/store.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { readProjectBook } from './project-book.ts'
import { matchColumns, type ProjectTarget, requiredTargets } from './project-columns.ts'
import { headingReader } from './project-headings.ts'
import { listPlans } from './read.ts'
import { type ProjectRow, readProjectRow } from './read-projects.ts'

/** What projects are read from: a project book's JSON text, or rows under named columns. */
export type ProjectSource =
  | { readonly kind: 'book'; readonly text: string; readonly provenance: Provenance }
  | {
      readonly kind: 'rows'
      readonly columns: readonly string[]
      readonly rows: AsyncIterable<ProjectRow> | Iterable<ProjectRow>
      readonly provenance: Provenance
    }

export interface ProjectsPreview {
  readonly plan: PlanFields
  readonly itemCount: number
  readonly placedCount: number
  readonly budgetByFiscalYear: ReadonlyArray<{ readonly fiscalYear: number; readonly amountBaht: number }>
  /** Targets of the import with the column that fills each; empty for a project book, which names its own. */
  readonly targets: ReadonlyArray<{
    readonly target: string
    readonly required: boolean
    readonly column: string | null
  }>
  readonly sample: readonly NewItem[]
  readonly refusedRows: readonly RefusedRow[]
  readonly notes: readonly Note[]
  readonly open: ReadonlyArray<'columns'>
}

const REFUSED_SHOWN = 1000
const SAMPLE_ITEMS = 20
const ROWS_BETWEEN_LOOKS = 2000

interface ReadProjects {
  readonly plan: PlanFields
  readonly items: readonly NewItem[]
  readonly refused: readonly RefusedRow[]
  readonly stubs: number
  readonly targets: ProjectsPreview['targets']
}

/** What an import would bring; writes nothing. Throws `file.unknown-format` for JSON that is no project book. */
export async function previewProjects(
  source: ProjectSource,
  choices: ImportChoices,
  categories: readonly Category[] = defaultCategories,
): Promise<ProjectsPreview> {
  const read = await readProjects(source, choices, { categories, look: () => undefined })
  const open = read.targets.some(({ required, column }) => required && column === null)
  return {
    plan: read.plan,
    itemCount: read.items.length,
    placedCount: read.items.filter((item) => item.places.length > 0).length,
    budgetByFiscalYear: budgetByFiscalYear(read.items),
    targets: read.targets,
    sample: read.items.slice(0, SAMPLE_ITEMS),
    refusedRows: read.refused.slice(0, REFUSED_SHOWN),
    notes: notesOf(read, { existing: 0 }),
    open: open ? ['columns'] : [],
  }
}

/**
 * Adds the projects to the plan of that title, which is made where there is none; items that are there word for word are not
 * added again. Throws `import.no-column`, `import.no-rows`, `file.unknown-format`, `cancelled`.
 */
export async function importProjects(
  source: ProjectSource,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  const store = new DocumentStore(context.db)
  const { categories } = store.workbook()
  const look = (done: number) => {
    stopIfCancelled(context)
    context.progress({ step: 'job.reading-projects', done, total: 0 })
  }
  const read = await readProjects(source, choices, { categories, look })
  const missing = read.targets.find(({ required, column }) => required && column === null)
  const name = source.provenance.file
  if (missing) throw new Refusal('import.no-column', { name, target: missing.target })
  if (read.items.length === 0) throw new Refusal('import.no-rows', { name, what: 'projects' })
  stopIfCancelled(context)
  const { items } = read
  context.progress({ step: 'job.writing-projects', done: 0, total: items.length })
  const { documentId, existing } = context.turn.holdSync(() => write(store, context, { read, file: name }))
  context.progress({ step: 'job.writing-projects', done: items.length, total: items.length })
  const notes = notesOf(read, { existing })
  return {
    datasetIds: [`plan:${documentId}`],
    versionIds: [],
    taken: items.length - existing,
    refused: read.refused.length,
    refusedRows: read.refused.slice(0, REFUSED_SHOWN),
    join: null,
    notes,
    provenance: { ...source.provenance, notes: [...source.provenance.notes, ...notes] },
  }
}

/** One command, under the writer's turn: plan, items and their rows appear together. */
function write(store: DocumentStore, { db }: JobContext, { read, file }: { read: ReadProjects; file: string }) {
  const found = listPlans(db).find(({ title }) => title === read.plan.title)
  const documentId = found?.id ?? randomUUID()
  const there = countContents(found ? store.items(found.id) : [])
  const fresh = read.items.filter((item) => {
    const content = contentOf(item)
    const count = there.get(content) ?? 0
    there.set(content, count - 1)
    return count <= 0
  })
  if (fresh.length > 0 || !found)
    store.apply({ type: 'importItems', plan: documentId, fields: read.plan, items: showAtAreas(db, fresh), file })
  return { documentId, existing: read.items.length - fresh.length }
}

async function readProjects(
  source: ProjectSource,
  choices: ImportChoices,
  { categories, look }: { categories: readonly Category[]; look: (done: number) => void },
): Promise<ReadProjects> {
  const { file } = source.provenance
  const title = choices.plan ?? choices.title
  const level = planLevels.find((each) => each === choices.level)
  if (source.kind === 'book') {
    const book = readProjectBook(parseJson(source.text, file), file)
    if (!book) throw new Refusal('file.unknown-format', { name: file, what: 'JSON' })
    const plan = {
      ...book.plan,
      title: title ?? (book.plan.title || parsePath(file).name),
      ...(level ? { level } : {}),
    }
    return { ...book, plan, targets: [] }
  }
  const columns = matchColumns(source.columns, choices.columns)
  const reader = { columns, names: source.columns, categories, file, sheet: source.provenance.layer, newId: randomUUID }
  const items: NewItem[] = []
  const refused: RefusedRow[] = []
  let [stubs, seen] = [0, 0]
  let headings = headingReader((level) => columns.has(level))
  for await (const row of source.rows) {
    if (row.startsSheet !== undefined) {
      reader.sheet = row.startsSheet
      headings = headingReader((level) => columns.has(level))
      continue
    }
    if (headings.take(row.values)) continue
    const read = readProjectRow(row, reader)
    if (read.item) items.push({ ...read.item, fields: headings.fill(read.item.fields) })
    else if (read.refusal) refused.push(read.refusal)
    else stubs++
    if (++seen % ROWS_BETWEEN_LOOKS === 0) look(seen)
  }
  const years = items.flatMap((item) => item.budgets.map(({ fiscalYear }) => fiscalYear))
  const span = years.length > 0 ? { firstFiscalYear: Math.min(...years), lastFiscalYear: Math.max(...years) } : {}
  const plan = { title: title ?? parsePath(file).name, ...(level ? { level } : {}), ...span }
  return { plan, items, refused, stubs, targets: targetsOf(columns, source.columns) }
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, '')) as unknown
  } catch (error) {
    throw new Refusal('file.damaged', { name, what: 'JSON' }, String(error))
  }
}

function targetsOf(columns: ReadonlyMap<ProjectTarget, number>, names: readonly string[]): ProjectsPreview['targets'] {
  const filled = [...columns].map(([target, position]) => ({
    target,
    required: requiredTargets.includes(target),
    column: names[position] ?? null,
  }))
  const missing = requiredTargets.filter((target) => !columns.has(target))
  return [...missing.map((target) => ({ target, required: true, column: null })), ...filled]
}

function budgetByFiscalYear(items: readonly NewItem[]): ProjectsPreview['budgetByFiscalYear'] {
  const sums = new Map<number, number>()
  for (const { budgets } of items)
    for (const { fiscalYear, amountBaht } of budgets) sums.set(fiscalYear, (sums.get(fiscalYear) ?? 0) + amountBaht)
  return [...sums].sort(([a], [b]) => a - b).map(([fiscalYear, amountBaht]) => ({ fiscalYear, amountBaht }))
}

function notesOf({ items, stubs }: ReadProjects, { existing }: { existing: number }): Note[] {
  const unplaced = items.filter((item) => item.places.length === 0).length
  const note = (message: string, count: number): Note[] =>
    count > 0 ? [{ message, values: { count }, severity: 'info' }] : []
  const budgets = budgetByFiscalYear(items).map(({ fiscalYear, amountBaht }): Note => {
    const values = { year: fiscalYear + BUDDHIST_ERA_OFFSET, amount: amountBaht }
    return { message: 'projects.budget-by-year', values, severity: 'info' }
  })
  return [
    ...budgets,
    ...note('projects.already-there', existing),
    ...note('projects.stub-rows', stubs),
    ...note('projects.unplaced', unplaced),
  ]
}

function countContents(items: readonly PlanItem[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const item of items) {
    const content = contentOf(item)
    counts.set(content, (counts.get(content) ?? 0) + 1)
  }
  return counts
}

interface Content {
  readonly fields: object
  readonly budgets: readonly BudgetLine[]
  readonly ordinances: readonly OrdinanceLine[]
}

/** What the list says of an item; its status, category, places and order are the workshop's own and may have moved on. */
function contentOf({ fields, budgets, ordinances }: Content): string {
  const words = Object.entries(fields).filter(
    ([field, value]) => typeof value === 'string' && field !== 'status' && field !== 'category',
  )
  const byYear = (a: { fiscalYear: number; source?: string }, b: { fiscalYear: number; source?: string }) =>
    a.fiscalYear - b.fiscalYear || (a.source ?? '').localeCompare(b.source ?? '')
  const content = [Object.fromEntries(words), budgets.toSorted(byYear), ordinances.toSorted(byYear)]
  return createHash('sha256').update(canonicalJson(content)).digest('base64')
}

/** An item that only names its area is shown at that area's label point, where the workspace has the area. */
function showAtAreas(db: Database, items: readonly NewItem[]): NewItem[] {
  const onlyNamed = (place: Place) => place.kind === 'areaCode' && place.geometry === null && place.code !== null
  if (!items.some((item) => item.places.some(onlyNamed))) return [...items]
  const areas = new Map(
    areaLevels.flatMap((level) => readAreaRows(db, level).map((area) => [area.code, area] as const)),
  )
  const show = (place: Place): Place => {
    const area = onlyNamed(place) ? areas.get(place.code ?? '') : undefined
    if (!area) return place
    const geometry = JSON.stringify({ type: 'Point', coordinates: area.labelPoint })
    return { ...place, geometry, label: area.nameTh }
  }
  return items.map((item) => ({ ...item, places: item.places.map(show) }))
}

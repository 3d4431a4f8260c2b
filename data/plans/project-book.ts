/**
 * A plan's project book as JSON: sheets with a preamble (which plan, whose, strategy, tactic, programme) and the projects of
 * the sheet, budgets by พ.ศ. year in members of their own.
 */
import { z } from 'zod'
import type { RefusedRow } from '../contract/imports.ts'
import {
  type BudgetLine,
  budgetLineSchema,
  goalSchema,
  type ItemFields,
  itemFieldsSchema,
  itemFormOf,
  itemRoleSchema,
  itemStatuses,
  linkSchema,
  type NewItem,
  needSchema,
  type OrdinanceLine,
  type PlanFields,
  placeSchema,
  planFieldsSchema,
  reachSchema,
} from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import { parseBaht } from './read-projects.ts'

const text = z.string().nullish()
/** What an item says that the form has no field for. */
const moreSchema = z.object({
  fields: itemFieldsSchema.omit({ title: true }).optional(),
  budgets: z.array(budgetLineSchema).max(200).optional(),
  places: z.array(placeSchema).max(500).optional(),
  needs: z.array(needSchema).max(60).optional(),
  goals: z.array(goalSchema).max(600).optional(),
  roles: z.array(itemRoleSchema).max(200).optional(),
  links: z.array(linkSchema).max(100).optional(),
  reach: reachSchema.optional(),
})
export type MoreOfItem = z.input<typeof moreSchema>

const projectSchema = z.looseObject({
  sourceSheet: text,
  sourceRow: z.number().int().nullish(),
  sequenceNum: z.union([z.number(), z.string()]).nullish(),
  name: text,
  objective: text,
  target: text,
  kpi: text,
  expectedResult: text,
  department: text,
  amendmentVersion: text,
  status: text,
  strategyNum: text,
  tacticCode: text,
  planName: text,
  fundingSource: text,
  textboxAnnotations: z.array(z.looseObject({ rawText: text })).nullish(),
  /** What our own books say besides the form. */
  phaenthi: moreSchema.nullish(),
})
const bookSchema = z.looseObject({
  /** What our own books say of the plan; other books may mean anything by it. */
  plan: planFieldsSchema.omit({ state: true }).nullish().catch(null),
  sheets: z
    .array(
      z.looseObject({
        sheetName: z.string(),
        formType: text,
        preamble: z.looseObject({ planDoc: text, entity: text, strategyName: text, tacticName: text }).nullish(),
        projects: z.array(projectSchema),
      }),
    )
    .min(1),
})
type Book = z.infer<typeof bookSchema>
type Sheet = Book['sheets'][number]
type Project = z.infer<typeof projectSchema>

export interface ProjectBook {
  readonly plan: PlanFields
  readonly items: readonly NewItem[]
  readonly refused: readonly RefusedRow[]
  readonly stubs: number
}

/** The book that this JSON value is, or null where it is something else. */
export function readProjectBook(json: unknown, file: string): ProjectBook | null {
  const parsed = bookSchema.safeParse(json)
  if (!parsed.success) return null
  const items: NewItem[] = []
  const refused: RefusedRow[] = []
  let stubs = 0
  for (const sheet of parsed.data.sheets) {
    for (const project of sheet.projects) {
      const read = readProject(project, sheet, file)
      if ('reason' in read) refused.push(read)
      else if (read.fields.title === '') stubs++
      else items.push(read)
    }
  }
  return { plan: planOf(parsed.data, items), items, refused, stubs }
}

function readProject(project: Project, sheet: Sheet, file: string): NewItem | RefusedRow {
  const row = project.sourceRow ?? 0
  const budgets: BudgetLine[] = []
  const ordinances: OrdinanceLine[] = []
  for (const [member, value] of Object.entries(project)) {
    const money = /^(budget|ordinance)(2[45]\d\d)$/.exec(member)
    if (!money || value === null || value === undefined) continue
    const amountBaht = parseBaht(String(value))
    if (amountBaht === 'unreadable') return { row, column: member, value: String(value), reason: 'refused.not-baht' }
    if (amountBaht === null) continue
    const fiscalYear = Number(money[2]) - BUDDHIST_ERA_OFFSET
    if (money[1] === 'ordinance') ordinances.push({ fiscalYear, amountBaht })
    else budgets.push({ fiscalYear, source: project.fundingSource ?? '', amountBaht })
  }
  const title = lines(project.name)
  if (!title && budgets.length > 0) return { row, column: 'name', value: '', reason: 'refused.no-title' }
  const origin = { file, sheet: project.sourceSheet ?? sheet.sheetName, row }
  const { fields = {}, places = [], needs = [], goals = [], roles = [], links = [], ...more } = project.phaenthi ?? {}
  return {
    fields: { ...fieldsOf(project, sheet, title ?? ''), ...fields },
    ...{ places, needs, goals, roles, links, ordinances, origin },
    ...{ budgets: more.budgets ?? budgets, reach: more.reach ?? null },
  }
}

function fieldsOf(project: Project, sheet: Sheet, title: string): ItemFields {
  const notes = (project.textboxAnnotations ?? []).flatMap(({ rawText }) => (rawText ? [rawText] : []))
  const fields: Record<string, string | null> = {
    strategyCode: lines(project.strategyNum),
    strategy: lines(sheet.preamble?.strategyName),
    tacticCode: lines(project.tacticCode),
    tactic: lines(sheet.preamble?.tacticName),
    programme: lines(project.planName),
    objective: lines(project.objective),
    target: lines(project.target),
    kpi: lines(project.kpi),
    expectedResult: lines(project.expectedResult),
    ownerUnit: lines(project.department),
    amendment: lines(project.amendmentVersion),
    sequence: project.sequenceNum === null || project.sequenceNum === undefined ? null : String(project.sequenceNum),
    notes: notes.length > 0 ? lines(notes.join('\n')) : null,
    form: itemFormOf(sheet.formType ?? null),
    // In an adopted plan book a project is more than an idea; whether it was granted money is another question.
    status: project.status === 'planning' ? 'ready' : (itemStatuses.find((each) => each === project.status) ?? null),
  }
  const filled = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  return { ...filled, title } as ItemFields
}

function planOf(book: Book, items: readonly NewItem[]): PlanFields {
  const entity = mostFrequent(book.sheets.map((sheet) => sheet.preamble?.entity))
  const planDocument = mostFrequent(book.sheets.map((sheet) => sheet.preamble?.planDoc))
  const years = items.flatMap((item) => item.budgets.map(({ fiscalYear }) => fiscalYear))
  return {
    ...withoutNulls(book.plan),
    title: book.plan?.title ?? [planDocument, entity].filter((part) => part !== null).join(' '),
    level: 'local-authority',
    ...(entity === null ? {} : { entity }),
    ...(years.length > 0 ? { firstFiscalYear: Math.min(...years), lastFiscalYear: Math.max(...years) } : {}),
  }
}

function withoutNulls(plan: Book['plan']): Partial<PlanFields> {
  return Object.fromEntries(Object.entries(plan ?? {}).filter(([, value]) => value !== null))
}

/** Amendment sheets name their amendment where others name the authority, so the most frequent name is it. */
function mostFrequent(words: ReadonlyArray<string | null | undefined>): string | null {
  const counts = new Map<string, number>()
  for (const word of words) if (word) counts.set(word, (counts.get(word) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null
}

function lines(value: string | null | undefined): string | null {
  return value === null || value === undefined || value === '' ? null : value.replace(/\r\n?/g, '\n')
}

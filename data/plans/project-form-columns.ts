/** The columns of the ผ.02 sheet: those of the form, and beside it those that the form has not and some item fills. */
import { projectFormMessages } from '../contract/messages/project-form.ts'
import { type ItemStatus, organisationRoles, type PlanItem } from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import type { Category } from '../contract/workbook.ts'

export interface FormColumn {
  /** Stands over several columns that follow each other; '' for a column of its own. */
  readonly group: string
  readonly heading: string
  readonly width: number
  readonly isMoney: boolean
  /** Beside the printed form. */
  readonly isBeside: boolean
  readonly cellOf: (item: PlanItem) => string | number | null
}

type Words = keyof typeof projectFormMessages

/** A word of the form with its values filled in, in Thai. */
export function formWord(id: Words, values: Readonly<Record<string, string | number>> = {}): string {
  return projectFormMessages[id].th.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

/** Fiscal years (Gregorian) of which the plan or one of its items speaks. */
export function yearsOf(
  items: readonly PlanItem[],
  span: { readonly first: number | null; readonly last: number | null },
): number[] {
  const { first, last } = span
  const own = items.flatMap(({ budgets, ordinances }) =>
    [...budgets, ...ordinances].map(({ fiscalYear }) => fiscalYear),
  )
  const between =
    first !== null && last !== null ? Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at) : []
  return [...new Set([...between, ...own])].sort((a, b) => a - b)
}

export interface FormFacts {
  readonly years: readonly number[]
  readonly categories: readonly Category[]
  /** By item: what of it is not settled. */
  readonly unsettled: ReadonlyMap<string, string>
}

/** The columns of these items' sheet, without the one that numbers them. */
export function formColumns(items: readonly PlanItem[], { years, categories, unsettled }: FormFacts): FormColumn[] {
  const beside = [unsettledColumn(unsettled), ...besideColumns(categories), ...moneyBeside(items, years)]
  const filled = beside.filter((column) => items.some((item) => column.cellOf(item) !== null))
  return [...printedColumns(years), ...filled]
}

const own = { group: '', isMoney: false, isBeside: false }

function printedColumns(years: readonly number[]): FormColumn[] {
  return [
    { ...own, heading: formWord('official.project'), width: 34, cellOf: ({ fields }) => fields.title },
    { ...own, heading: formWord('official.objective'), width: 28, cellOf: ({ fields }) => fields.objective },
    { ...own, heading: formWord('official.target'), width: 24, cellOf: ({ fields }) => fields.target },
    ...years.map((year): FormColumn => {
      const heading = formWord('official.year-baht', { year: year + BUDDHIST_ERA_OFFSET })
      const cellOf = ({ budgets }: PlanItem) => sumOf(budgets.filter(({ fiscalYear }) => fiscalYear === year))
      return { ...own, group: formWord('official.budget'), heading, width: 13, isMoney: true, cellOf }
    }),
    { ...own, heading: formWord('official.kpi'), width: 24, cellOf: ({ fields }) => fields.kpi },
    { ...own, heading: formWord('official.expected-result'), width: 26, cellOf: ({ fields }) => fields.expectedResult },
    { ...own, heading: formWord('official.owner'), width: 20, cellOf: ({ fields }) => fields.ownerUnit },
  ]
}

/** First beside the form: whoever has the sheet on paper is to see that a figure may yet be another. */
function unsettledColumn(unsettled: FormFacts['unsettled']): FormColumn {
  const heading = formWord('official.unsettled')
  return { ...own, isBeside: true, heading, width: 26, cellOf: ({ id }) => unsettled.get(id) ?? null }
}

function besideColumns(categories: readonly Category[]): FormColumn[] {
  const column = (id: Words, cellOf: FormColumn['cellOf'], width = 16): FormColumn => {
    return { ...own, isBeside: true, heading: formWord(id), width, cellOf }
  }
  const categoryName = (id: string | null) => categories.find((each) => each.id === id)?.nameTh ?? null
  const status = (id: string | null) =>
    id === null || id === 'dropped' ? null : formWord(`official.status.${id as Exclude<ItemStatus, 'dropped'>}`)
  return [
    column('official.kind', ({ fields }) => (fields.form === null ? null : `ผ.${fields.form}`), 9),
    column('official.category', ({ fields }) => categoryName(fields.category)),
    column('official.status', ({ fields }) => status(fields.status)),
    column('official.joint-issue', ({ fields }) => fields.jointIssue, 24),
    ...organisationRoles.map((role) =>
      column(
        `official.${role}`,
        ({ roles }) => linesOf(roles.filter((each) => each.role === role).map((each) => each.organisation)),
        22,
      ),
    ),
    column('official.proposed-to', ({ fields }) => fields.proposedTo, 22),
    column('official.reason', ({ fields }) => fields.reason, 26),
    column('official.notes', ({ fields }) => fields.notes, 26),
    column('official.amendment', ({ fields }) => fields.amendment),
    column('official.area-code', ({ places }) => (places.length === 1 ? (places[0]?.code ?? null) : null), 12),
    column('official.lon', (item) => pointOf(item)?.[0] ?? null, 12),
    column('official.lat', (item) => pointOf(item)?.[1] ?? null, 12),
  ]
}

/** Who pays, in one column where each item has one source; else a column for each year and source, which the year's column adds up. */
function moneyBeside(items: readonly PlanItem[], years: readonly number[]): FormColumn[] {
  const column = { isBeside: true, width: 13, isMoney: true }
  const ordinances = years.map((year): FormColumn => {
    const heading = formWord('official.year-baht', { year: year + BUDDHIST_ERA_OFFSET })
    const cellOf = (item: PlanItem) => sumOf(item.ordinances.filter(({ fiscalYear }) => fiscalYear === year))
    return { ...column, group: formWord('official.ordinance'), heading, cellOf }
  })
  const severalSources = items.some(({ budgets }) => new Set(budgets.map(({ source }) => source)).size > 1)
  if (!severalSources) {
    const cellOf = ({ budgets }: PlanItem) => budgets[0]?.source || null
    return [{ ...own, isBeside: true, width: 22, heading: formWord('official.source'), cellOf }, ...ordinances]
  }
  const sources = [...new Set(items.flatMap(({ budgets }) => budgets.map(({ source }) => source)))]
    .filter((source) => source !== '')
    .sort()
  const bySource = years.flatMap((year) =>
    sources.map((source): FormColumn => {
      const cellOf = ({ budgets }: PlanItem) =>
        sumOf(budgets.filter((line) => line.fiscalYear === year && line.source === source))
      const group = formWord('official.by-source', { year: year + BUDDHIST_ERA_OFFSET })
      return { ...column, width: 16, group, heading: source, cellOf }
    }),
  )
  return [...bySource, ...ordinances]
}

function sumOf(lines: ReadonlyArray<{ readonly amountBaht: number }>): number | null {
  return lines.length === 0 ? null : lines.reduce((sum, { amountBaht }) => sum + amountBaht, 0)
}

function linesOf(names: readonly string[]): string | null {
  return names.length === 0 ? null : names.join('\n')
}

/** Where an item has one place and that is a point: lines and areas do not go into a sheet. */
function pointOf({ places }: PlanItem): readonly [number, number] | null {
  const [only] = places
  if (places.length !== 1 || !only?.geometry) return null
  const { type, coordinates } = JSON.parse(only.geometry) as { type: string; coordinates: number[] }
  const [lon, lat] = coordinates
  return type === 'Point' && lon !== undefined && lat !== undefined ? [lon, lat] : null
}

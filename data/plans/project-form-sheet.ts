/** The sheets of the ผ.02 family: projects under their strategies, tactics and programmes, with sums. */
import { type ItemForm, itemForms, type PlanInfo, type PlanItem } from '../contract/plans.ts'
import type { Question } from '../contract/questions.ts'
import type { Category } from '../contract/workbook.ts'
import type { CellRange, FormCell, FormSheet } from '../exchange/tables/write-workbook.ts'
import { type FormColumn, formColumns, formWord, yearsOf } from './project-form-columns.ts'
import { type Heading, headingText, sameHeading } from './project-headings.ts'
import { unsettledByItem } from './unsettled.ts'

export interface FormBook {
  readonly plan: PlanInfo
  /** Those that stand, in the plan's order. */
  readonly items: readonly PlanItem[]
  /** Ids of those that are listed and left out of all sums. */
  readonly uncounted: ReadonlySet<string>
  readonly categories: readonly Category[]
  readonly questions: readonly Question[]
}

/** One sheet for each form that items are of; items that do not say are on ผ.02. All have the same columns. */
export function formSheets({ plan, items, uncounted, categories, questions }: FormBook): FormSheet[] {
  const years = planYears(plan, items)
  const columns = formColumns(items, { years, categories, unsettled: openOf(questions, uncounted) })
  const used = itemForms.filter((form) => form === '02' || items.some(({ fields }) => fields.form === form))
  return used.map((form) => {
    const own = items.filter(({ fields }) => (fields.form ?? '02') === form)
    return formSheet(plan, own, { form, columns, uncounted })
  })
}

/** What is open about each item, in one line: what is not settled, and that it stands on what another stands on. */
function openOf(questions: readonly Question[], uncounted: ReadonlySet<string>): ReadonlyMap<string, string> {
  const open = new Map(unsettledByItem(questions))
  for (const id of uncounted) open.set(id, [formWord('official.not-counted'), open.get(id)].filter(Boolean).join(' · '))
  return open
}

export function planYears(plan: PlanInfo, items: readonly PlanItem[]): number[] {
  const { firstFiscalYear: first, lastFiscalYear: last } = plan.fields
  return yearsOf(items, { first: numberOrNull(first), last: numberOrNull(last) })
}

function formSheet(
  plan: PlanInfo,
  items: readonly PlanItem[],
  {
    form,
    columns,
    uncounted,
  }: Pick<FormBook, 'uncounted'> & { readonly form: ItemForm; readonly columns: readonly FormColumn[] },
): FormSheet {
  const printed = 1 + columns.filter(({ isBeside }) => !isBeside).length
  const sheet = startSheet(plan, {
    printed,
    titles: [formWord('official.details'), formWord('official.form', { form: `ผ.${form}` })],
  })
  const first = sheet.rows.length
  addHead(sheet, columns)
  const last = sheet.rows.length - 1
  let above = nothingAbove
  for (const group of groupItems(items)) {
    addHeadings(sheet, changedHeadings(above, group.headings), printed)
    addItems(sheet, group.items, { columns, printed, uncounted })
    above = group.headings
  }
  return {
    title: `ผ.${form.replace('/', '-')}`,
    widths: [6, ...columns.map(({ width }) => width)],
    rows: sheet.rows,
    merges: sheet.merges,
    headRows: [first, last],
    printedColumns: printed,
  }
}

export interface SheetUnderWay {
  readonly rows: FormCell[][]
  readonly merges: CellRange[]
}

/** The titles over a form: what it is, of which plan, whose. */
export function startSheet(
  plan: PlanInfo,
  { printed, titles }: { readonly printed: number; readonly titles: readonly string[] },
): SheetUnderWay {
  const [what = '', ...more] = titles
  const lines = [what, plan.fields.title, ...(plan.fields.entity ? [String(plan.fields.entity)] : []), ...more]
  // Centred across the form without being merged: a merged title over part of a sheet reads as a group's heading.
  const filler = Array.from({ length: printed - 1 }, (): FormCell => ({ value: null, look: 'title' }))
  const rows = lines.map((value): FormCell[] => [{ value, look: 'title' }, ...filler])
  return { rows, merges: [] }
}

/** Two rows: groups over their columns, and columns of their own merged over both. */
function addHead({ rows, merges }: SheetUnderWay, columns: readonly FormColumn[]): void {
  const row = rows.length
  const head = (value: string | null): FormCell => ({ value, look: 'head' })
  const all = [{ group: '', heading: formWord('official.number') }, ...columns]
  rows.push(
    all.map(({ group, heading }, at) => head(group === '' ? heading : group === all[at - 1]?.group ? null : group)),
  )
  rows.push(all.map(({ group, heading }) => head(group === '' ? null : heading)))
  for (const [at, { group }] of all.entries()) {
    if (group === '') merges.push({ fromRow: row, fromColumn: at, toRow: row + 1, toColumn: at })
    else if (group !== all[at - 1]?.group) {
      const rest = all.slice(at).findIndex((each) => each.group !== group)
      merges.push({ fromRow: row, fromColumn: at, toRow: row, toColumn: rest < 0 ? all.length - 1 : at + rest - 1 })
    }
  }
}

interface ItemGroup {
  readonly headings: readonly Heading[]
  readonly items: readonly PlanItem[]
}

/** Items by strategy, tactic and programme, in the order in which each is first met. */
export function groupItems(items: readonly PlanItem[]): ItemGroup[] {
  const groups = new Map<string, { headings: Heading[]; items: PlanItem[] }>()
  for (const item of items) {
    const { strategyCode, strategy, tacticCode, tactic, programme } = item.fields
    const headings: Heading[] = [
      { level: 'strategy', code: strategyCode, title: strategy },
      { level: 'tactic', code: tacticCode, title: tactic },
      { level: 'programme', code: null, title: programme },
    ]
    const key = JSON.stringify(headings)
    const group = groups.get(key)
    if (group) group.items.push(item)
    else groups.set(key, { headings, items: [item] })
  }
  return nested([...groups.values()])
}

/** Groups of one strategy follow each other, and in it those of one tactic, so that each heading stands once. */
function nested(groups: ItemGroup[], level = 0): ItemGroup[] {
  if (level === 3) return groups
  const parts = Map.groupBy(groups, ({ headings }) => JSON.stringify(headings[level]))
  return [...parts.values()].flatMap((part) => nested(part, level + 1))
}

function addHeadings({ rows, merges }: SheetUnderWay, headings: readonly Heading[], printed: number): void {
  for (const heading of headings) {
    merges.push({ fromRow: rows.length, fromColumn: 1, toRow: rows.length, toColumn: printed - 1 })
    const filler = Array.from({ length: printed - 2 }, (): FormCell => ({ value: null, look: 'heading' }))
    rows.push([{ value: null, look: 'heading' }, { value: headingText(heading), look: 'heading' }, ...filler])
  }
}

function addItems(
  { rows }: SheetUnderWay,
  items: readonly PlanItem[],
  {
    columns,
    printed,
    uncounted,
  }: Pick<FormBook, 'uncounted'> & { readonly columns: readonly FormColumn[]; readonly printed: number },
): void {
  for (const [at, item] of items.entries()) {
    const cells = columns.map(({ cellOf, isMoney, isBeside }): FormCell => {
      return { value: cellOf(item), look: isMoney ? 'money' : isBeside ? 'beside' : 'text' }
    })
    rows.push([{ value: item.fields.sequence ?? at + 1, look: 'text' }, ...cells])
  }
  const counted = items.filter(({ id }) => !uncounted.has(id))
  const counts = { count: counted.length, uncounted: items.length - counted.length }
  const sumOf = formWord(counts.uncounted > 0 ? 'official.sum-of-counted' : 'official.sum-of', counts)
  const sums = columns.slice(0, printed - 1).map(({ isMoney, cellOf }, at): FormCell => {
    if (at === 0) return { value: sumOf, look: 'sum' }
    const sum = counted.reduce((total, item) => total + Number(cellOf(item) ?? 0), 0)
    return { value: isMoney ? sum : null, look: isMoney ? 'sum-money' : 'sum' }
  })
  rows.push([{ value: null, look: 'sum' }, ...sums])
}

const nothingAbove: readonly Heading[] = (['strategy', 'tactic', 'programme'] as const).map((level) => ({
  ...{ level, code: null, title: null },
}))

/** The headings that are other than those that stand above. An empty one is said only where something above has to end. */
function changedHeadings(above: readonly Heading[], headings: readonly Heading[]): readonly Heading[] {
  const first = headings.findIndex((heading, at) => !sameHeading(heading, above[at] ?? null))
  return first < 0 ? [] : headings.slice(first).filter((heading, at) => at === 0 || !isEmpty(heading))
}

function isEmpty({ code, title }: Heading): boolean {
  return !code && !title
}

function numberOrNull(value: string | number | null): number | null {
  return typeof value === 'number' ? value : null
}

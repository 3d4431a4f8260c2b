/** The ผ.01 sheet: how many projects and how much money each strategy and tactic has in each year. */
import type { PlanItem } from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import type { CellLook, FormCell, FormSheet } from '../exchange/tables/write-workbook.ts'
import { formWord } from './project-form-columns.ts'
import { type FormBook, planYears, startSheet } from './project-form-sheet.ts'

/** A project counts in each year in which it has money, and once in all years together; one that stands on what another stands on does not. */
export function summarySheet({ plan, items: all, uncounted }: FormBook): FormSheet {
  const years = planYears(plan, all)
  const items = all.filter(({ id }) => !uncounted.has(id))
  const printed = 1 + (years.length + 1) * 2
  const { rows, merges } = startSheet(plan, {
    printed,
    titles: [formWord('official.summary'), formWord('official.form', { form: 'ผ.01' })],
  })
  const first = rows.length
  const groups = [
    ...years.map((year) => formWord('official.fiscal-year', { year: year + BUDDHIST_ERA_OFFSET })),
    formWord('official.all-years'),
  ]
  rows.push([head(formWord('official.strategy')), ...groups.flatMap((group) => [head(group), head(null)])])
  rows.push([
    head(null),
    ...groups.flatMap(() => [head(formWord('official.projects')), head(formWord('official.baht'))]),
  ])
  merges.push({ fromRow: first, fromColumn: 0, toRow: first + 1, toColumn: 0 })
  for (const at of groups.keys())
    merges.push({ fromRow: first, fromColumn: 1 + at * 2, toRow: first, toColumn: 2 + at * 2 })
  for (const [name, part] of partsOf(items, 'strategyCode', 'strategy')) {
    rows.push(sumRow(name || formWord('official.no-strategy'), part, { years, looks: ['heading', 'sum-money'] }))
    for (const [tactic, own] of partsOf(part, 'tacticCode', 'tactic'))
      if (tactic !== '') rows.push(sumRow(`    ${tactic}`, own, { years, looks: ['text', 'money'] }))
  }
  rows.push(sumRow(formWord('official.sum'), items, { years, looks: ['sum', 'sum-money'] }))
  const widths = [46, ...groups.flatMap(() => [9, 15])]
  return { title: 'ผ.01', widths, rows, merges, headRows: [first, first + 1], printedColumns: printed }
}

function head(value: string | null): FormCell {
  return { value, look: 'head' }
}

function partsOf(
  items: readonly PlanItem[],
  code: 'strategyCode' | 'tacticCode',
  title: 'strategy' | 'tactic',
): Map<string, PlanItem[]> {
  return Map.groupBy(items, ({ fields }) => [fields[code], fields[title]].filter(Boolean).join(' '))
}

function sumRow(
  name: string,
  items: readonly PlanItem[],
  { years, looks }: { readonly years: readonly number[]; readonly looks: readonly [words: CellLook, money: CellLook] },
): FormCell[] {
  const sums = [...years.map((year) => sumOf(items, year)), sumOf(items, null)]
  const cells = sums.flatMap(({ count, amountBaht }): FormCell[] => [
    { value: count, look: looks[1] },
    { value: amountBaht, look: looks[1] },
  ])
  return [{ value: name, look: looks[0] }, ...cells]
}

function sumOf(items: readonly PlanItem[], year: number | null): { count: number; amountBaht: number } {
  const amounts = items.map(({ budgets }) =>
    budgets.reduce((sum, line) => (year === null || line.fiscalYear === year ? sum + line.amountBaht : sum), 0),
  )
  const count = year === null ? items.length : amounts.filter((amount) => amount > 0).length
  return { count, amountBaht: amounts.reduce((sum, amount) => sum + amount, 0) }
}

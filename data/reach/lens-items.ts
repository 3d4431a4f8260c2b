/** The items that a lens looks at, by issue, fiscal year and organisation; and what there is to choose from. */
import type { LensChoice, LensRequest } from '../contract/lens.ts'
import type { PlanItem } from '../contract/plans.ts'
import { foldThai } from '../exchange/text/fold.ts'

export type ItemFilter = Pick<LensRequest, 'issue' | 'fiscalYear' | 'organisation'>

/** Items that a filter leaves. */
export function filterItems(items: readonly PlanItem[], { issue, fiscalYear, organisation }: ItemFilter): PlanItem[] {
  const issueFold = issue && foldThai(issue)
  const organisationFold = organisation && foldThai(organisation)
  return items.filter(
    (item) =>
      (!issueFold || issueOf(item).some((words) => foldThai(words) === issueFold)) &&
      (!fiscalYear || yearsOf(item).includes(fiscalYear)) &&
      (!organisationFold || organisationsOf(item).some((words) => foldThai(words) === organisationFold)),
  )
}

/** An item's money, of one year where one is looked at. */
export function budgetOf({ budgets, budgetBaht }: PlanItem, fiscalYear: number | null | undefined): number {
  if (!fiscalYear) return budgetBaht
  return budgets.filter((line) => line.fiscalYear === fiscalYear).reduce((sum, line) => sum + line.amountBaht, 0)
}

export function issueOf({ fields }: PlanItem): string[] {
  return fields.jointIssue ? [fields.jointIssue] : []
}

/** Whoever has a role in the item, and its owner: each once. */
export function organisationsOf({ roles, fields }: PlanItem): string[] {
  const names = [...(fields.ownerUnit ? [fields.ownerUnit] : []), ...roles.map(({ organisation }) => organisation)]
  return [...new Map(names.map((name) => [foldThai(name), name])).values()]
}

/** Years in which the item has money. */
export function yearsOf({ budgets }: PlanItem): number[] {
  return [...new Set(budgets.filter(({ amountBaht }) => amountBaht > 0).map(({ fiscalYear }) => fiscalYear))]
}

/** Words that items name, in any spelling once, those that most items name first. */
export function choicesOf(items: readonly PlanItem[], wordsOf: (item: PlanItem) => readonly string[]): LensChoice[] {
  const found = new Map<string, { label: string; items: number }>()
  for (const item of items) {
    for (const label of wordsOf(item)) {
      const key = foldThai(label)
      const choice = found.get(key) ?? { label, items: 0 }
      choice.items++
      found.set(key, choice)
    }
  }
  return [...found.values()].sort((a, b) => b.items - a.items || (a.label < b.label ? -1 : 1))
}

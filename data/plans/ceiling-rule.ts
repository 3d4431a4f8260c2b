/**
 * Which items fall over a ceiling. Money is given in the plan's order, which is its priority: an item is over where the sum up
 * to it is more than the ceiling, by the part of its own money that finds no room. What the items lie over adds up to what the
 * plan lies over.
 */
import type { Ceiling } from '../contract/plan-frame.ts'
import type { BudgetLine } from '../contract/plans.ts'

export interface Overrun extends Ceiling {
  /** The part of the item's money in that year that lies over the ceiling. */
  readonly overBaht: number
}

/** Items in the plan's order; answers the ceilings that each lies over, by item id. Those that lie under all have no entry. */
export function overruns(
  items: ReadonlyArray<{ readonly id: string; readonly budgets: readonly BudgetLine[] }>,
  ceilings: readonly Ceiling[],
): Map<string, Overrun[]> {
  const found = new Map<string, Overrun[]>()
  for (const ceiling of ceilings) {
    let sum = 0
    for (const { id, budgets } of items) {
      const own = amountUnder(budgets, ceiling)
      sum += own
      const overBaht = Math.min(own, sum - ceiling.amountBaht)
      if (overBaht > 0) found.set(id, [...(found.get(id) ?? []), { ...ceiling, overBaht }])
    }
  }
  return found
}

/** The money of an item that a ceiling holds: of its year, and of its source where it names one. */
export function amountUnder(budgets: readonly BudgetLine[], { fiscalYear, source }: Ceiling): number {
  return budgets.reduce((sum, line) => {
    const counts = line.fiscalYear === fiscalYear && (source === '' || line.source === source)
    return counts ? sum + line.amountBaht : sum
  }, 0)
}

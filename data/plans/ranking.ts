/** A plan's items by rank with the money each asks for in one fiscal year. */

import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import type { RankedItem, Ranking, RankingRequest } from '../contract/ranking.ts'

/** `items` in the plan's order; `uncounted` ones stand on what another stands on already, and ask for nothing more. */
export function readRanking(
  plan: PlanInfo,
  { items, uncounted }: { readonly items: readonly PlanItem[]; readonly uncounted: ReadonlySet<string> },
  { fiscalYear, source }: RankingRequest,
): Ranking {
  const standing = items.filter(({ id, dropped }) => dropped === null && !uncounted.has(id))
  const ranked = standing.flatMap((item): RankedItem[] => {
    const amountBaht = item.budgets
      .filter((line) => line.fiscalYear === fiscalYear && (source === undefined || line.source === source))
      .reduce((sum, line) => sum + line.amountBaht, 0)
    const { title, category, status } = item.fields
    return amountBaht === 0
      ? []
      : [{ id: item.id, title, category, status, isPlaced: item.places.length > 0, amountBaht }]
  })
  const lines = [...standing.flatMap(({ budgets }) => budgets), ...plan.ceilings]
  const ceiling = plan.ceilings.find((each) => each.fiscalYear === fiscalYear && each.source === (source ?? ''))
  return {
    items: ranked,
    totalBaht: ranked.reduce((sum, { amountBaht }) => sum + amountBaht, 0),
    ceilingBaht: ceiling?.amountBaht ?? null,
    fiscalYears: [...new Set([...yearsOf(plan), ...lines.map((line) => line.fiscalYear)])].sort((a, b) => a - b),
    sources: [...new Set(lines.map((line) => line.source))].filter((each) => each !== '').sort(),
  }
}

function yearsOf({ fields: { firstFiscalYear: first, lastFiscalYear: last } }: PlanInfo): number[] {
  if (typeof first !== 'number' || typeof last !== 'number') return []
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index)
}

/** An item's goal as a number of households to be reached. */
import type { IndicatorDefinition } from '../contract/indicators.ts'
import type { PlanItem } from '../contract/plans.ts'
import type { Counted } from '../contract/reach.ts'

/**
 * How many of those in need have to be reached for the goal of the last year named: in need now less what the goal leaves in need.
 * A goal stands in the indicator's own unit: percent of those it applies to, or households. Null without a goal.
 */
export function targetOf(
  { goals }: Pick<PlanItem, 'goals'>,
  { id, statistic, goodDirection }: IndicatorDefinition,
  whole: Counted,
): number | null {
  const [last] = goals.filter(({ indicator }) => indicator === id).toSorted((a, b) => b.fiscalYear - a.fiscalYear)
  if (!last) return null
  const counted = statistic === 'share' ? (last.goal / 100) * whole.known : last.goal
  // Where more is better, the indicator counts those that are well.
  const left = goodDirection === 'up' ? whole.known - counted : counted
  return Math.min(whole.value, Math.max(0, Math.ceil(whole.value - left)))
}

import type { PlanInfo } from '../../data/contract/plans.ts'

/** The law's longest plan has five years; a table of more would not be read. */
const MOST_YEARS = 10

/** The plan's fiscal years, and any other of which the lines speak, in order. */
export function fiscalYearsOf(
  plan: PlanInfo | undefined,
  lines: ReadonlyArray<{ readonly fiscalYear: number }>,
): readonly number[] {
  const first = Number(plan?.fields.firstFiscalYear ?? 0)
  const last = Number(plan?.fields.lastFiscalYear ?? 0)
  const count = first && last >= first ? Math.min(MOST_YEARS, last - first + 1) : 0
  const span = Array.from({ length: count }, (_, at) => first + at)
  return [...new Set([...span, ...lines.map(({ fiscalYear }) => fiscalYear)])].sort((a, b) => a - b)
}

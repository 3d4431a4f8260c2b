/** What may stand on either side of a comparison, as the choices of a list. */
import type { StateName } from '../../../data/contract/comparison.ts'
import type { PlanVersion } from '../../../data/contract/plan-frame.ts'
import type { PlanSummary } from '../../../data/contract/plans.ts'

interface Around {
  readonly plans: readonly PlanSummary[]
  /** Of the plan itself. */
  readonly versions: readonly PlanVersion[]
}

/**
 * What is compared first: a plan with its newest scenario, a scenario with its original, a plan with its newest named version, or
 * with itself. The earlier thought stands on the left.
 */
export function firstPair(
  plan: PlanSummary,
  { plans, versions }: Around,
): readonly [left: StateName, right: StateName] {
  const now = { plan: plan.id }
  const scenario = plans.findLast(({ scenarioOf }) => scenarioOf === plan.id)
  if (scenario) return [now, { plan: scenario.id }]
  if (plan.scenarioOf !== null && plans.some(({ id }) => id === plan.scenarioOf))
    return [{ plan: plan.scenarioOf }, now]
  const version = versions.at(-1)
  return [version ? { plan: plan.id, heads: [...version.heads] } : now, now]
}

/** A state as the id of a choice, and back. */
export function sideKey({ plan, heads }: StateName): string {
  return JSON.stringify(heads ? [plan, [...heads].sort()] : [plan])
}

export function sideOfKey(key: string): StateName {
  const [plan, heads] = JSON.parse(key) as [string, string[]?]
  return heads ? { plan, heads } : { plan }
}

/** Plans with their scenarios after them, and how deep each scenario lies. */
export function withScenarios<T extends Pick<PlanSummary, 'id' | 'scenarioOf'>>(
  plans: readonly T[],
): ReadonlyArray<{ readonly plan: T; readonly depth: number }> {
  const known = new Set(plans.map(({ id }) => id))
  const below = Map.groupBy(plans, ({ scenarioOf }) =>
    scenarioOf !== null && known.has(scenarioOf) ? scenarioOf : null,
  )
  const passed = new Set<string>()
  const walk = (above: string | null, depth: number): Array<{ plan: T; depth: number }> =>
    (below.get(above) ?? []).flatMap((plan) => {
      if (passed.has(plan.id)) return []
      passed.add(plan.id)
      return [{ plan, depth }, ...walk(plan.id, depth + 1)]
    })
  const listed = walk(null, 0)
  // A ring of scenarios, which only a damaged file has, hangs on nothing; each is listed all the same.
  return [...listed, ...plans.filter(({ id }) => !passed.has(id)).map((plan) => ({ plan, depth: 0 }))]
}

import type { PlanInfo, PlanItem } from '../../data/contract/plans.ts'
import { api } from '../api.ts'
import { levelOfCode } from '../state/selection.ts'

export interface Baseline {
  readonly baseline: number | null
  /** Survey or table that it is from; null where nobody knows a value. */
  readonly survey: string | null
}

const nothing: Baseline = { baseline: null, survey: null }

/**
 * Where an indicator stands before the item, from the newest survey that has it: in the village or tambon that the item names or
 * lies in, else in the plan's area. As the room would get it: items are shown there, and a small cell stays hidden in them too.
 */
export async function findBaseline(
  indicator: string,
  { item, plan }: { readonly item: PlanItem; readonly plan: PlanInfo | undefined },
): Promise<Baseline> {
  const area = await areaOfItem(item, plan)
  if (!area) return nothing
  const { codes, values, survey } = await api.valuesForRoom({ indicator, level: levelOfCode(area), within: area })
  const value = values[codes.indexOf(area)] ?? null
  return value === null ? nothing : { baseline: rounded(value), survey }
}

/** The code of the area that an item's baseline is read from; null where neither item nor plan name one. */
export async function areaOfItem(item: PlanItem, plan: PlanInfo | undefined): Promise<string | null> {
  const named = item.places.find(({ code }) => code !== null)?.code
  if (named) return named
  const { code } = item.places.length > 0 ? await api.itemArea(item.id) : { code: '' }
  return code || (plan?.fields.areaCode ? String(plan.fields.areaCode) : null)
}

/** Two decimals are more than any survey knows. */
function rounded(value: number): number {
  return Math.round(value * 100) / 100
}

/** Strategies and tactics that a list of projects speaks of, as things of the plan. */
import { type Strategy, strategySchema } from '../contract/plan-frame.ts'
import type { ItemFields, NewItem, PlanInfo } from '../contract/plans.ts'
import { foldThai } from '../exchange/text/fold.ts'
import { strategyId } from './frame-cells.ts'

/**
 * The strategies and tactics that items name by code and words and the plan does not have yet, in the order in which they are
 * first named. A tactic whose item names no strategy stays words only, for nobody says what it belongs to; and words too long for
 * a strategy stay words.
 */
export function strategiesNamed(
  items: ReadonlyArray<Pick<NewItem, 'fields'>>,
  existing: PlanInfo['strategies'],
): Strategy[] {
  const known = new Map(existing.map((each) => [keyOf(each), each]))
  const named: Strategy[] = []
  const define = (code: string, title: string, parent: string | null): Strategy | null => {
    const parsed = strategySchema.safeParse({ id: strategyId({ code, title, parent }), parent, code, title })
    if (!parsed.success) return null
    const key = keyOf(parsed.data)
    const found = known.get(key)
    if (found) return found
    known.set(key, parsed.data)
    named.push(parsed.data)
    return parsed.data
  }
  for (const { fields } of items) {
    const strategy = define(words(fields, 'strategyCode'), words(fields, 'strategy'), null)
    if (strategy) define(words(fields, 'tacticCode'), words(fields, 'tactic'), strategy.id)
  }
  return named
}

function words(fields: ItemFields, field: 'strategyCode' | 'strategy' | 'tacticCode' | 'tactic'): string {
  return (fields[field] ?? '').trim()
}

function keyOf({ parent, code, title }: Pick<Strategy, 'parent' | 'code' | 'title'>): string {
  return JSON.stringify([parent, foldThai(code), foldThai(title)])
}

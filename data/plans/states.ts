/** States of plans as they are asked for: now, at changes that were named, or before one change. */
import type { PlanState, StateName } from '../contract/comparison.ts'
import type { PlanItem } from '../contract/plans.ts'
import type { CellReader } from '../documents/cells.ts'
import { textCell } from '../documents/cells.ts'
import type { DocumentStore } from '../documents/store.ts'
import type { RootOf } from './compare.ts'
import { type SourceLinks, uncountedOf } from './overlaps.ts'
import { COPY_OF, itemRecord, readItems, readPlan } from './plan-cells.ts'

/** A plan and its items at a state; `links` are those of all plans as they stand. Throws `request.not-found` for changes that the plan does not have. */
export function readState(documents: DocumentStore, { plan, heads, before }: StateName, links: SourceLinks): PlanState {
  const wanted = before === undefined ? heads : documents.before(plan, before)
  const reader = wanted === undefined ? documents.open(plan) : documents.at(plan, wanted)
  const info = readPlan(reader, plan)
  const items = info ? readItems(reader, plan) : []
  return { plan: info, items, uncounted: [...uncountedOf(items, links)] }
}

/** Follows copies to the item that all of them were first made of, through scenarios of scenarios and dropped ones too. */
export function rootFinder(documents: DocumentStore): RootOf {
  const readers = new Map<string, { readonly reader: CellReader; readonly from: string | null }>()
  const open = (planId: string) => {
    let known = readers.get(planId)
    if (!known) {
      const reader = documents.open(planId)
      known = { reader, from: readPlan(reader, planId)?.scenarioOf?.plan ?? null }
      readers.set(planId, known)
    }
    return known
  }
  return ({ id, planId, copyOf }: PlanItem) => {
    let [root, source, from] = [id, copyOf, open(planId).from]
    // Files may come from anywhere: a ring of copies ends where it comes round.
    const passed = new Set([id])
    while (source !== null && !passed.has(source)) {
      root = source
      passed.add(root)
      if (from === null) break
      const above = open(from)
      source = textCell(above.reader.read(itemRecord(root), COPY_OF))
      from = above.from
    }
    return root
  }
}

/** How often the items of one issue, year or organisation cover the plan's places. */
import type { LensAnswer, LensChoice } from '../contract/lens.ts'
import type { PlanItem } from '../contract/plans.ts'
import { foldThai } from '../exchange/text/fold.ts'
import { choicesOf, filterItems, type ItemFilter, issueOf, organisationsOf, yearsOf } from './lens-items.ts'
import { coverOfPlaces, type SeenItem } from './lens-table.ts'

interface Places {
  readonly all: ReadonlyMap<string, SeenItem>
  /** The plan's places, as indexes of the survey's runs. */
  readonly places: readonly number[]
}

/** Each group among the items that the other two filters leave. */
export function groupsOf(items: readonly PlanItem[], filter: ItemFilter, places: Places): LensAnswer['groups'] {
  const by = (without: Partial<ItemFilter>, wordsOf: (item: PlanItem) => readonly string[]) => {
    const left = filterItems(items, { ...filter, ...without })
    return choicesOf(left, wordsOf).map((choice) => ({ ...choice, ...coverOf(left, wordsOf, choice, places) }))
  }
  return {
    issues: by({ issue: null }, issueOf),
    fiscalYears: by({ fiscalYear: null }, (item) => yearsOf(item).map(String)).sort(
      (a, b) => Number(a.label) - Number(b.label),
    ),
    organisations: by({ organisation: null }, organisationsOf),
  }
}

function coverOf(
  items: readonly PlanItem[],
  wordsOf: (item: PlanItem) => readonly string[],
  { label }: LensChoice,
  { all, places }: Places,
) {
  const key = foldThai(label)
  const times = new Map<number, number>()
  for (const item of items) {
    if (!wordsOf(item).some((words) => foldThai(words) === key)) continue
    for (const area of all.get(item.id)?.byArea.keys() ?? []) times.set(area, (times.get(area) ?? 0) + 1)
  }
  return coverOfPlaces(places.map((area) => times.get(area) ?? 0))
}

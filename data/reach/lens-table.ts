/** What a lens shows by area, in the order of the level's areas. */
import type { AreaRegister } from '../areas/register.ts'
import type { AreaLevel } from '../contract/imports.ts'
import type { CoverCounts, LensAreas } from '../contract/lens.ts'
import type { PlanItem } from '../contract/plans.ts'
import type { Runs } from '../households/runs.ts'
import type { FairnessPlace } from './fairness.ts'
import type { AreaCounts, HouseholdsByArea } from './lens-areas.ts'
import type { RowRuns } from './row-runs.ts'

/** An item with where its households are. */
export interface SeenItem {
  readonly item: PlanItem
  /** Rows within the plan's area. */
  readonly runs: RowRuns
  /** Within the plan's area. */
  readonly byArea: HouseholdsByArea
  /** Everywhere. */
  readonly households: number
}

export interface TableInput {
  readonly level: AreaLevel
  readonly runs: Runs
  readonly seen: readonly SeenItem[]
  readonly counted: AreaCounts
  readonly budget: (item: PlanItem) => number
  readonly hasNeed: boolean
}

export interface LensTable {
  readonly areas: LensAreas
  /** Areas of the plan where households were surveyed. */
  readonly places: readonly FairnessPlace[]
  /** The same as indexes of the survey's runs. */
  readonly runIndexes: readonly number[]
}

export function lensTable(
  register: AreaRegister,
  { level, runs, seen, counted, budget, hasNeed }: TableInput,
): LensTable {
  const indexOf = new Map(runs.codes.map((code, index) => [code, index]))
  const households = counted.none.map((none, area) => none + counted.once[area]! + counted.more[area]!)
  const { items, money } = shareOut(seen, runs.codes.length, budget)
  const codes = register.atLevel(level).map(({ code }) => code)
  const listed = codes.map((code) => {
    const index = indexOf.get(code)
    return index === undefined || households[index] === 0 ? null : index
  })
  const column = (counts: ArrayLike<number>) => listed.map((index) => (index === null ? null : counts[index]!))
  const ofNeed = (counts: ArrayLike<number>) =>
    listed.map((index) => (index === null || !hasNeed || counted.known[index] === 0 ? null : counts[index]!))
  const runIndexes = listed.filter((index) => index !== null)
  return {
    areas: {
      ...{ codes, households: column(households), items: column(items) },
      ...{ none: column(counted.none), once: column(counted.once), more: column(counted.more) },
      ...{ need: ofNeed(counted.need), gap: ofNeed(counted.gap), budgetBaht: column(money) },
    },
    places: runIndexes.map((index) => ({
      code: runs.codes[index]!,
      label: register.labelOf(runs.codes[index]!),
      items: items[index]!,
      budgetBaht: money[index]!,
      inNeed: counted.need[index]!,
    })),
    runIndexes,
  }
}

/** Items per area, and their money: each item's shared evenly among all households that it reaches. */
function shareOut(seen: readonly SeenItem[], areaCount: number, budget: TableInput['budget']) {
  const items = new Int32Array(areaCount)
  const money = new Float64Array(areaCount)
  for (const { item, byArea, households } of seen) {
    const perHousehold = budget(item) / households
    for (const [area, count] of byArea) {
      items[area]!++
      money[area]! += perHousehold * count
    }
  }
  return { items, money }
}

/** Places by how many items reach them. */
export function coverOfPlaces(items: readonly number[]): CoverCounts {
  const counts = { none: 0, once: 0, more: 0 }
  for (const times of items) counts[times === 0 ? 'none' : times === 1 ? 'once' : 'more']++
  return counts
}

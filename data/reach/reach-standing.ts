/**
 * What of an answer stays while a shape moves: the plan's area, what other items reach of it, and the figures of both. Computed when
 * another item is taken up or the plan changes, and kept for the moves that follow.
 */
import type { Database } from 'better-sqlite3'
import type { Filter } from '../contract/filters.ts'
import type { IndicatorDefinition } from '../contract/indicators.ts'
import type { PlanItem } from '../contract/plans.ts'
import type { Counted } from '../contract/reach.ts'
import type { Bits } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { filterRows } from '../households/filter.ts'
import { countRuns } from '../households/runs.ts'
import { headlineNeeds } from '../indicators/headline.ts'
import { countFigures, type Measure, measuresOf } from './measures.ts'
import { planAreaCodes, rowsOfAreas } from './plan-area.ts'
import type { PlanCover } from './plan-cover.ts'
import type { PlanReach, ReachDesk } from './reach-desk.ts'
import { narrowed, type RowSet, rowSetOf } from './row-set.ts'
import { targetOf } from './target.ts'

export interface Standing {
  readonly cover: PlanCover
  readonly revision: number
  readonly itemId: string | null
  readonly needs: string
  readonly areaCodes: readonly string[]
  readonly measures: readonly Measure[]
  /** Households that the request's filter lets through; null: all. */
  readonly kept: Bits | null
  /** Rows of the plan's area that no other item reaches. */
  readonly open: Bits
  readonly area: RowSet
  readonly byOthersRows: RowSet
  readonly whole: readonly Counted[]
  readonly byOthers: readonly Counted[]
  readonly targets: readonly (number | null)[]
  /** Households of the leading measure that no other item reaches, per village of the survey. */
  readonly openByVillage: Int32Array
}

/** One at a time: a person moves one shape. */
const standings = new WeakMap<ReachDesk, Standing>()

/** The standing part of answers about this item of the plan; the same object while nothing of it changed. */
export function standingOf(
  { db, desk }: { readonly db: Database; readonly desk: ReachDesk },
  plan: PlanReach,
  { item, filter }: { readonly item: PlanItem | null; readonly filter: Filter | undefined },
): Standing {
  const { cover, info } = plan
  const { survey } = cover
  const definitions = needsOf(desk, item, survey)
  const areaCodes = planAreaCodes(db, info)
  const itemId = item?.id ?? null
  const needs = JSON.stringify([definitions, item?.goals, areaCodes, filter])
  const held = standings.get(desk)
  if (held?.cover === cover && held.revision === cover.revision && held.itemId === itemId && held.needs === needs)
    return held
  const measures = measuresOf(survey, definitions)
  const kept = filterRows(survey, filter)
  const area = narrowed(rowSetOf(rowsOfAreas(survey, areaCodes)), kept)
  const byOthersRows = narrowed(area, cover.reachedByOthers(itemId))
  const open = narrowed(area, null, byOthersRows.bits).bits
  const whole = countFigures(measures, area)
  const standing: Standing = {
    ...{ cover, revision: cover.revision, itemId, needs, areaCodes, measures, kept, open, area, byOthersRows },
    whole,
    targets: measures.map(({ info: { id } }, index) => {
      const need = definitions.find((definition) => definition.id === id)
      return item && need ? targetOf(item, need, whole[index]!) : null
    }),
    byOthers: countFigures(measures, byOthersRows),
    openByVillage: countRuns(survey.runs('village'), open, leading(measures).met),
  }
  standings.set(desk, standing)
  return standing
}

/** The item's needs, or else what leads a profile. */
function needsOf(desk: ReachDesk, item: PlanItem | null, survey: Survey): readonly IndicatorDefinition[] {
  const own = desk.indicators(
    (item?.needs ?? []).map(({ indicator }) => indicator),
    survey,
  )
  // People with disabilities and households in debt are counted anyway.
  return own.length > 0 ? own : desk.indicators(headlineNeeds, survey).filter(({ set }) => set !== 'basics')
}

/** What the villages are ordered by: the first need, else the households themselves. */
export function leading(measures: readonly Measure[]): Measure {
  return measures.find(({ info }) => info.kind === 'need') ?? measures[0]!
}

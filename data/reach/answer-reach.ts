/**
 * Whom an item reaches while it is drawn, and who in the plan's area is still left by all items together. What does not depend on
 * the shape under the pen is computed once and kept until the plan changes, so that a move costs little more than its outline.
 */
import type { Database } from 'better-sqlite3'
import type { AreaRegister } from '../areas/register.ts'
import { Refusal } from '../contract/errors.ts'
import type { Place, PlanItem } from '../contract/plans.ts'
import type {
  MeasureReach,
  ReachAnswer,
  ReachPart,
  ReachRequest,
  ReachRowsRequest,
  ReachSketch,
} from '../contract/reach.ts'
import { type Bits, createBits } from '../households/bits.ts'
import type { Survey, SurveyCache } from '../households/cache.ts'
import { countRuns } from '../households/runs.ts'
import { type Lacks, methodOf, type Reaching } from './item-rows.ts'
import { countFigures, type Measure } from './measures.ts'
import type { PlanCover } from './plan-cover.ts'
import type { PlanReach, ReachDesk } from './reach-desk.ts'
import { outlineOf } from './reach-outline.ts'
import { leading, type Standing, standingOf } from './reach-standing.ts'
import { paintRuns, type RowRuns, runsOfBits } from './row-runs.ts'
import { narrowed, type RowSet, rowSetOf } from './row-set.ts'

export interface ReachSources {
  readonly db: Database
  readonly surveys: Pick<SurveyCache, 'survey' | 'surveyIds'>
  readonly register: AreaRegister
  readonly desk: ReachDesk
}

const MISSED_VILLAGES = 5

interface Found {
  readonly survey: Survey
  readonly item: PlanItem | null
  readonly standing: Standing
  readonly here: RowSet
  readonly fresh: RowSet
  readonly shared: RowSet
  readonly reaching: Reaching
  readonly lacks: Lacks
}

/** The whole answer to one move. Throws `request.not-found` for an unknown plan and `survey.unknown`. */
export async function answerReach(
  sources: ReachSources,
  request: ReachRequest,
  stop?: AbortSignal,
): Promise<ReachAnswer> {
  const found = await find(sources, request, stop)
  const { survey, item, standing, here, fresh, shared, reaching, lacks } = found
  const { measures, whole, byOthers } = standing
  const reached = countFigures(measures, here)
  const freshly = countFigures(measures, fresh)
  const sharing = countFigures(measures, shared)
  const budgetBaht = item?.budgetBaht ?? 0
  const households = reached[0]?.value ?? 0
  return {
    survey: survey.surveyId,
    areaCodes: standing.areaCodes,
    method: methodOf(reaching),
    measures: measures.map(({ info }, index): MeasureReach => {
      const parts = {
        whole: whole[index]!,
        byOthers: byOthers[index]!,
        fresh: freshly[index]!,
        shared: sharing[index]!,
      }
      const { known, value } = parts.whole
      const uncovered = {
        value: value - parts.byOthers.value - parts.fresh.value,
        known: known - parts.byOthers.known - parts.fresh.known,
      }
      return { measure: info, reached: reached[index]!, ...parts, uncovered, target: standing.targets[index] ?? null }
    }),
    budgetBaht,
    bahtPerHousehold: budgetBaht > 0 && households > 0 ? budgetBaht / households : null,
    missed: mostMissed(found, sources.register),
    outline: isMoving(request) ? null : await outlineOf(sources.desk, reaching),
    lacks,
  }
}

function isMoving({ sketch, areas, reach }: ReachRequest): boolean {
  return Boolean(sketch) || areas !== undefined || reach !== undefined
}

/** The rows behind one figure of an answer, in a set of their own. */
export async function rowsOfPart(
  sources: ReachSources,
  { part, measure: id, ...request }: ReachRowsRequest,
): Promise<{ readonly survey: Survey; readonly rows: Bits }> {
  const { survey, standing, here, fresh, shared } = await find(sources, request)
  const parts: Readonly<Record<ReachPart, () => RowSet>> = {
    reached: () => here,
    whole: () => standing.area,
    byOthers: () => standing.byOthersRows,
    fresh: () => fresh,
    shared: () => shared,
    uncovered: () => narrowed(rowSetOf(standing.open), null, here.bits),
  }
  const measure = standing.measures.find(({ info }) => info.id === id)
  if (!measure) throw new Refusal('request.invalid', { what: id })
  const rows = narrowed(parts[part](), countedRows(survey, measure)).bits
  return { survey, rows }
}

/** Rows that add something to a measure; null: all do. */
function countedRows(survey: Survey, { met, amounts }: Measure): Bits | null {
  if (met || !amounts) return met
  const bits = createBits(survey.count)
  for (let row = 0; row < survey.count; row++) if (amounts.values[row]! !== 0) bits[row >>> 5]! |= 1 << (row & 31)
  return bits
}

async function find(sources: ReachSources, request: ReachRequest, stop?: AbortSignal): Promise<Found> {
  const { surveys, desk } = sources
  const survey = surveys.survey(request.survey ?? surveys.surveyIds()[0] ?? '')
  const plan = await desk.planReach(request.plan, survey)
  const item = plan.items.find(({ id }) => id === request.item) ?? null
  const standing = standingOf(sources, plan, { item, filter: request.filter })
  const reaching = reachingOf(item, request)
  const bits = createBits(survey.count)
  const lacks = await paintMove(desk, plan, { item, reaching, request, bits }, stop)
  const painted = rowSetOf(bits)
  const here = standing.kept ? narrowed(painted, standing.kept) : painted
  const shared = narrowed(here, standing.byOthersRows.bits)
  return { survey, item, standing, here, fresh: narrowed(here, standing.open), shared, reaching, lacks }
}

/** The item as it would be with what is under the pen. */
function reachingOf(item: PlanItem | null, { sketch, areas, reach }: ReachRequest): Reaching {
  const stored = item?.places ?? []
  const named = areas ? [...stored.filter(({ code }) => code === null), ...areas.map(areaPlace)] : stored
  return {
    places: sketch ? [...named.filter(({ id }) => id !== sketch.place), sketchPlace(sketch)] : named,
    reach: reach === undefined ? (item?.reach ?? null) : reach,
  }
}

function sketchPlace({ geometry }: Pick<ReachSketch, 'geometry'>): Place {
  return { id: 'sketch', kind: 'area', geometry, code: null, label: null }
}

function areaPlace(code: string): Place {
  return { id: code, kind: 'areaCode', geometry: null, code, label: null }
}

interface Move {
  readonly item: PlanItem | null
  readonly reaching: Reaching
  readonly request: ReachRequest
  readonly bits: Bits
}

const still = new WeakMap<PlanCover, { readonly key: string; readonly runs: RowRuns; readonly lacks: Lacks }>()

/** Places that stay are painted once for as long as another one moves. */
async function paintMove(
  desk: ReachDesk,
  { cover }: PlanReach,
  { item, reaching, request, bits }: Move,
  stop?: AbortSignal,
): Promise<Lacks> {
  const { survey } = cover
  const { sketch } = request
  if (!sketch || reaching.places.length < 2) return desk.paint(survey, reaching, bits, stop)
  const places = reaching.places.slice(0, -1)
  const key = JSON.stringify([item?.id, places, reaching.reach, cover.revision])
  let kept = still.get(cover)
  if (kept?.key !== key) {
    const lacks = await desk.paint(survey, { ...reaching, places }, bits, stop)
    kept = { key, runs: runsOfBits(bits), lacks }
    still.set(cover, kept)
  } else paintRuns(bits, kept.runs)
  const lacks = await desk.paint(survey, { ...reaching, places: reaching.places.slice(-1) }, bits, stop)
  return lacks === 'no-place' ? kept.lacks : (lacks ?? (kept.lacks === 'no-place' ? null : kept.lacks))
}

function mostMissed({ survey, standing, fresh }: Found, register: AreaRegister): ReachAnswer['missed'] {
  const measure = leading(standing.measures)
  const runs = survey.runs('village')
  const reached = countRuns(runs, fresh.bits, measure.met)
  const most: { code: string; count: number }[] = []
  for (let village = 0; village < reached.length; village++) {
    const count = standing.openByVillage[village]! - reached[village]!
    if (count <= (most.length < MISSED_VILLAGES ? 0 : most.at(-1)!.count) || runs.codes[village]!.length !== 8) continue
    most.push({ code: runs.codes[village]!, count })
    most.sort((a, b) => b.count - a.count)
    most.length = Math.min(most.length, MISSED_VILLAGES)
  }
  return {
    measure: measure.info,
    villages: most.map(({ code, count }) => ({ code, label: register.labelOf(code), count })),
  }
}

/** A plan through a lens: by area, how often households are covered, who is left, who is counted twice, and how fair it is. */
import type { Database } from 'better-sqlite3'
import type { z } from 'zod'
import type { AreaRegister } from '../areas/register.ts'
import { Refusal } from '../contract/errors.ts'
import type { ItemInPlace, LensAnswer, lensItemsSchema, lensRequestSchema, lensRowsSchema } from '../contract/lens.ts'
import type { PlanItem } from '../contract/plans.ts'
import { type Bits, createBits, hasBit, setBit } from '../households/bits.ts'
import type { Survey, SurveyCache } from '../households/cache.ts'
import { type Runs, rowsOfArea } from '../households/runs.ts'
import { inTurns } from '../jobs/turns.ts'
import { readSourceLinks, uncountedOf } from '../plans/overlaps.ts'
import { fairnessOf } from './fairness.ts'
import { countByArea, countCover } from './lens-areas.ts'
import { groupsOf } from './lens-groups.ts'
import { budgetOf, choicesOf, filterItems, issueOf, organisationsOf, yearsOf } from './lens-items.ts'
import { lensMap } from './lens-map.ts'
import { pairsSteps } from './lens-pairs.ts'
import { coverOfPlaces, lensTable, type SeenItem } from './lens-table.ts'
import { type NeedRows, needRows } from './need-rows.ts'
import { planAreaCodes, rowsOfAreas } from './plan-area.ts'
import type { PlanReach, ReachDesk } from './reach-desk.ts'
import { addRuns, countRows, paintRuns, runsOfBits, sharedRuns } from './row-runs.ts'

export interface LensSources {
  readonly db: Database
  readonly surveys: Pick<SurveyCache, 'survey' | 'surveyIds'>
  readonly register: AreaRegister
  readonly desk: ReachDesk
}

type Wanted = z.output<typeof lensRequestSchema>

/** Households under the income line, in either cycle of จปฐ.: whom fairness asks after, where nothing else is chosen. */
const povertyNeeds = ['bmn38_29', 'bmn31_22']
const PAIRS_LISTED = 100
const ITEMS_PER_STEP = 20

interface Look {
  readonly survey: Survey
  readonly plan: PlanReach
  readonly items: readonly PlanItem[]
  /** Items among those looked at that reach each household. */
  readonly counts: Uint16Array
  readonly area: Bits
  readonly need: { readonly id: string; readonly rows: NeedRows } | null
}

/** Throws `request.not-found` for an unknown plan, `survey.unknown`, and `indicator.unknown` for a need that cannot be told. */
export async function answerLens(sources: LensSources, wanted: Wanted): Promise<LensAnswer> {
  const look = await lookAt(sources, wanted)
  const { survey, plan, items, need } = look
  const uncounted = uncountedOf(plan.items, readSourceLinks(sources.db))
  const runs = survey.runs(wanted.level)
  const all = await inTurns(seenSteps(look, runs))
  const seen = items.flatMap(({ id }) => all.get(id) ?? [])
  const counted = countCover(runs, look.counts, { kept: look.area, need: need?.rows ?? null })
  const budget = (item: PlanItem): number => (uncounted.has(item.id) ? 0 : budgetOf(item, wanted.fiscalYear))
  const table = lensTable(sources.register, {
    level: wanted.level,
    runs,
    seen,
    counted,
    budget,
    hasNeed: need !== null,
  })
  const pairs = wanted.lens === 'overlap' ? await inTurns(pairsSteps(seen.map(({ runs: rows }) => rows))) : []
  const placeless = seen.filter(({ households }) => households === 0)
  const titled = ({ id, fields }: PlanItem) => ({ id, title: fields.title })
  return {
    lens: wanted.lens,
    survey: survey.surveyId,
    level: wanted.level,
    areaCodes: planAreaCodes(sources.db, plan.info),
    need: need?.id ?? null,
    choices: choicesFor(sources.desk, plan, survey),
    items: {
      counted: items.length,
      placeless: placeless.length,
      placelessBaht: sum(placeless.map(({ item }) => budget(item))),
    },
    households: { none: total(counted.none), once: total(counted.once), more: total(counted.more) },
    places: coverOfPlaces(table.places.map((place) => place.items)),
    groups: groupsOf(plan.items, wanted, { all, places: table.runIndexes }),
    inNeed: need && { whole: total(counted.need), gap: total(counted.gap) },
    areas: table.areas,
    map: lensMap(wanted.lens, table.areas, planAreaCodes(sources.db, plan.info)),
    pairs: pairs
      .slice(0, PAIRS_LISTED)
      .map(({ a, b, households }) => ({ items: [titled(items[a]!), titled(items[b]!)], households })),
    pairCount: pairs.length,
    fairness:
      need &&
      fairnessOf(table.places, {
        items: items.length - placeless.length,
        budgetBaht: sum(seen.filter(({ households }) => households > 0).map(({ item }) => budget(item))),
      }),
  }
}

/** The households behind a figure. */
export async function rowsOfLens(
  sources: LensSources,
  { rows: which, ...wanted }: z.output<typeof lensRowsSchema>,
): Promise<{ readonly survey: Survey; readonly rows: Bits }> {
  const { survey, plan, counts, area, need } = await lookAt(sources, wanted)
  const rows = createBits(survey.count)
  if (which.kind === 'pair') {
    const [a, b] = which.items
    const shared = sharedRuns(plan.cover.runsOf(a), plan.cover.runsOf(b))
    paintRuns(rows, sharedRuns(shared, runsOfBits(area)))
    return { survey, rows }
  }
  const [from, to] = which.area === '' ? [0, survey.count] : rowsOfArea(survey.runs('village'), which.area)
  const fits = {
    none: (times: number) => times === 0,
    once: (times: number) => times === 1,
    more: (times: number) => times > 1,
    gap: (times: number, row: number) => times === 0 && need !== null && hasBit(need.rows.inNeed, row),
  }[which.kind]
  for (let row = from; row < to; row++) if (hasBit(area, row) && fits(counts[row]!, row)) setBit(rows, row)
  return { survey, rows }
}

/** The items that reach households of an area. */
export async function itemsOfPlace(
  sources: LensSources,
  { area, ...wanted }: z.output<typeof lensItemsSchema>,
): Promise<ItemInPlace[]> {
  const { survey, plan, items } = await lookAt(sources, wanted)
  const [from, to] = rowsOfArea(survey.runs('village'), area)
  const place = Uint32Array.of(from, to)
  return items
    .map((item) => ({
      id: item.id,
      title: item.fields.title,
      households: countRows(sharedRuns(plan.cover.runsOf(item.id), place)),
      budgetBaht: budgetOf(item, wanted.fiscalYear),
    }))
    .filter(({ households }) => households > 0)
    .sort((a, b) => b.households - a.households || (a.id < b.id ? -1 : 1))
}

async function lookAt({ db, surveys, desk }: LensSources, wanted: Wanted): Promise<Look> {
  const survey = surveys.survey(wanted.survey ?? surveys.surveyIds()[0] ?? '')
  const plan = await desk.planReach(wanted.plan, survey)
  const items = filterItems(plan.items, wanted)
  const area = rowsOfAreas(survey, planAreaCodes(db, plan.info))
  const counts = items.length === plan.items.length ? plan.cover.counts : countsOf(plan, items)
  return { survey, plan, items, counts, area, need: needOf(desk, survey, wanted.need) }
}

function countsOf({ cover }: PlanReach, items: readonly PlanItem[]): Uint16Array {
  const counts = new Uint16Array(cover.survey.count)
  for (const { id } of items) addRuns(counts, cover.runsOf(id), 1)
  return counts
}

function needOf(desk: ReachDesk, survey: Survey, wanted: string | null): Look['need'] {
  const [indicator] = desk.indicators(wanted === null ? povertyNeeds : [wanted], survey)
  if (!indicator && wanted !== null) throw new Refusal('indicator.unknown', { id: wanted })
  const rows = indicator && needRows(survey, indicator)
  return rows ? { id: indicator.id, rows } : null
}

/** Every item of the plan with its households in the plan's area, by area. */
function* seenSteps({ plan, area }: Look, runs: Runs): Generator<void, ReadonlyMap<string, SeenItem>> {
  const seen = new Map<string, SeenItem>()
  const inside = runsOfBits(area)
  for (const item of plan.items) {
    const own = plan.cover.runsOf(item.id)
    const rows = sharedRuns(own, inside)
    seen.set(item.id, { item, runs: rows, byArea: countByArea(runs, rows), households: countRows(own) })
    if (seen.size % ITEMS_PER_STEP === 0) yield
  }
  return seen
}

function choicesFor(desk: ReachDesk, { items }: PlanReach, survey: Survey): LensAnswer['choices'] {
  return {
    issues: choicesOf(items, issueOf),
    fiscalYears: [...new Set(items.flatMap(yearsOf))].sort((a, b) => a - b),
    organisations: choicesOf(items, organisationsOf),
    needs: desk.allNeeds(survey).map(({ id }) => id),
  }
}

function total(counts: Int32Array): number {
  return counts.reduce((all, count) => all + count, 0)
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((all, amount) => all + amount, 0)
}

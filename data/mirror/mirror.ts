/**
 * Goal, actual and gap of every goal that a plan was agreed on. The goals, areas and indicators are those of the agreement, whatever the
 * plan says today. What is counted now is told beside each figure, and what cannot be compared is not.
 */
import type { AreaIndex } from '../areas/area-index.ts'
import type { AreaRegister } from '../areas/register.ts'
import type { Cell } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import { type AreaLevel, areaLevels } from '../contract/imports.ts'
import { type IndicatorDefinition, indicatorDefinitionSchema } from '../contract/indicators.ts'
import type {
  AreaHistory,
  Mirror,
  MirrorArea,
  MirrorIndicator,
  MirrorPlace,
  MirrorRow,
  MirrorState,
} from '../contract/mirror.ts'
import type { PlanFreeze } from '../contract/plan-frame.ts'
import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import { type Bits, createBits, setBit } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { rowsOfArea } from '../households/runs.ts'
import { answerValues, type ValueSources } from '../indicators/answer-values.ts'
import { findIndicator, type IndicatorSource } from '../indicators/catalogue.ts'
import { versionOf } from '../indicators/freeze-world.ts'
import { areaValues, canAnswer } from '../indicators/values.ts'
import { currentVersion } from '../store/datasets.ts'
import { changesOfMeaning } from './compare-meaning.ts'
import { levelOf, oldOutline, sharesOf } from './suggest-history.ts'
import { traceArea } from './trace-areas.ts'

export interface MirrorInput {
  readonly plan: PlanInfo
  readonly items: readonly PlanItem[]
  /** Null: none is in the workspace. */
  readonly survey: Survey | null
  readonly sources: ValueSources
  readonly history: readonly AreaHistory[]
  /** Indicators that are compared although their meaning changed. */
  readonly accept: readonly string[]
  /** Today's areas of a level, for those that are not what they were; null where the level is not there. */
  readonly indexOf: (level: AreaLevel) => AreaIndex | null
}

/** The whole mirror; without an agreement it says so and holds nothing. */
export function mirrorPlan(input: MirrorInput): Mirror {
  const { plan, survey } = input
  const shown = survey && { id: survey.surveyId, title: survey.title, year: survey.year }
  const { freeze } = plan
  if (!freeze) return { agreedAt: null, agreedBy: '', survey: shown, indicators: [], areas: [], rows: [] }
  const indicators = new Map(freeze.indicators.map((each) => [each.id, judge(each, input)]))
  const traced = traceAll(freeze, input)
  return {
    agreedAt: freeze.at,
    agreedBy: freeze.by,
    survey: shown,
    indicators: [...indicators.values()].map(({ shown: indicator }) => indicator),
    areas: traced.areas,
    rows: freeze.goals.map((goal) => rowOf(goal, { input, indicators, traced })),
  }
}

interface Judged {
  readonly shown: MirrorIndicator
  readonly definition: IndicatorDefinition
  readonly source: IndicatorSource | null
}

function judge(frozen: PlanFreeze['indicators'][number], { sources, survey, accept }: MirrorInput): Judged {
  const definition = indicatorDefinitionSchema.parse(frozen.definition)
  const source = find(sources, frozen.id)
  const changes = source
    ? changesOfMeaning(frozen, { definition: source.definition, setVersion: versionOf(source.definition) })
    : []
  const isThere = source?.kind === 'table' || (source !== null && survey !== null && canAnswer(survey, definition))
  const { id, nameTh, nameEn, unit, goodDirection } = definition
  const meaning = !isThere ? 'gone' : changes.length > 0 ? 'changed' : 'same'
  return {
    shown: { id, nameTh, nameEn, unit, goodDirection, meaning, changes, isAccepted: accept.includes(id) },
    definition,
    source,
  }
}

function find(sources: ValueSources, id: string): IndicatorSource | null {
  try {
    const surveys = sources.surveys.surveyIds().map((each) => sources.surveys.survey(each))
    return findIndicator({ db: sources.db, own: sources.own, surveys }, id)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'indicator.unknown') return null
    throw error
  }
}

interface Traced {
  readonly areas: readonly MirrorArea[]
  /** By the code of then; null where it cannot be found. */
  readonly now: ReadonlyMap<string, readonly string[] | null>
}

function traceAll(freeze: PlanFreeze, input: MirrorInput): Traced {
  const { sources, history, indexOf } = input
  const { register, db } = sources
  const histories = new Map(history.map((each) => [each.from, each]))
  const redrawn = new Set(
    areaLevels.filter((level) => {
      const then = freeze.boundaries[level]
      return then !== undefined && currentVersion(db, `areas:${level}`)?.contentHash !== then
    }),
  )
  const now = new Map<string, readonly string[] | null>()
  const areas: MirrorArea[] = []
  for (const code of new Set(freeze.goals.flatMap((goal) => goal.areas))) {
    const codes = traceArea(code, histories, (each) => isKnown(each, input))
    now.set(code, codes)
    const isItself = codes?.length === 1 && codes[0] === code && !histories.has(code)
    if (isItself && !redrawn.has(levelOf(code))) continue
    const suggested = redrawn.has(levelOf(code)) ? suggest(code, freeze, { sources, indexOf }) : []
    // Drawn anew, and still where it was: nothing to say.
    if (isItself && (suggested[0]?.share ?? 1) > SAME_SHARE) continue
    areas.push({
      code,
      name: nameOf(register, code),
      how: codes === null ? 'gone' : isItself ? 'redrawn' : 'moved',
      to: (codes ?? []).map((each) => ({ code: each, name: nameOf(register, each) })),
      suggested,
    })
  }
  return { areas: areas.sort((a, b) => (a.code < b.code ? -1 : 1)), now }
}

/** In the boundaries; or, where the workspace has none of its level, among the survey's own. */
function isKnown(code: string, { sources: { register }, survey }: MirrorInput): boolean {
  if (register.byCode.has(code)) return true
  if (register.hasLevel(levelOf(code)) || !survey) return false
  const [from, to] = rowsOfArea(survey.runs('village'), code)
  return to > from
}

/** An area of which so much lies where it was is the same area. */
const SAME_SHARE = 0.97

function suggest(
  code: string,
  freeze: PlanFreeze,
  { sources, indexOf }: Pick<MirrorInput, 'sources' | 'indexOf'>,
): MirrorArea['suggested'] {
  const level = levelOf(code)
  const outline = oldOutline(sources.db, level, freeze.boundaries[level] ?? '', code)
  const index = outline && indexOf(level)
  if (!outline || !index) return []
  return sharesOf(outline, index).map((share) => ({ ...share, name: nameOf(sources.register, share.code) }))
}

function nameOf(register: AreaRegister, code: string): string {
  return register.byCode.has(code) ? register.labelOf(code) : ''
}

function rowOf(
  goal: PlanFreeze['goals'][number],
  { input, indicators, traced }: { input: MirrorInput; indicators: ReadonlyMap<string, Judged>; traced: Traced },
): MirrorRow {
  const judged = indicators.get(goal.indicator)
  const item = input.items.find(({ id }) => id === goal.item)
  const counted = goal.areas.map((code) => traced.now.get(code) ?? null)
  const codes = [...new Set(counted.flatMap((each) => each ?? []))].sort()
  const lost = goal.areas.filter((code) => (traced.now.get(code) ?? null) === null)
  const isWhole = counted.length > 0 && lost.length === 0
  const isComparable =
    judged !== undefined &&
    (judged.shown.meaning === 'same' || (judged.shown.meaning === 'changed' && judged.shown.isAccepted))
  const figureOf = (of: readonly string[]): Cell => (isComparable ? measure(judged, of, input) : noData)
  const actual = isWhole ? figureOf(codes) : noData
  const value = actual.state === 'value' ? actual.value : null
  const direction = judged?.shown.goodDirection ?? 'none'
  const { baseline } = goal
  return {
    item: goal.item,
    title: item?.fields.title ?? goal.item,
    jointIssue: item?.fields.jointIssue ?? null,
    places: [
      ...placesOf(codes, input.sources.register, (part) =>
        isWhole && part.length === codes.length ? actual : figureOf(part),
      ),
      ...lost.map((code) => ({ code, label: '', actual: noData })),
    ],
    ...{ indicator: goal.indicator, fiscalYear: goal.fiscalYear, baseline, goal: goal.goal, actual },
    isDue: input.survey?.year == null || goal.fiscalYear <= input.survey.year,
    gap: value === null ? null : value - goal.goal,
    progress:
      value === null || baseline === null || baseline === goal.goal
        ? null
        : (value - baseline) / (goal.goal - baseline),
    state: isComparable ? stateOf({ value, goal: goal.goal, baseline, direction }) : 'not-comparable',
    counted: codes,
  }
}

const TAMBON_DIGITS = 6
const noData: Cell = { state: 'no-data' }

/** The tambons that were counted, and larger areas that were counted whole, each with the figure of its own part. */
function placesOf(
  codes: readonly string[],
  register: AreaRegister,
  figureOf: (part: readonly string[]) => Cell,
): MirrorPlace[] {
  const parts = Map.groupBy(codes, (code) => code.slice(0, TAMBON_DIGITS))
  return [...parts].map(([code, part]) => ({ code, label: nameOf(register, code), actual: figureOf(part) }))
}

function stateOf(figures: {
  value: number | null
  goal: number
  baseline: number | null
  direction: 'up' | 'down' | 'none'
}): MirrorState {
  const { value, goal, baseline, direction } = figures
  if (value === null) return 'no-data'
  if (direction === 'none') return 'measured'
  const sign = direction === 'up' ? 1 : -1
  if (sign * (value - goal) >= 0) return 'met'
  return baseline !== null && sign * (value - baseline) < 0 ? 'worse' : 'under-way'
}

/** By the definition of then, over the areas of now; a household counts once, in however many of them. */
function measure(judged: Judged, codes: readonly string[], { survey, sources }: MirrorInput): Cell {
  if (judged.source?.kind === 'table') return measureTable(judged, codes, sources)
  if (!survey) return noData
  const filter = rowsIn(survey, codes)
  const provinces = [...new Set(codes.map((code) => code.slice(0, 2)))].sort()
  return areaValues({ survey, indicator: judged.definition, level: 'province', filter, areaCodes: provinces }).total
}

function rowsIn(survey: Survey, codes: readonly string[]): Bits {
  const villages = survey.runs('village')
  const bits = createBits(survey.count)
  for (const code of codes) {
    const [from, to] = rowsOfArea(villages, code)
    for (let row = from; row < to; row++) setBit(bits, row)
  }
  return bits
}

/** Figures by area add up only where they are counts; of one area its own figure stands. */
function measureTable(judged: Judged, codes: readonly string[], sources: ValueSources): Cell {
  const [first] = codes
  if (first === undefined || codes.some((code) => code.length !== first.length)) return noData
  const found = answerValues(sources, { indicator: judged.definition.id, level: levelOf(first) }, 'desk')
  const values = codes.map((code) => found.values[found.codes.indexOf(code)] ?? null)
  const isWhole = values.every((value) => value !== null)
  if (!isWhole || (codes.length > 1 && judged.definition.statistic !== 'sum')) return noData
  return { state: 'value', value: values.reduce((sum: number, value) => sum + (value ?? 0), 0), n: codes.length }
}

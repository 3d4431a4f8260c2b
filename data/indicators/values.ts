/**
 * Values of an indicator for the areas of a level, from a survey held by column. Since the rows are sorted by area code, every
 * area of every level is one run of rows; answers are counted 32 households at a time.
 */
import type { AreaValues, Cell } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel } from '../contract/imports.ts'
import type { IndicatorCondition, IndicatorDefinition } from '../contract/indicators.ts'
import { type Bits, createBits, fullBits } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import type { AnswerColumn, Column, NumberColumn } from '../households/columns.ts'
import { evaluate } from '../households/filter.ts'
import { countRuns, type Runs } from '../households/runs.ts'
import { mediansOfRuns, sumsOfRuns } from './run-statistics.ts'

export interface ValuesInput {
  readonly survey: Survey
  readonly indicator: IndicatorDefinition
  readonly level: AreaLevel
  /** Rows let through by `filterRows`; null or absent: all. */
  readonly filter?: Bits | null
  /** Codes of the areas to list, ascending; absent: those that have households in the survey. */
  readonly areaCodes?: readonly string[]
}

interface RunValues {
  readonly numerators: ArrayLike<number>
  /** What the value is divided by, or how many it is of: the n that privacy looks at. */
  readonly counts: ArrayLike<number>
  /** The value of one area, or of several together, from the sums of both. Never asked where the count is 0. */
  readonly valueFrom: (numerator: number, count: number) => number
}

/**
 * The values of one indicator, and of all listed areas together. An area without a household in the denominator has no data.
 * Throws `request.invalid` for a column that the survey lacks.
 */
export function areaValues({ survey, indicator, level, filter = null, areaCodes }: ValuesInput): AreaValues {
  const plan = planOf(survey, indicator, filter)
  const runs = survey.runs(level)
  const found = plan(runs)
  const codes = areaCodes ?? codesAtLevel(runs, level)
  const at = positionsOf(runs)
  const listed = codes.map((code) => at.get(code) ?? -1)
  const counts = listed.map((run) => (run < 0 ? 0 : found.counts[run]!))
  const numerators = listed.map((run) => (run < 0 ? 0 : found.numerators[run]!))
  const values = counts.map((count, i) => (count > 0 ? found.valueFrom(numerators[i]!, count) : null))
  return {
    ...{ indicator: indicator.id, level, survey: survey.surveyId, compareWith: null },
    ...{ codes, values, counts, numerators },
    states: values.map((value) => (value === null ? 'no-data' : 'value')),
    total: indicator.statistic === 'median' ? medianOf(plan, runs, listed) : totalOf(found, numerators, counts),
  }
}

const positions = new WeakMap<Runs, ReadonlyMap<string, number>>()

function positionsOf(runs: Runs): ReadonlyMap<string, number> {
  const known = positions.get(runs) ?? new Map(runs.codes.map((code, index) => [code, index]))
  positions.set(runs, known)
  return known
}

function totalOf({ valueFrom }: RunValues, numerators: readonly number[], counts: readonly number[]): Cell {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) return { state: 'no-data' }
  return {
    state: 'value',
    value: valueFrom(
      numerators.reduce((sum, part) => sum + part, 0),
      n,
    ),
    n,
  }
}

/** Medians do not add up: one more over the listed areas from first to last, which follow each other in every level. */
function medianOf(plan: RunPlan, { starts }: Runs, listed: readonly number[]): Cell {
  const known = listed.filter((run) => run >= 0)
  if (known.length === 0) return { state: 'no-data' }
  const { numerators, counts } = plan({
    codes: [''],
    starts: Uint32Array.of(starts[known[0]!]!, starts[known.at(-1)! + 1]!),
  })
  return counts[0]! > 0 ? { state: 'value', value: numerators[0]!, n: counts[0]! } : { state: 'no-data' }
}

/**
 * Can a survey answer an indicator: it has the columns, in the kind that is needed, and is of the set where the indicator is of
 * a จปฐ set (the same number means another thing in another cycle).
 */
export function canAnswer(survey: Survey, indicator: IndicatorDefinition): boolean {
  if ((indicator.set === 'bmn31' || indicator.set === 'bmn38') && survey.indicatorSet !== indicator.set) return false
  if (indicator.set === 'tpmap' && survey.indicatorSet !== 'bmn38') return false
  const kindOf = new Map<string, string>()
  for (const { name, label, kind } of survey.columns) kindOf.set(label, kind).set(name, kind)
  for (const { role, kind } of survey.columns) if (role) kindOf.set(role, kind)
  const { condition, source } = indicator
  if (condition.kind === 'any-fail') return condition.sources.some((name) => kindOf.get(name) === 'answer')
  if (condition.kind === 'fail' || condition.kind === 'pass') return kindOf.get(condition.source) === 'answer'
  if (source !== null && kindOf.get(source) !== 'number') return false
  return columnsOf(indicator).every((name) => kindOf.has(name))
}

/** The columns that an indicator reads, by role or name. */
export function columnsOf({ source, condition, statistic }: IndicatorDefinition): string[] {
  const names = new Set<string>()
  if (source !== null) names.add(source)
  if (statistic === 'per-person') names.add('members')
  if (condition.kind === 'any-fail') for (const name of condition.sources) names.add(name)
  else if (condition.kind !== 'all') names.add(condition.source)
  return [...names]
}

type RunPlan = (runs: Runs) => RunValues

/** Reads the columns once; the plan answers any grouping into runs. */
function planOf(survey: Survey, indicator: IndicatorDefinition, filter: Bits | null): RunPlan {
  const { condition, statistic, denominator } = indicator
  if (statistic === 'count' || statistic === 'share') return countPlan(survey, indicator, filter)
  const numbers = requireNumbers(survey, indicator)
  const question = questionOf(survey, condition)
  const taken = both(both(both(filter, question.applies), question.met), numbers.present)
  // A ratio that is told in percent is told so however it was divided.
  const scale = indicator.unit === 'unit.percent' ? 100 : 1
  const ratio = (sum: number, count: number): number => (scale * sum) / count
  switch (statistic) {
    case 'median':
      return (runs) => mediansOfRuns(runs, numbers, taken)
    case 'per-household': {
      const households = denominator === 'applicable' ? taken : filter
      return (runs) => ({
        numerators: sumsOfRuns(runs, numbers, taken).sums,
        counts: countRuns(runs, households ?? fullBits(survey.count)),
        valueFrom: ratio,
      })
    }
    case 'per-person': {
      const members = requireNumbers(survey, { ...indicator, source: 'members' })
      // Income without members, or members without income, would tilt the ratio: only households with both count.
      const known = both(taken, members.present)
      return (runs) => ({
        numerators: sumsOfRuns(runs, numbers, known).sums,
        counts: sumsOfRuns(runs, members, known).sums,
        valueFrom: ratio,
      })
    }
    default:
      return (runs) => {
        const { sums, counts } = sumsOfRuns(runs, numbers, taken)
        return { numerators: sums, counts, valueFrom: statistic === 'sum' ? (sum) => sum : ratio }
      }
  }
}

function countPlan(survey: Survey, indicator: IndicatorDefinition, filter: Bits | null): RunPlan {
  const { condition, denominator, statistic } = indicator
  const valueFrom =
    statistic === 'share' ? (met: number, n: number): number => (100 * met) / n : (met: number): number => met
  if (condition.kind === 'fail' || condition.kind === 'pass') {
    // The usual question of a จปฐ indicator, answered without making a set of its own: a pass is always answered.
    const { answered, pass } = requireAnswers(survey, condition.source)
    return (runs) => {
      const applicable = countRuns(runs, answered, filter)
      const passed = countRuns(runs, pass, filter)
      const numerators = condition.kind === 'pass' ? passed : applicable.map((n, i) => n - passed[i]!)
      const counts = denominator === 'applicable' ? applicable : countRuns(runs, filter ?? fullBits(survey.count))
      return { numerators, counts, valueFrom }
    }
  }
  const question = questionOf(survey, condition)
  const base = both(denominator === 'applicable' ? question.applies : null, filter) ?? fullBits(survey.count)
  const met = both(both(question.met, question.applies), filter) ?? base
  return (runs) => ({ numerators: countRuns(runs, met), counts: countRuns(runs, base), valueFrom })
}

/** Shared rows of two sets; null is all. Both are left as they are. */
function both(a: Bits | null, b: Bits | null): Bits | null {
  if (a === null || b === null || a === b) return a ?? b
  return a.map((word, i) => word & b[i]!)
}

export interface Question {
  /** Households that it applies to and that have an answer; null: all. */
  readonly applies: Bits | null
  /** Those that meet it, among others perhaps some that it does not apply to; null: all. */
  readonly met: Bits | null
}

/** Whom a condition applies to, and who meets it. Throws `request.invalid` for a column that the survey lacks. */
export function questionOf(survey: Survey, condition: IndicatorCondition): Question {
  switch (condition.kind) {
    case 'all':
      return { applies: null, met: null }
    case 'fail':
    case 'pass': {
      const { answered, pass } = requireAnswers(survey, condition.source)
      return { applies: answered, met: condition.kind === 'pass' ? pass : pass.map((word) => ~word) }
    }
    case 'any-fail': {
      // A survey may lack one of the answers of a dimension; the others still speak.
      const known = condition.sources.filter((source) => survey.column(source) !== null)
      if (known.length === 0) throw new Refusal('request.invalid', { what: condition.sources.join(', ') })
      const applies = createBits(survey.count)
      const met = createBits(survey.count)
      for (const source of known) {
        const { answered, pass } = requireAnswers(survey, source)
        for (let i = 0; i < applies.length; i++) {
          applies[i]! |= answered[i]!
          met[i]! |= answered[i]! & ~pass[i]!
        }
      }
      return { applies, met }
    }
    case 'compare': {
      const { source: column, op, value } = condition
      return {
        applies: evaluate(survey, { kind: 'compare', column, op: 'present' }),
        met: evaluate(survey, { kind: 'compare', column, op, value }),
      }
    }
  }
}

function requireColumn(survey: Survey, name: string): Column {
  const column = survey.column(name)
  if (!column) throw new Refusal('request.invalid', { what: name })
  return column
}

function requireAnswers(survey: Survey, name: string): AnswerColumn {
  const column = requireColumn(survey, name)
  if (column.kind !== 'answer') throw new Refusal('request.invalid', { what: name })
  return column
}

function requireNumbers(survey: Survey, { id, source }: IndicatorDefinition): NumberColumn {
  const column = source === null ? null : requireColumn(survey, source)
  if (column?.kind !== 'number') throw new Refusal('request.invalid', { what: `${id} ${source ?? '-'}` })
  return column
}

/** Households without a village stand under their tambon's six digits; those are no village. */
function codesAtLevel(runs: Runs, level: AreaLevel): readonly string[] {
  return level === 'village' ? runs.codes.filter((code) => code.length === 8) : runs.codes
}

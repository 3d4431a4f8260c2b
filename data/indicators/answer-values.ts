/** Values as a window asks for them: from whichever survey or table has the indicator, for the desk or the room. */
import type { Database } from 'better-sqlite3'
import type { AreaRegister } from '../areas/register.ts'
import type { AreaValues, Audience, Cell, ValuesRequest } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel } from '../contract/imports.ts'
import type { OwnIndicator } from '../contract/workbook.ts'
import type { Survey, SurveyCache } from '../households/cache.ts'
import { filterRows } from '../households/filter.ts'
import { suppressValues, surveyCounts, tableCounts } from '../privacy/suppress-values.ts'
import { findIndicator, type IndicatorSource } from './catalogue.ts'
import { changeBetween } from './change.ts'
import { tableValues } from './table-values.ts'
import { areaValues, canAnswer } from './values.ts'

export interface ValueSources {
  readonly db: Database
  readonly surveys: SurveyCache
  readonly register: AreaRegister
  readonly own: readonly OwnIndicator[]
  readonly threshold: number
}

/**
 * Values of an indicator for all areas of a level (or those under `within`), in code order. Throws `indicator.unknown`,
 * `survey.unknown`, and `room.forbidden` where the room asks by a filter: two filters one household apart would name it.
 */
export function answerValues(sources: ValueSources, request: ValuesRequest, audience: Audience): AreaValues {
  if (audience === 'room' && request.filter) throw new Refusal('room.forbidden')
  const surveys = sources.surveys.surveyIds().map((id) => sources.surveys.survey(id))
  const indicator = findIndicator({ db: sources.db, own: sources.own, surveys }, request.indicator)
  const now = publish(sources, { indicator, request, audience, survey: pick(surveys, indicator, request.survey) })
  const { compareWith } = request
  if (compareWith === undefined || indicator.kind === 'table') return within(now, request.within)
  const then = publish(sources, { indicator, request, audience, survey: pick(surveys, indicator, compareWith) })
  return within(changeBetween(now, then), request.within)
}

interface Publication {
  readonly indicator: IndicatorSource
  readonly request: ValuesRequest
  readonly audience: Audience
  /** Null for tables. */
  readonly survey: Survey | null
}

/** The survey asked for, or the newest that has the indicator. */
function pick(surveys: readonly Survey[], indicator: IndicatorSource, surveyId: string | undefined): Survey | null {
  if (indicator.kind === 'table') return null
  const able = surveys.filter((survey) => canAnswer(survey, indicator.definition))
  const found = surveyId === undefined ? able[0] : able.find((survey) => survey.surveyId === surveyId)
  if (!found) throw new Refusal('survey.unknown', { id: surveyId ?? indicator.definition.id })
  return found
}

function publish(sources: ValueSources, { indicator, request, audience, survey }: Publication): AreaValues {
  const filter = survey ? filterRows(survey, request.filter) : null
  const valuesAt = (level: AreaLevel): AreaValues => {
    if (indicator.kind === 'table') return fromTable(sources, indicator, level)
    if (!survey) throw new Refusal('survey.unknown', { id: indicator.definition.id })
    const areaCodes = sources.register.atLevel(level).map((area) => area.code)
    return areaValues({ survey, indicator: indicator.definition, level, filter, areaCodes })
  }
  if (audience === 'desk') return valuesAt(request.level)
  const { threshold } = sources
  const countsOf = indicator.kind === 'table' ? tableCounts(indicator.definition) : surveyCounts(indicator.definition)
  return suppressValues({ countsOf, valuesAt, level: request.level, threshold })
}

function fromTable(
  { db, register }: ValueSources,
  { version, column, definition }: Extract<IndicatorSource, { kind: 'table' }>,
  level: AreaLevel,
): AreaValues {
  const found = tableValues(db, version.versionId, column.name, level, { register })
  const known = found.values.filter((value) => value !== null)
  const sum = known.reduce((total, value) => total + value, 0)
  const total: Cell =
    known.length === 0 || definition.statistic !== 'sum'
      ? { state: 'no-data' }
      : { state: 'value', value: sum, n: known.length }
  return {
    indicator: definition.id,
    level,
    survey: version.datasetId,
    compareWith: null,
    codes: found.codes,
    values: found.values,
    counts: found.denominators,
    numerators: found.numerators,
    states: found.values.map((value) => (value === null ? 'no-data' : 'value')),
    missing: found.missing,
    total,
  }
}

/** Only the areas under a code; the total is still of all. */
function within(values: AreaValues, code: string | undefined): AreaValues {
  if (!code) return values
  const kept = values.codes.flatMap((each, index) => (each.startsWith(code) ? [index] : []))
  const keep = <T>(list: readonly T[]) => kept.map((index) => list[index]!)
  return {
    ...values,
    codes: keep(values.codes),
    values: keep(values.values),
    counts: keep(values.counts),
    numerators: keep(values.numerators),
    states: keep(values.states),
    ...(values.missing ? { missing: keep(values.missing) } : {}),
  }
}

/** What one place is: its figures, its need beside the province's, how that changed, what is planned there. */
import { authoritiesOf } from '../areas/authorities.ts'
import type { AreaRow, Audience, Cell, Figure, PlaceProfile, ValuesRequest } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { AreaLevel } from '../contract/imports.ts'
import type { ItemInArea } from '../plans/item-areas.ts'
import { answerValues, type ValueSources } from './answer-values.ts'
import { listIndicators } from './catalogue.ts'
import { headlineNeeds } from './headline.ts'

export interface ProfileInput {
  readonly sources: ValueSources
  readonly area: AreaRow
  readonly level: AreaLevel
  readonly survey: string | undefined
  readonly audience: Audience
  /** Plan items with the tambon each lies in. */
  readonly items: readonly ItemInArea[]
}

const NEEDS_SHOWN = 5
const ITEMS_SHOWN = 30

/** The profile of an area of any level. In the room small cells are suppressed. */
export function placeProfile(input: ProfileInput): PlaceProfile {
  const { sources, area } = input
  const { db, register } = sources
  const path = register.pathOf(area.code).map((each) => ({ code: each.code, label: each.nameTh, level: each.level }))
  const children = register.childrenOf(area.code)
  const surveys = sources.surveys.surveyIds().map((id) => ({ id, year: sources.surveys.survey(id).year ?? 0 }))
  return {
    area,
    level: input.level,
    path: path.slice(0, -1),
    authorities: authoritiesOf(db, area.code),
    children: children[0] ? { level: children[0].level, count: children.length } : null,
    headline: headline(input),
    needs: needs(input, surveys),
    surveys,
    ...itemsIn(input.items, area.code),
  }
}

function headline(input: ProfileInput): Figure[] {
  const { area, level, sources } = input
  const villages = sources.register.atLevel('village').filter((village) => village.code.startsWith(area.code)).length
  const plain = (value: number): Cell => ({ state: 'value', value, n: value })
  return [
    { id: 'people', cell: firstCell(input, ['population', 'members']) },
    { id: 'households', cell: firstCell(input, ['households', 'houses']) },
    ...(level === 'village' || villages === 0 ? [] : [{ id: 'villages', cell: plain(villages) } as const]),
    { id: 'area-rai', cell: area.areaRai > 0 ? plain(area.areaRai) : { state: 'no-data' } },
  ]
}

function needs(input: ProfileInput, surveys: ReadonlyArray<{ id: string; year: number }>): PlaceProfile['needs'] {
  const { sources, area, level } = input
  const held = surveys.map(({ id }) => sources.surveys.survey(id))
  const known = new Map(
    listIndicators({ db: sources.db, own: sources.own, surveys: held }).map((indicator) => [indicator.id, indicator]),
  )
  const survey = input.survey ?? surveys[0]?.id
  const earlier = surveys[surveys.findIndex(({ id }) => id === survey) + 1]?.id
  return headlineNeeds
    .flatMap((id) => known.get(id) ?? [])
    .filter((indicator) => survey !== undefined && indicator.available.includes(survey))
    .slice(0, NEEDS_SHOWN)
    .map((indicator) => {
      const at = (code: string, where: AreaLevel, of: string | undefined) =>
        cellAt(input, { indicator: indicator.id, level: where, ...(of ? { survey: of } : {}) }, code)
      return {
        indicator: indicator.id,
        nameTh: indicator.nameTh,
        nameEn: indicator.nameEn,
        unit: indicator.unit,
        here: at(area.code, level, survey),
        parent: at(area.code.slice(0, 2), 'province', survey),
        earlier: earlier && indicator.available.includes(earlier) ? at(area.code, level, earlier) : null,
        goodDirection: indicator.goodDirection === 'up' ? 'up' : 'down',
      }
    })
}

/** The first of these indicators that has a value here. */
function firstCell(input: ProfileInput, indicators: readonly string[]): Cell {
  let answer: Cell = { state: 'no-data' }
  for (const indicator of indicators) {
    answer = cellAt(input, { indicator, level: input.level }, input.area.code)
    if (answer.state !== 'no-data') return answer
  }
  return answer
}

function cellAt({ sources, audience }: ProfileInput, request: ValuesRequest, code: string): Cell {
  try {
    const values = answerValues(sources, request, audience)
    const index = values.codes.indexOf(code)
    const state = values.states[index] ?? 'no-data'
    const value = values.values[index]
    if (state !== 'value' || value === null || value === undefined)
      return { state: state === 'suppressed' ? state : 'no-data' }
    const missing = values.missing?.[index] ?? 0
    return { state, value, n: values.counts[index] ?? 0, ...(missing > 0 ? { missing } : {}) }
  } catch (error) {
    if (error instanceof Refusal && (error.code === 'indicator.unknown' || error.code === 'survey.unknown')) {
      return { state: 'no-data' }
    }
    throw error
  }
}

function itemsIn(
  items: readonly ItemInArea[],
  code: string,
): Pick<PlaceProfile, 'items' | 'itemCount' | 'itemBudgetBaht'> {
  const here = items.filter((item) => item.code.startsWith(code))
  return {
    items: here
      .slice(0, ITEMS_SHOWN)
      .map(({ id, title, category, budgetBaht }) => ({ id, title, category, budgetBaht })),
    itemCount: here.length,
    itemBudgetBaht: here.reduce((sum, item) => sum + item.budgetBaht, 0),
  }
}

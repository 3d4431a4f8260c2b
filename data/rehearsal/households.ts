/**
 * The rehearsal's household survey: 60,000 households a year, in 2023 and 2024. The same houses stand in both years but for a
 * few that are new or gone. Need runs smoothly over the country, differs by tambon and village, and each household has its own
 * luck; the second year keeps most answers and moves the rest.
 */
import { failChance, indicatorModels, type Situation, type Theme } from './answer-model.ts'
import { HOUSES, rehearsalProvince } from './create-province.ts'
import { budgetOf, type House, housesOf, localNoise, trendOf } from './houses.ts'
import { toPosition } from './plane.ts'
import type { Province, Tambon, Village } from './province.ts'
import { createRandom, type Random } from './random.ts'

export const surveyYears = [2023, 2024] as const
export type SurveyYear = (typeof surveyYears)[number]

export const INDICATOR_COUNT = 38
export const FAILED = 0
export const PASSED = 1
export const NOT_APPLICABLE = 2

export interface HouseholdRow {
  /** ตย-0001234: the mark of the rehearsal, and no pattern of any real register. */
  readonly householdId: string
  readonly villageCode: string
  readonly tambonCode: string
  readonly lon: number
  readonly lat: number
  readonly members: number
  /** Under 15 years. */
  readonly children: number
  /** 60 years and over. */
  readonly elderly: number
  readonly disabled: number
  readonly bedridden: number
  /** Per year. */
  readonly incomeBaht: number
  readonly debtBaht: number
  readonly savingsBaht: number
  readonly landRai: number
  readonly housing: string
  readonly water: string
  /** Indicators 1–38: 0 failed, 1 passed, 2 not applicable. */
  readonly answers: Uint8Array
}

const housingKinds = ['มั่นคงถาวร', 'กึ่งถาวร', 'ทรุดโทรม'] as const
const waterKinds = ['ประปาภูมิภาค', 'ประปาหมู่บ้าน', 'บ่อบาดาล', 'น้ำฝนหรือแหล่งธรรมชาติ'] as const
/** Houses that stand in only one of the two years, each. */
const ONE_YEAR_ONLY = 600
/** Share of answers that are drawn anew in the second year. */
const REDRAWN = 0.2

/** The rows of a survey year, village by village. Same year, same rows. */
export function* householdRows(year: SurveyYear, province: Province = rehearsalProvince()): Generator<HouseholdRow> {
  const absent = absentIn(year)
  let number = 0
  for (const [index, village] of province.villages.entries()) {
    const tambon = province.tambons[village.tambon] as Tambon
    const luck = createRandom('luck', village.code)
    const later = createRandom('second year', village.code)
    const themes = localNoise(village)
    const trend = year === 2024 ? trendOf(tambon.code) : 0
    for (const house of housesOf(province, index)) {
      number++
      const draws = drawsOf(luck, later, year)
      if (absent.has(number - 1)) continue
      yield rowOf({ number, house, village, tambon, themes, draws, need: clamp(house.need + trend), year })
    }
  }
}

interface RowParts {
  readonly number: number
  readonly house: House
  readonly village: Village
  readonly tambon: Tambon
  readonly themes: Readonly<Record<Theme, number>>
  readonly draws: Float64Array
  readonly need: number
  readonly year: SurveyYear
}

function rowOf({ number, house, village, tambon, themes, draws, need, year }: RowParts): HouseholdRow {
  const budget = budgetOf(house, need, year === 2024)
  const situation: Situation = {
    ...house,
    ...budget,
    incomePerPersonBaht: budget.incomeBaht / house.members,
    chance: house.chance,
  }
  const answers = answersOf(situation, { need, themes, draws })
  const [lon, lat] = toPosition(house.spot)
  return {
    householdId: `ตย-${String(number).padStart(7, '0')}`,
    villageCode: village.code,
    tambonCode: tambon.code,
    lon: Math.round(lon * 1e6) / 1e6,
    lat: Math.round(lat * 1e6) / 1e6,
    members: house.members,
    children: house.infants + house.pupils,
    elderly: house.elderly,
    disabled: house.disabled,
    bedridden: house.bedridden,
    incomeBaht: budget.incomeBaht,
    debtBaht: budget.debtBaht,
    savingsBaht: budget.savingsBaht,
    landRai: house.landRai,
    housing:
      housingKinds[answers[12] === FAILED ? 2 : (draws[12] as number) < 0.55 + 0.3 * need ? 1 : 0] ?? housingKinds[0],
    water: waterOf(answers[17] === FAILED, { urban: village.moo === 1 && need < 0.3, draw: draws[17] as number }),
    answers,
  }
}

function answersOf(
  situation: Situation,
  { need, themes, draws }: { need: number; themes: Readonly<Record<Theme, number>>; draws: Float64Array },
): Uint8Array {
  const answers = new Uint8Array(INDICATOR_COUNT)
  for (const [i, model] of indicatorModels.entries()) {
    if (!model.applies(situation)) answers[i] = NOT_APPLICABLE
    else if (model.passes) answers[i] = model.passes(situation) ? PASSED : FAILED
    else answers[i] = (draws[i] as number) < failChance(model, need, themes[model.theme]) ? FAILED : PASSED
  }
  return answers
}

function waterOf(isShort: boolean, { urban, draw }: { urban: boolean; draw: number }): string {
  if (isShort) return waterKinds[draw < 0.06 ? 3 : 2]
  return waterKinds[urban ? 0 : draw < 0.85 ? 1 : 2]
}

/** One number per indicator; the second year keeps most of the first year's. Both sources move on equally far each time. */
function drawsOf(luck: Random, later: Random, year: SurveyYear): Float64Array {
  const draws = new Float64Array(INDICATOR_COUNT)
  for (let i = 0; i < INDICATOR_COUNT; i++) {
    const first = luck.next()
    const redrawn = later.next()
    draws[i] = year === 2024 && redrawn < REDRAWN ? redrawn / REDRAWN : first
  }
  return draws
}

function absentIn(year: SurveyYear): ReadonlySet<number> {
  const order = createRandom('coming and going').shuffled([...Array(HOUSES).keys()])
  return new Set(year === 2023 ? order.slice(0, ONE_YEAR_ONLY) : order.slice(ONE_YEAR_ONLY, 2 * ONE_YEAR_ONLY))
}

function clamp(value: number): number {
  return Math.max(0, Math.min(1, value))
}

/** The houses of a village: where each stands, who lives in it, what they own. What two survey years have in common. */
import type { Theme } from './answer-model.ts'
import { createNoise } from './noise.ts'
import { distanceKm, insideRing, type Spot } from './plane.ts'
import type { Province, Tambon, Village } from './province.ts'
import { createRandom, type Random } from './random.ts'

export interface House {
  readonly spot: Spot
  readonly members: number
  readonly infants: number
  readonly pupils: number
  readonly workers: number
  readonly elderly: number
  readonly disabled: number
  readonly bedridden: number
  readonly landRai: number
  /** 0 well off … 1 in much need. */
  readonly need: number
  /** Fixed draws of the household: its standing among its neighbours, its debt, its savings, and one for what has no column. */
  readonly standing: number
  readonly debtDraw: number
  readonly savingDraw: number
  readonly growth: number
  readonly chance: number
}

export interface HouseBudget {
  readonly incomeBaht: number
  readonly debtBaht: number
  readonly savingsBaht: number
}

/** A house this near its village's middle lies in its tambon for certain, as village middles keep clear of borders. */
const SURELY_INSIDE_KM = 0.2

const themeNoise: Readonly<Record<Theme, (x: number, y: number) => number>> = {
  health: createNoise('health', 8, 3),
  living: createNoise('living', 7, 3),
  education: createNoise('education', 10, 3),
  income: createNoise('income', 9, 3),
  access: createNoise('access', 8, 3),
}

/** How much each theme is better (−) or worse (+) around a village than its general need says. */
export function localNoise(village: Village): Record<Theme, number> {
  const { x, y } = village.spot
  const own = createRandom('village themes', village.code)
  const at = (theme: Theme): number => 1.3 * themeNoise[theme](x, y) + 0.25 * own.normal()
  return {
    health: at('health'),
    living: at('living'),
    education: at('education'),
    income: at('income'),
    access: at('access'),
  }
}

/** How a tambon's need moves from the first year to the second: most improve a little, some get worse. */
export function trendOf(tambonCode: string): number {
  return -0.015 + 0.045 * createRandom('trend', tambonCode).normal()
}

/** The houses of a village, in the order of their numbers. */
export function housesOf(province: Province, villageIndex: number): House[] {
  const village = province.villages[villageIndex] as Village
  const tambon = province.tambons[village.tambon] as Tambon
  const random = createRandom('houses', village.code)
  const shift = 0.05 * createRandom('tambon', tambon.code).normal() + 0.06 * random.normal()
  const waters = province.reservoirs.filter(({ middle }) => distanceKm(middle, village.spot) < 5)
  const allowed = (spot: Spot): boolean =>
    (distanceKm(spot, village.spot) < SURELY_INSIDE_KM || insideRing(spot, tambon.ring)) &&
    !waters.some(({ shape }) => insideRing(spot, shape[0] ?? []))
  return Array.from({ length: village.houses }, () => {
    const spot = houseSpot(village, allowed, random)
    const need = Math.max(0, Math.min(1, village.need + shift + 0.15 * random.normal()))
    return { spot, need, ...membersOf(need, random), ...meansOf(need, random) }
  })
}

/** Income, debt and savings in a year; the second year moves by the household's own growth. */
export function budgetOf(house: House, need: number, secondYear: boolean): HouseBudget {
  const growth = secondYear ? house.growth : 1
  const earners = Math.max(0.6, house.workers + 0.35 * house.elderly)
  const perEarner = 118_000 * Math.exp(-1.5 * (need - 0.4) + 0.42 * house.standing)
  const incomeBaht = thousands(Math.max(12_000, perEarner * earners ** 0.85 * growth))
  const owes = house.debtDraw < 0.52 + 0.22 * need
  const debtSize = 95_000 * Math.exp(2.4 * (house.debtDraw - 0.3)) * (0.55 + incomeBaht / 420_000)
  const debtBaht = owes ? thousands(Math.max(3_000, debtSize * (secondYear ? 2 - growth : 1))) : 0
  const saves = house.savingDraw > 0.08 + 0.42 * need
  const savingsBaht = saves ? thousands(Math.max(1_000, incomeBaht * 0.28 * (house.savingDraw - 0.05) * growth)) : 0
  return { incomeBaht, debtBaht, savingsBaht }
}

/** Houses line the road through the village, thin out with distance, and a few stand out among the fields. */
function houseSpot({ spot, roadAngle, houses }: Village, allowed: (spot: Spot) => boolean, random: Random): Spot {
  const reach = Math.sqrt(houses / 160)
  const cos = Math.cos(roadAngle)
  const sin = Math.sin(roadAngle)
  for (let shrink = random.chance(0.07) ? 2.2 : 1; ; shrink *= 0.9) {
    const along = random.normal() * 0.21 * reach * shrink
    const across = random.normal() * 0.085 * reach * shrink
    const placed = { x: spot.x + along * cos - across * sin, y: spot.y + along * sin + across * cos }
    if (allowed(placed)) return placed
  }
}

function membersOf(need: number, random: Random) {
  const elderly = random.chance(0.48) ? (random.chance(0.38) ? 2 : 1) : 0
  const workers = Math.min(5, Math.floor(-1.25 * Math.log(1 - random.next()) + (elderly ? 0.45 : 1.25)))
  const hasChildren = random.chance(workers > 0 ? 0.5 : 0.28)
  const young = hasChildren ? 1 + Math.min(3, Math.floor(-0.75 * Math.log(1 - random.next()) + 0.5 * need)) : 0
  let infants = 0
  for (let i = 0; i < young; i++) if (random.chance(0.32)) infants++
  const people = workers + elderly + young
  const alone = people === 0 ? 1 : 0
  const disabled = random.chance(0.045 + 0.05 * need + 0.03 * elderly) ? (random.chance(0.1) && people > 2 ? 2 : 1) : 0
  const hasBedridden = random.chance((elderly > 0 ? 0.022 : 0.002) + (disabled > 0 ? 0.06 : 0))
  const bedridden = hasBedridden ? (elderly > 1 && random.chance(0.3) ? 2 : 1) : 0
  return {
    members: people + alone,
    workers: workers + alone,
    elderly,
    infants,
    pupils: young - infants,
    disabled,
    bedridden,
  }
}

function meansOf(need: number, random: Random) {
  const landless = random.chance(0.17)
  const landRai = landless ? 0 : Math.min(80, Math.max(0.25, 8.5 * Math.exp(0.7 * random.normal() - 0.3 * need)))
  return {
    landRai: Math.round(landRai * 4) / 4,
    standing: random.normal(),
    debtDraw: random.next(),
    savingDraw: random.next(),
    growth: Math.max(0.6, 1.03 + 0.12 * random.normal()),
    chance: random.next(),
  }
}

function thousands(baht: number): number {
  return Math.round(baht / 1000) * 1000
}

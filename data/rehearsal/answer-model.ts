/**
 * How likely a household is to fail each indicator of จปฐ 38, and whom the indicator is about. Rates are invented: plausible in
 * size and in how they hang together, taken from no survey.
 */
export type Theme = 'health' | 'living' | 'education' | 'income' | 'access'

/** What the model knows of a household when it answers. */
export interface Situation {
  readonly infants: number
  readonly pupils: number
  readonly workers: number
  readonly elderly: number
  readonly disabled: number
  readonly bedridden: number
  readonly incomePerPersonBaht: number
  readonly incomeBaht: number
  readonly savingsBaht: number
  /** Fixed draws of the household, 0–1: whether it has a newborn, a school leaver. */
  readonly chance: number
}

export interface IndicatorModel {
  readonly theme: Theme
  /** Share that fails where need is middling. */
  readonly rate: number
  /** How steeply failing grows with need. */
  readonly slope: number
  readonly applies: (household: Situation) => boolean
  /** Where the answer follows from the household itself rather than from chance. */
  readonly passes?: (household: Situation) => boolean
}

/** Income per person and year under which indicator 29 counts as failed here, baht. A parameter of this rehearsal only. */
const INCOME_LINE_BAHT = 40_000
const WELFARE_LINE_BAHT = 100_000

const everyone = (): boolean => true
const withNewborn = ({ infants, chance }: Situation): boolean => infants > 0 && chance < 0.3
const withInfant = ({ infants }: Situation): boolean => infants > 0
const withPupil = ({ pupils }: Situation): boolean => pupils > 0
const withChild = ({ infants, pupils }: Situation): boolean => infants + pupils > 0
const withWorker = ({ workers }: Situation): boolean => workers > 0
const withElder = ({ elderly }: Situation): boolean => elderly > 0

function model(
  theme: Theme,
  rate: number,
  slope: number,
  applies: IndicatorModel['applies'] = everyone,
): IndicatorModel {
  return { theme, rate, slope, applies }
}

/** Indicators 1–38, in order. */
export const indicatorModels: readonly IndicatorModel[] = [
  model('health', 0.08, 1.2, withNewborn),
  model('health', 0.09, 1.2, withNewborn),
  model('health', 0.22, 0.6, withNewborn),
  model('health', 0.05, 1.3, withChild),
  model('health', 0.07, 1.4, withInfant),
  model('health', 0.12, 1.6),
  model('health', 0.1, 1.2),
  model('health', 0.07, 1.2),
  model('health', 0.24, 0.5),
  model('health', 0.14, 1.4, ({ bedridden }) => bedridden > 0),
  model('health', 0.03, 1.5),
  model('health', 0.19, 0.9, ({ workers, elderly, chance }) => elderly > 0 || (workers > 1 && chance < 0.85)),
  model('living', 0.09, 2.2),
  model('living', 0.13, 1.3),
  model('living', 0.08, -0.8),
  model('living', 0.15, 1.1),
  model('living', 0.04, 0.6),
  model('living', 0.14, 1.9),
  model('living', 0.015, 2.4),
  model('living', 0.07, 2),
  model('living', 0.26, 1.7),
  model('education', 0.06, 1.4, withInfant),
  model('education', 0.03, 1.8, withPupil),
  model('education', 0.09, 1.9, ({ pupils, chance }) => pupils > 0 && chance > 0.82),
  model('education', 0.06, 1.6, withWorker),
  model('education', 0.28, 1.2),
  model('income', 0.09, 1.7, withWorker),
  model('income', 0.2, 1.2, withElder),
  {
    theme: 'income',
    rate: 0,
    slope: 0,
    applies: everyone,
    passes: ({ incomePerPersonBaht }) => incomePerPersonBaht >= INCOME_LINE_BAHT,
  },
  { theme: 'income', rate: 0, slope: 0, applies: everyone, passes: ({ savingsBaht }) => savingsBaht > 0 },
  model(
    'access',
    0.12,
    0.8,
    ({ infants, incomePerPersonBaht }) => infants > 0 && incomePerPersonBaht <= WELFARE_LINE_BAHT,
  ),
  model('access', 0.1, 0.8, ({ incomeBaht }) => incomeBaht <= WELFARE_LINE_BAHT),
  model('access', 0.05, 1),
  model('access', 0.05, 1.3, withElder),
  model('access', 0.08, 1.4, ({ disabled }) => disabled > 0),
  model('access', 0.06, 0.9),
  model('access', 0.09, 0.7),
  model('access', 0.1, -0.4),
]

/** Probability of failing an indicator at this need (0–1); `local` shifts a theme up or down at this place (about −1…1). */
export function failChance({ rate, slope }: IndicatorModel, need: number, local: number): number {
  const odds = (rate / (1 - rate)) * Math.exp(slope * 2.2 * (need - 0.45) + 0.55 * local)
  return odds / (1 + odds)
}

/** Which households an indicator finds in need: those it counts where less is better, those it does not where more is. */
import type { IndicatorDefinition } from '../contract/indicators.ts'
import { type Bits, fullBits } from '../households/bits.ts'
import type { Survey } from '../households/cache.ts'
import { canAnswer, questionOf } from '../indicators/values.ts'

export interface NeedRows {
  /** Households that the indicator applies to and that have an answer; null: all. */
  readonly applies: Bits | null
  readonly inNeed: Bits
}

/** Null where the indicator tells no household from another (a sum, a mean) or the survey cannot answer it. */
export function needRows(survey: Survey, indicator: IndicatorDefinition): NeedRows | null {
  if (!tellsHouseholds(indicator) || !canAnswer(survey, indicator)) return null
  const { applies, met } = questionOf(survey, indicator.condition)
  const among = applies ?? fullBits(survey.count)
  const counted = met ? among.map((word, i) => word & met[i]!) : among.slice()
  const inNeed = indicator.goodDirection === 'up' ? among.map((word, i) => word & ~counted[i]!) : counted
  return { applies, inNeed }
}

/** Whether an indicator says of each household that it is in need or not. */
export function tellsHouseholds({ statistic, condition }: IndicatorDefinition): boolean {
  return (statistic === 'share' || statistic === 'count') && condition.kind !== 'all'
}

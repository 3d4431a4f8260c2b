/** How a plan's money and items lie among places, measured by the households in need who live there. */
import type { Fairness, LensPlace } from '../contract/lens.ts'

export interface FairnessPlace {
  readonly code: string
  readonly label: string
  /** Items that reach somebody there. */
  readonly items: number
  readonly budgetBaht: number
  readonly inNeed: number
}

/** Among fewer households in need one item makes any figure: such places are not compared. */
export const FEWEST_IN_NEED = 10

/** The extremes and the middle of baht per household in need, and the places that get nothing. */
export function fairnessOf(
  places: readonly FairnessPlace[],
  total: { readonly items: number; readonly budgetBaht: number },
): Fairness {
  const compared = places
    .filter(({ inNeed }) => inNeed >= FEWEST_IN_NEED)
    .map(({ code, label, items, budgetBaht, inNeed }): LensPlace => {
      return { code, label, items, bahtPerHousehold: budgetBaht / inNeed }
    })
    .sort((a, b) => a.bahtPerHousehold - b.bahtPerHousehold || (a.code < b.code ? -1 : 1))
  const bare = places.filter(({ items, inNeed }) => items === 0 && inNeed > 0)
  return {
    most: compared.at(-1) ?? null,
    least: compared[0] ?? null,
    medianBaht: middleOf(compared.map(({ bahtPerHousehold }) => bahtPerHousehold)),
    places: compared.length,
    bare: { places: bare.length, households: bare.reduce((sum, { inNeed }) => sum + inNeed, 0) },
    total: { ...total, inNeed: places.reduce((sum, { inNeed }) => sum + inNeed, 0) },
  }
}

function middleOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2
}

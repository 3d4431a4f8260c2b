import type { LensPlace } from '../../data/contract/lens.ts'

/** How far apart the place that gets most stands from the one that gets least. */
export type FairnessSpread = 'no-money' | 'one-place' | 'same' | 'apart'

/**
 * What can be said of the two ends, in baht per household in need. A difference that is gone in whole baht, in which both are shown,
 * is none.
 */
export function spreadOf(most: LensPlace, least: LensPlace): FairnessSpread {
  if (most.bahtPerHousehold <= 0) return 'no-money'
  if (most.code === least.code) return 'one-place'
  return Math.round(most.bahtPerHousehold) === Math.round(least.bahtPerHousehold) ? 'same' : 'apart'
}

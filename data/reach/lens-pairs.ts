/** Which items reach the same households. */
import { countShared, type RowRuns } from './row-runs.ts'

export interface SharedPair {
  /** Indexes of the items. */
  readonly a: number
  readonly b: number
  readonly households: number
}

const PAIRS_PER_STEP = 500

/** Every two items that share households, those that share most first. In steps. */
export function* pairsSteps(items: readonly RowRuns[]): Generator<void, SharedPair[]> {
  const pairs: SharedPair[] = []
  // Rows stand by area: items of different places seldom have even the span from first to last in common.
  const order = items.map((_, index) => index).filter((index) => items[index]!.length > 0)
  order.sort((i, k) => items[i]![0]! - items[k]![0]!)
  let looked = 0
  for (const [at, a] of order.entries()) {
    const end = items[a]!.at(-1)!
    for (const b of order.slice(at + 1)) {
      if (items[b]![0]! >= end) break
      if (++looked % PAIRS_PER_STEP === 0) yield
      const households = countShared(items[a]!, items[b]!)
      if (households > 0) pairs.push({ a: Math.min(a, b), b: Math.max(a, b), households })
    }
  }
  return pairs.sort((x, y) => y.households - x.households || x.a - y.a || x.b - y.b)
}

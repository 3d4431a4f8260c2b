/** The budget line: items of a plan by rank with their money of one fiscal year, and what a ceiling leaves of them. */
import { z } from 'zod'
import { fiscalYearSchema } from './plans.ts'

/** GET /api/plans/:id/ranking → Ranking. */
export const rankingRequestSchema = z.object({
  fiscalYear: z.coerce.number().pipe(fiscalYearSchema),
  /** Absent: all sources together. */
  source: z.string().max(300).optional(),
})
export type RankingRequest = z.infer<typeof rankingRequestSchema>

export interface RankedItem {
  readonly id: string
  readonly title: string
  readonly category: string | null
  readonly status: string | null
  readonly isPlaced: boolean
  /** Of the year and source asked for; never 0. */
  readonly amountBaht: number
}

export interface Ranking {
  /** Standing items that ask for money then, in the plan's order. */
  readonly items: readonly RankedItem[]
  readonly totalBaht: number
  /** Null where none was set. */
  readonly ceilingBaht: number | null
  /** What may be asked for: years and sources with money or a ceiling. */
  readonly fiscalYears: readonly number[]
  readonly sources: readonly string[]
}

/** An item with all that is asked for up to and with it. */
export interface RunningItem extends RankedItem {
  readonly runningBaht: number
  readonly isCovered: boolean
}

export interface Cut {
  readonly items: readonly RunningItem[]
  readonly covered: number
  readonly coveredBaht: number
  readonly fallen: number
  readonly fallenBaht: number
  /** Left of the ceiling after what it covers; null without one. */
  readonly restBaht: number | null
}

/**
 * Where a ceiling cuts the ranking: an item is covered while all that is asked for up to and with it is within the ceiling. What
 * ranks below an item that is not covered is not covered either, however little it asks: rank decides, and nothing slips past it.
 */
export function cutAt(items: readonly RankedItem[], ceilingBaht: number | null): Cut {
  let runningBaht = 0
  const running = items.map((item): RunningItem => {
    runningBaht += item.amountBaht
    return { ...item, runningBaht, isCovered: ceilingBaht === null || runningBaht <= ceilingBaht }
  })
  const covered = running.filter(({ isCovered }) => isCovered)
  const coveredBaht = covered.at(-1)?.runningBaht ?? 0
  return {
    items: running,
    covered: covered.length,
    coveredBaht,
    fallen: running.length - covered.length,
    fallenBaht: runningBaht - coveredBaht,
    restBaht: ceilingBaht === null ? null : ceilingBaht - coveredBaht,
  }
}

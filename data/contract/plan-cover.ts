/** How many households of its area a plan reaches, and how many it would no longer reach without some of its items. For the desk only. */
import { z } from 'zod'
import { idSchema } from './plans.ts'

/** POST /api/reach/cover → PlanCoverAnswer. */
export const planCoverSchema = z.object({
  plan: idSchema,
  /** Absent: the newest. */
  survey: z.string().max(200).optional(),
  without: z.array(idSchema).max(50_000).default([]),
})
export type PlanCoverRequest = z.input<typeof planCoverSchema>

export interface PlanCoverAnswer {
  readonly survey: string
  /** Codes of the plan's area; empty: all areas of the survey. */
  readonly areaCodes: readonly string[]
  /** Households of that area that at least one standing item reaches, each counted once: as the lens on coverage counts. */
  readonly reached: number
  /** Households, there or elsewhere, that only the items named reach. */
  readonly lost: number
}

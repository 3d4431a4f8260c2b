/** Lenses on a whole plan: what its items cover together, what they leave, whom they count twice, and how fair it is. For the desk only. */
import { z } from 'zod'
import { areaLevels } from './imports.ts'
import { fiscalYearSchema, idSchema } from './plans.ts'

export const lensKinds = ['coverage', 'gap', 'overlap', 'fairness'] as const
export type LensKind = (typeof lensKinds)[number]

export const lensRequestSchema = z.object({
  lens: z.enum(lensKinds),
  survey: z.string().max(200).optional(),
  plan: idSchema,
  level: z.enum(areaLevels).default('tambon'),
  /** Only items of this joint issue, in any spelling of its words. */
  issue: z.string().max(20_000).nullable().default(null),
  /** Only items with money in this year; and only that money. */
  fiscalYear: fiscalYearSchema.nullable().default(null),
  /** Only items in which this organisation has a role, or which it owns. */
  organisation: z.string().max(20_000).nullable().default(null),
  /** The need that is looked at; null: households under the income line, where the survey tells. */
  need: z.string().max(200).nullable().default(null),
})
export type LensRequest = z.input<typeof lensRequestSchema>

export interface LensChoice {
  /** The words as they are first written in the plan. */
  readonly label: string
  readonly items: number
}

/** Places by how often they are covered. */
export interface CoverCounts {
  readonly none: number
  readonly once: number
  readonly more: number
}

/** Columns of equal length, one entry per area of the level in code order (as in /api/areas). Null: outside the plan's area, or nobody surveyed. */
export interface LensAreas {
  readonly codes: readonly string[]
  readonly households: ReadonlyArray<number | null>
  /** Items that reach at least one household there. */
  readonly items: ReadonlyArray<number | null>
  /** Households reached by none, by one, by two items or more. */
  readonly none: ReadonlyArray<number | null>
  readonly once: ReadonlyArray<number | null>
  readonly more: ReadonlyArray<number | null>
  /** Households in need, and those of them that nobody reaches; null also where the survey knows nothing of the need there. */
  readonly need: ReadonlyArray<number | null>
  readonly gap: ReadonlyArray<number | null>
  /** The items' money, each item's shared among the households that it reaches. */
  readonly budgetBaht: ReadonlyArray<number | null>
}

/** Classes of the map's values; not of the level's other areas. */
export const LENS_NO_DATA = -1
export const LENS_OUTSIDE = -3

/** What the lens colours the areas by, in their order. */
export interface LensMap {
  readonly values: ReadonlyArray<number | null>
  /** 0: none; coverage: 1 once, 2 more; else 1… by size. `LENS_NO_DATA`: nobody surveyed; `LENS_OUTSIDE`: not of the plan's area. */
  readonly classOf: readonly number[]
  /** Areas of each class from 0 on. */
  readonly classCounts: readonly number[]
  /** Edges of the classes from 1 on, one more than these; empty for coverage. */
  readonly edges: readonly number[]
  readonly noData: number
}

export interface ItemPair {
  readonly items: readonly [LensItem, LensItem]
  /** Households that both reach. */
  readonly households: number
}

export interface LensItem {
  readonly id: string
  readonly title: string
}

export interface LensPlace {
  readonly code: string
  readonly label: string
  readonly items: number
  readonly bahtPerHousehold: number
}

/** How money and items lie among places, per household in need. */
export interface Fairness {
  /** Places with enough households in need to speak of, by baht per household in need. */
  readonly most: LensPlace | null
  readonly least: LensPlace | null
  readonly medianBaht: number | null
  readonly places: number
  /** Places with households in need that no item reaches, and how many such households live there. */
  readonly bare: { readonly places: number; readonly households: number }
  readonly total: { readonly items: number; readonly budgetBaht: number; readonly inNeed: number }
}

/** POST /api/lens */
export interface LensAnswer {
  readonly lens: LensKind
  readonly survey: string
  readonly level: (typeof areaLevels)[number]
  /** Codes of the plan's area; empty: all areas. */
  readonly areaCodes: readonly string[]
  /** Null where the survey can tell of no need. */
  readonly need: string | null
  readonly choices: {
    readonly issues: readonly LensChoice[]
    readonly fiscalYears: readonly number[]
    readonly organisations: readonly LensChoice[]
    /** Indicators that tell households in need from others. */
    readonly needs: readonly string[]
  }
  /** Items counted; those of them without a place that reaches anybody, and their money. */
  readonly items: { readonly counted: number; readonly placeless: number; readonly placelessBaht: number }
  readonly households: CoverCounts
  readonly places: CoverCounts
  /** Places by how often the items of one issue, year or organisation cover them: of the items that the other filters leave. */
  readonly groups: {
    readonly issues: ReadonlyArray<LensChoice & CoverCounts>
    readonly fiscalYears: ReadonlyArray<LensChoice & CoverCounts>
    readonly organisations: ReadonlyArray<LensChoice & CoverCounts>
  }
  readonly inNeed: { readonly whole: number; readonly gap: number } | null
  readonly areas: LensAreas
  readonly map: LensMap
  /** Overlap: the pairs that share most households, and how many pairs share any. */
  readonly pairs: readonly ItemPair[]
  readonly pairCount: number
  readonly fairness: Fairness | null
}

/** POST /api/lens/rows → {survey, rowSet}: the households behind a figure of a lens. */
export const lensRowsSchema = lensRequestSchema.extend({
  rows: z.discriminatedUnion('kind', [
    z.object({ kind: z.enum(['none', 'once', 'more', 'gap']), area: z.string().max(8).default('') }),
    z.object({ kind: z.literal('pair'), items: z.tuple([idSchema, idSchema]) }),
  ]),
})
export type LensRowsRequest = z.input<typeof lensRowsSchema>

/** POST /api/lens/items: the items that reach an area, those that reach most of it first. */
export const lensItemsSchema = lensRequestSchema.extend({ area: z.string().max(8) })
export type LensItemsRequest = z.input<typeof lensItemsSchema>
export interface ItemInPlace extends LensItem {
  readonly households: number
  readonly budgetBaht: number
}

/** Who an item reaches and who is left, live while it is drawn; and the lenses that look at a whole plan. For the desk only. */
import { z } from 'zod'
import { type Filter, filterSchema } from './filters.ts'
import { areaCodeSchema, geometryTextSchema, type ItemReach, idSchema, reachSchema } from './plans.ts'

/** What is under the pen, in an item or (`item` null) instead of one. */
export const sketchSchema = z.object({
  geometry: geometryTextSchema,
  /** The place that it stands for; null: one more. */
  place: idSchema.nullable().default(null),
})
export type ReachSketch = z.infer<typeof sketchSchema>

export const reachRequestSchema = z.object({
  /** Absent: the newest. */
  survey: z.string().max(200).optional(),
  plan: idSchema,
  item: idSchema.nullable().default(null),
  sketch: sketchSchema.nullable().default(null),
  /** The areas that it names while they are being picked; absent: as the item says. */
  areas: z.array(areaCodeSchema).max(500).optional(),
  /** How it reaches while that is being chosen; absent: as the item says. */
  reach: reachSchema.nullable().optional(),
  /** Only these households count, in every figure. */
  filter: filterSchema.optional(),
})
export type ReachRequest = Omit<z.input<typeof reachRequestSchema>, 'filter'> & { readonly filter?: Filter | undefined }

/** What is counted of households: themselves, sums of what the survey knows of them, and those an indicator finds in need. */
export interface MeasureInfo {
  /** The indicator's id for a need. */
  readonly id: string
  readonly kind: 'households' | 'people' | 'disabled' | 'indebted' | 'debt' | 'need'
}

export interface Counted {
  readonly value: number
  /** Households of which the survey knows it. */
  readonly known: number
}

/** One measure of what is shown. Within the plan's area, `whole` is `byOthers` and `fresh` and `uncovered` together. */
export interface MeasureReach {
  readonly measure: MeasureInfo
  /** Within this item's reach, wherever that is. */
  readonly reached: Counted
  readonly whole: Counted
  /** Within reach of the plan's other items. */
  readonly byOthers: Counted
  /** Within this item's reach and no other's. */
  readonly fresh: Counted
  /** Within this item's reach and some other's: part of `byOthers`. */
  readonly shared: Counted
  readonly uncovered: Counted
  /** How many it should reach for the item's goal of the last year; null where it has none that can be told in households. */
  readonly target: number | null
}

/** POST /api/reach. */
export interface ReachAnswer {
  readonly survey: string
  /** Codes of the plan's area; empty: all areas of the survey. */
  readonly areaCodes: readonly string[]
  readonly method: ItemReach
  /** Only those that the survey has a column for. */
  readonly measures: readonly MeasureReach[]
  readonly budgetBaht: number
  readonly bahtPerHousehold: number | null
  /** Villages with the most that nobody reaches, by the measure named. */
  readonly missed: {
    readonly measure: MeasureInfo
    readonly villages: ReadonlyArray<{ readonly code: string; readonly label: string; readonly count: number }>
  }
  /** The roads that are travelled, of an item as it is stored; null of one that moves, and where it does not go by roads. */
  readonly outline: GeoJSON.Geometry | null
  /**
   * `no-place`: nothing is drawn or named. `no-road`: the layer is not there, or no road is near. `no-position`: of a named area the
   * file has neither point nor outline to measure from, so it is counted as a whole.
   */
  readonly lacks: 'no-place' | 'no-road' | 'no-position' | null
}

export const reachParts = ['reached', 'whole', 'byOthers', 'fresh', 'shared', 'uncovered'] as const
export type ReachPart = (typeof reachParts)[number]

/** POST /api/reach/rows → {rowSet}: lets a filter refer to the households behind one of those figures. */
export const reachRowsSchema = reachRequestSchema.extend({
  part: z.enum(reachParts),
  /** The measure's id; `households` for all. */
  measure: z.string().max(200),
})
export type ReachRowsRequest = ReachRequest & { readonly part: ReachPart; readonly measure: string }
export interface RowSetName {
  readonly survey: string
  readonly rowSet: string
}

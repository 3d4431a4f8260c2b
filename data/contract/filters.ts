/** Filters over households: any columns, and/or, inside an area or a drawn shape. One filter drives map, table, totals and charts. */
import { z } from 'zod'

export const comparisonSchema = z.object({
  kind: z.literal('compare'),
  column: z.string(),
  /** pass/fail/not-applicable/missing are for indicator answers; `missing` and `present` for any column. */
  op: z.enum([
    'eq',
    'ne',
    'lt',
    'le',
    'gt',
    'ge',
    'in',
    'contains',
    'pass',
    'fail',
    'not-applicable',
    'missing',
    'present',
  ]),
  value: z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]).optional(),
})
export type Comparison = z.infer<typeof comparisonSchema>

export type FilterNode =
  | Comparison
  | { kind: 'all'; of: FilterNode[] }
  | { kind: 'any'; of: FilterNode[] }
  | { kind: 'not'; of: FilterNode }

export const filterNodeSchema: z.ZodType<FilterNode> = z.lazy(() =>
  z.union([
    comparisonSchema,
    z.object({ kind: z.literal('all'), of: z.array(filterNodeSchema).max(50) }),
    z.object({ kind: z.literal('any'), of: z.array(filterNodeSchema).max(50) }),
    z.object({ kind: z.literal('not'), of: filterNodeSchema }),
  ]),
)

const positionSchema = z.tuple([z.number(), z.number()])

/** A drawn shape in EPSG:4326: a polygon's rings, several polygons, or everything within a distance of a place or line. */
export const shapeSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('polygon'),
    polygons: z
      .array(z.array(z.array(positionSchema).min(4)).min(1))
      .min(1)
      .max(100),
  }),
  z.object({ kind: z.literal('circle'), center: positionSchema, radiusM: z.number().positive().max(200_000) }),
  z.object({
    kind: z.literal('corridor'),
    line: z.array(positionSchema).min(2).max(5000),
    distanceM: z.number().positive().max(50_000),
  }),
])
export type Shape = z.infer<typeof shapeSchema>

export const filterSchema = z.object({
  where: filterNodeSchema.optional(),
  /** An area code of any level; households of the areas under it. */
  areaCode: z.string().optional(),
  shape: shapeSchema.optional(),
  /** Households that stand behind a figure, by the name that data/ gave them; known until the workspace closes. */
  rowSet: z.string().max(80).optional(),
})
export type Filter = z.infer<typeof filterSchema>

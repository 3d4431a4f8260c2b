/**
 * Indicator definitions as versioned data: what is counted, of whom, and which way is good. Built-in sets stand in
 * resources/indicators; people's own are kept in the workbook under the same schema. A `source` names a column by its role
 * (`disabled`, `debt_baht`, `bmn_18`) or, failing that, by its own name.
 */
import { z } from 'zod'

const sourceSchema = z.string().min(1).max(200)

export const indicatorConditionSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  /** Answers: those that failed (or passed) where the question applies. */
  z.object({ kind: z.literal('fail'), source: sourceSchema }),
  z.object({ kind: z.literal('pass'), source: sourceSchema }),
  /** At least one of these answers failed; applies where any of them does. */
  z.object({ kind: z.literal('any-fail'), sources: z.array(sourceSchema).min(1).max(60) }),
  z.object({
    kind: z.literal('compare'),
    source: sourceSchema,
    op: z.enum(['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in']),
    value: z.union([z.number(), z.string(), z.array(z.union([z.number(), z.string()]))]),
  }),
])
export type IndicatorCondition = z.infer<typeof indicatorConditionSchema>

export const indicatorStatistics = ['count', 'share', 'sum', 'mean', 'median', 'per-household', 'per-person'] as const

export const indicatorDefinitionSchema = z.object({
  id: z.string().min(1).max(200),
  set: z.string().min(1).max(60),
  /** As printed in its own set; '' where it has none. */
  number: z.string().max(10).default(''),
  /** Message id of the dimension, or people's own words. */
  group: z.string().max(120).default(''),
  nameTh: z.string().min(1).max(300),
  nameEn: z.string().max(300).default(''),
  statistic: z.enum(indicatorStatistics),
  /** The number that `sum`, `mean`, `median`, `per-household` and `per-person` are of. */
  source: sourceSchema.nullable().default(null),
  condition: indicatorConditionSchema.default({ kind: 'all' }),
  /** What a share is of: households the question applies to, or all households. */
  denominator: z.enum(['applicable', 'households']).default('applicable'),
  goodDirection: z.enum(['up', 'down', 'none']).default('none'),
  unit: z.string().max(60).default('unit.percent'),
  /** True where name, number or dimension could not be confirmed in an official source. */
  uncertain: z.boolean().default(false),
  note: z.string().max(1000).default(''),
})
export type IndicatorDefinition = z.infer<typeof indicatorDefinitionSchema>

/** A set with the years (ISO) of the surveys it belongs to; the end is null where sources disagree or it is still open. */
export const indicatorSetSchema = z.object({
  set: z.string(),
  version: z.number().int().positive(),
  titleTh: z.string(),
  titleEn: z.string(),
  firstYear: z.number().int().nullable(),
  lastYear: z.number().int().nullable(),
  /** What is not certain about the set as a whole. */
  note: z.string(),
  indicators: z.array(indicatorDefinitionSchema),
})
export type IndicatorSet = z.infer<typeof indicatorSetSchema>

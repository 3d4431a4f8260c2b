/**
 * What frames a plan's items: joint issues, strategies, ceilings, named versions, what it was agreed on, what it answers to plans
 * below, and whose scenario it is.
 */
import { z } from 'zod'
import { areaCodeSchema, fiscalYearSchema, goalSchema, idSchema, textSchema } from './plans.ts'

/** Why a plan stands as it does: made, looked through again (ทบทวน), added to (เพิ่มเติม), amended (แก้ไข), changed (เปลี่ยนแปลง). */
export const versionKinds = ['original', 'review', 'addition', 'amendment', 'change'] as const
/** What a plan above says of an item below that it did not simply take up. */
export const answerVerdicts = ['sent-back', 'declined'] as const
/** What an answer may hold: `dropped` where it had been taken up and the plan above agreed to its being dropped below. */
export const storedVerdicts = [...answerVerdicts, 'dropped'] as const

/** A joint issue (ประเด็นร่วม) that plans of a province agree on. Items name it by its words. */
export const issueSchema = z.object({
  id: idSchema,
  title: z.string().trim().min(1).max(500),
  note: textSchema.default(''),
  order: z.number().int().default(0),
})
export type PlanIssue = z.infer<typeof issueSchema>

/** A strategy (ยุทธศาสตร์), or with `parent` one of its tactics (กลยุทธ์, แนวทาง). Items carry code and words, as the form does. */
export const strategySchema = z.object({
  id: idSchema,
  parent: idSchema.nullable().default(null),
  code: z.string().trim().max(40).default(''),
  title: z.string().trim().min(1).max(1000),
  order: z.number().int().default(0),
})
export type Strategy = z.infer<typeof strategySchema>

/** A state of the plan that was given a name: which changes it holds. */
export const versionSchema = z.object({
  id: idSchema,
  title: z.string().trim().min(1).max(300),
  kind: z.enum(versionKinds),
  number: z.number().int().min(0).max(999).nullable().default(null),
  year: fiscalYearSchema.nullable().default(null),
  at: z.string().max(40),
  by: z.string().max(200),
  heads: z.array(z.string().length(64)).max(1000),
})
export type PlanVersion = z.infer<typeof versionSchema>

/** What a plan was agreed on: next year is measured against these and nothing newer. */
export const freezeSchema = z.object({
  at: z.string(),
  by: z.string(),
  heads: z.array(z.string()),
  /** Content hash of the boundary set of each level. */
  boundaries: z.record(z.string(), z.string()),
  /** Definition of each indicator that an item names, as it was then, with the set's version and the breaks of its map. */
  indicators: z.array(
    z.object({
      id: z.string(),
      setVersion: z.number().int(),
      definition: z.record(z.string(), z.json()),
      breaks: z.record(z.string(), z.json()).nullable(),
    }),
  ),
  goals: z.array(
    goalSchema.extend({
      item: idSchema,
      baseline: z.number().nullable(),
      /** Where it is measured: the areas the item names, else the plan's own. */
      areas: z.array(areaCodeSchema),
    }),
  ),
})
export type PlanFreeze = z.infer<typeof freezeSchema>

/** What this plan says to an item of a plan below. */
export const answerSchema = z.object({
  plan: idSchema,
  item: idSchema,
  verdict: z.enum(storedVerdicts),
  why: textSchema,
  /** The item's title then; older answers do not have it. */
  title: textSchema.optional(),
  /** Fingerprint of what the item said then; older answers do not have it. */
  seen: z.string().max(64).optional(),
  at: z.string().max(40),
  by: z.string().max(200),
})
export type PlanAnswer = z.infer<typeof answerSchema>

/** The plan this one was copied from to try something else. */
export const scenarioOfSchema = z.object({
  plan: idSchema,
  title: z.string(),
  at: z.string(),
  heads: z.array(z.string()),
  /** The branch that was taken, in words of the branch itself; '' for the whole plan. */
  branch: z.string().default(''),
})
export type ScenarioOf = z.infer<typeof scenarioOfSchema>

export interface Ceiling {
  readonly fiscalYear: number
  /** '' for all sources together. */
  readonly source: string
  readonly amountBaht: number
}

/**
 * Plans and their items (โครงการ), as both sides know them. An item carries every field of the ผ.02 form of a local
 * development plan. Years are Gregorian fiscal years (2023 is ปีงบประมาณ 2566: 1 Oct 2022 – 30 Sep 2023); money is integer baht.
 */
import { z } from 'zod'
import type { Ceiling, PlanAnswer, PlanFreeze, PlanIssue, PlanVersion, ScenarioOf, Strategy } from './plan-frame.ts'
import { itemRules } from './plan-notes.ts'

export const planLevels = ['village', 'tambon', 'amphoe', 'province', 'local-authority'] as const

/** How high plans of a level stand over others; a local authority's stands beside that of a tambon, as one of no level does. */
export function planHeight(level: unknown): number {
  const known = planLevels.find((each) => each === level) ?? 'tambon'
  return { village: 0, tambon: 1, 'local-authority': 1, amphoe: 2, province: 3 }[known]
}
export const planStates = ['draft', 'under-review', 'agreed', 'in-force', 'closed'] as const
export const itemStatuses = ['idea', 'ready', 'proposed', 'agreed', 'under-way', 'done', 'dropped'] as const
export type ItemStatus = (typeof itemStatuses)[number]
/** ผ.02, ผ.02/1 (community), ผ.02/2 (asked of the province), ผ.03 (equipment). */
export const itemForms = ['02', '02/1', '02/2', '03'] as const
export type ItemForm = (typeof itemForms)[number]

/** The form that a cell names (ผ.02, ผ.02/1, ผ02/2 …), or null. */
export function itemFormOf(text: string | null): ItemForm | null {
  const plain = (text ?? '').replace(/[\sผ.แบบ]/gu, '')
  return itemForms.find((form) => form === plain) ?? null
}
/** Between the ranks of items: room for some twenty moves to one place before all have to be numbered anew. */
export const RANK_STEP = 2 ** 20
export const placeKinds = ['point', 'line', 'area', 'areaCode', 'none'] as const
/** What an organisation does for an item. */
export const organisationRoles = ['lead', 'support', 'money', 'data'] as const
export type OrganisationRole = (typeof organisationRoles)[number]

export const idSchema = z
  .string()
  .min(1)
  .max(80)
  .regex(/^[\w.:-]+$/)
export const fiscalYearSchema = z.number().int().min(1957).max(2157)
export const bahtSchema = z.number().int().min(0).max(1_000_000_000_000)
export const areaCodeSchema = z.string().regex(/^(\d{2}|\d{4}|\d{6}|\d{8})$/)
export const textSchema = z.string().max(20_000)

const geometryTypes = ['Point', 'LineString', 'Polygon', 'MultiPoint', 'MultiLineString', 'MultiPolygon']

/** A geometry as one GeoJSON string, EPSG:4326: a place is moved as a whole, never vertex by vertex against somebody else. */
export const geometryTextSchema = z.string().max(5_000_000).refine(isGeometryText, 'not a GeoJSON geometry')

const indicatorIdSchema = z.string().min(1).max(200)

export const placeSchema = z.object({
  id: idSchema,
  kind: z.enum(placeKinds),
  /** GeoJSON text; for `areaCode` a point to show it at, where known; null for `none`. */
  geometry: geometryTextSchema.nullable().default(null),
  /** Tambon or village, for `areaCode`. */
  code: areaCodeSchema.nullable().default(null),
  label: z.string().max(300).nullable().default(null),
})
export type Place = z.infer<typeof placeSchema>

/** The item's fields that hold one text each, in the order of the form. */
export const itemTextFields = [
  'title',
  'strategyCode',
  'strategy',
  'tacticCode',
  'tactic',
  'programme',
  'objective',
  'jointIssue',
  'target',
  'kpi',
  'expectedResult',
  'ownerUnit',
  'proposedTo',
  'reason',
  'notes',
  'sequence',
  'amendment',
] as const
export type ItemTextField = (typeof itemTextFields)[number]

const textFields = Object.fromEntries(itemTextFields.map((field) => [field, textSchema.nullable()])) as Record<
  ItemTextField,
  z.ZodNullable<z.ZodString>
>

/** Each field of an item and what it may hold; null is "not filled in", which is a state and not an error. */
export const itemFieldSchemas = {
  ...textFields,
  title: textSchema.min(1),
  category: z.string().max(80).nullable(),
  status: z.enum(itemStatuses).nullable(),
  form: z.enum(itemForms).nullable(),
} as const
export const itemFields = [...itemTextFields, 'category', 'status', 'form'] as const
export type ItemField = (typeof itemFields)[number]

export const itemFieldsSchema = z.object(itemFieldSchemas).partial().required({ title: true })
export type ItemFields = z.infer<typeof itemFieldsSchema>

export const budgetLineSchema = z.object({
  fiscalYear: fiscalYearSchema,
  /** Who pays, in the plan's own words; '' where it does not say. */
  source: z.string().max(300).default(''),
  amountBaht: bahtSchema,
})
export type BudgetLine = z.infer<typeof budgetLineSchema>

/** What the yearly ordinance (เทศบัญญัติ/ข้อบัญญัติ) allotted, beside what the plan asks. */
export const ordinanceLineSchema = z.object({ fiscalYear: fiscalYearSchema, amountBaht: bahtSchema })
export type OrdinanceLine = z.infer<typeof ordinanceLineSchema>

/** An indicator that the item answers, with where it stands before the item: null where nobody knows yet. */
export const needSchema = z.object({
  indicator: indicatorIdSchema,
  baseline: z.number().nullable().default(null),
  /** The survey that the baseline is from. */
  survey: z.string().max(200).nullable().default(null),
})
export type Need = z.infer<typeof needSchema>

/** What the indicator is to be at the end of a fiscal year, in the indicator's own unit. */
export const goalSchema = z.object({ indicator: indicatorIdSchema, fiscalYear: fiscalYearSchema, goal: z.number() })
export type Goal = z.infer<typeof goalSchema>

export const organisationSchema = z.string().trim().min(1).max(300)
export const itemRoleSchema = z.object({ organisation: organisationSchema, role: z.enum(organisationRoles) })
export type ItemRole = z.infer<typeof itemRoleSchema>

/** A paper, a picture, a page: by where it is, never carried along. */
export const linkSchema = z.object({
  id: idSchema,
  title: z.string().max(300).default(''),
  url: z.string().min(1).max(2000),
})
export type Link = z.infer<typeof linkSchema>

/**
 * How an item reaches people: within its shapes, within a distance of them, along a road layer, or by the areas it names only.
 * Where nothing is said, areas reach what lies within, points and lines a kilometre around.
 */
export const reachSchema = z.discriminatedUnion('by', [
  z.object({ by: z.literal('shape') }),
  z.object({ by: z.literal('distance'), distanceM: z.number().positive().max(50_000) }),
  z.object({
    by: z.literal('road'),
    layer: z.string().min(1).max(200),
    mode: z.enum(['walk', 'drive']),
    minutes: z.number().positive().max(240),
  }),
  z.object({ by: z.literal('areas') }),
])
export type ItemReach = z.infer<typeof reachSchema>

/** An item of a plan below that this one was taken from, as it was seen then. */
export const sourceSchema = z.object({
  plan: idSchema,
  item: idSchema,
  planTitle: z.string().max(500).default(''),
  /** What the item said when it was taken or last looked at: cells by field. */
  seen: z.record(z.string().max(500), z.union([z.string(), z.number(), z.boolean()])),
  /** The money it has in the item, by field, where a change of it was seen and not taken. */
  share: z.record(z.string().max(500), z.number()).optional(),
  at: z.string().max(40),
  by: z.string().max(200),
})
export type ItemSource = z.infer<typeof sourceSchema>

/** Where an imported item stood: every figure opens to its source. */
export const originSchema = z.object({ file: z.string(), sheet: z.string(), row: z.number().int() })
export type Origin = z.infer<typeof originSchema>

export const newItemSchema = z.object({
  id: idSchema.optional(),
  fields: itemFieldsSchema,
  places: z.array(placeSchema).max(500).default([]),
  budgets: z.array(budgetLineSchema).max(200).default([]),
  ordinances: z.array(ordinanceLineSchema).max(50).default([]),
  needs: z.array(needSchema).max(60).default([]),
  goals: z.array(goalSchema).max(600).default([]),
  roles: z.array(itemRoleSchema).max(200).default([]),
  links: z.array(linkSchema).max(100).default([]),
  reach: reachSchema.nullable().default(null),
  origin: originSchema.nullable().default(null),
})
export type NewItem = z.infer<typeof newItemSchema>
/** Of an item that says nothing but what a list of projects says. */
export const noItemParts = {
  needs: [],
  goals: [],
  roles: [],
  links: [],
  reach: null,
} as const satisfies Partial<NewItem>

export const planFieldSchemas = {
  title: z.string().min(1).max(500),
  level: z.enum(planLevels).nullable(),
  areaCode: areaCodeSchema.nullable(),
  authorityCode: z.string().max(40).nullable(),
  entity: z.string().max(500).nullable(),
  firstFiscalYear: fiscalYearSchema.nullable(),
  lastFiscalYear: fiscalYearSchema.nullable(),
  vision: textSchema.nullable(),
  state: z.enum(planStates),
} as const
export const planFields = [
  'title',
  'level',
  'areaCode',
  'authorityCode',
  'entity',
  'firstFiscalYear',
  'lastFiscalYear',
  'vision',
  'state',
] as const
export type PlanField = (typeof planFields)[number]
export const planFieldsSchema = z.object(planFieldSchemas).partial().required({ title: true })
export type PlanFields = z.infer<typeof planFieldsSchema>

export interface Dropped {
  readonly by: string
  readonly when: string
  readonly why: string
}

/** One item, whole. */
export interface PlanItem {
  readonly id: string
  readonly planId: string
  readonly fields: Readonly<Record<ItemField, string | null>> & { readonly title: string }
  readonly places: readonly Place[]
  readonly budgets: readonly BudgetLine[]
  readonly ordinances: readonly OrdinanceLine[]
  readonly needs: readonly Need[]
  readonly goals: readonly Goal[]
  readonly roles: readonly ItemRole[]
  readonly links: readonly Link[]
  readonly reach: ItemReach | null
  /** Items of plans below that it was taken from. */
  readonly sources: readonly ItemSource[]
  /** The item that it is a copy of, in a scenario. */
  readonly copyOf: string | null
  readonly budgetBaht: number
  readonly origin: Origin | null
  readonly rank: number
  readonly dropped: Dropped | null
}

export interface PlanInfo {
  readonly id: string
  readonly fields: Readonly<Record<PlanField, string | number | null>> & { readonly title: string }
  readonly issues: readonly PlanIssue[]
  readonly strategies: readonly Strategy[]
  readonly ceilings: readonly Ceiling[]
  readonly versions: readonly PlanVersion[]
  readonly answers: readonly PlanAnswer[]
  readonly freeze: PlanFreeze | null
  readonly scenarioOf: ScenarioOf | null
  readonly dropped: Dropped | null
}

/** One plan in the list of plans. */
export interface PlanSummary {
  readonly id: string
  readonly title: string
  readonly level: string | null
  readonly areaCode: string | null
  readonly firstFiscalYear: number | null
  readonly lastFiscalYear: number | null
  readonly state: string
  readonly itemCount: number
  readonly unplacedCount: number
  readonly budgetBaht: number
  /** What several laptops wrote differently, and nobody has settled. */
  readonly questionCount: number
  /** The plan that it is a scenario of. */
  readonly scenarioOf: string | null
}

/** GET /api/plans/contested: dropped on one laptop, written on another, and not settled; in no list until it is. */
export interface ContestedPlan {
  readonly id: string
  readonly title: string
}

export const itemsRequestSchema = z.object({
  plan: z.string().optional(),
  /** true: only items without a place (the tray); false: only placed ones. */
  unplaced: z.boolean().optional(),
  category: z.string().nullable().optional(),
  status: z.string().optional(),
  fiscalYear: fiscalYearSchema.optional(),
  /** Words the title has to hold. */
  words: z.string().max(200).optional(),
  /** Only items of which a rule speaks, or any rule: of the one plan that is named. */
  note: z.enum(['any', ...itemRules]).optional(),
  /** Only items about which something is not settled, dropped ones too. */
  unsettled: z.literal(true).optional(),
  dropped: z.boolean().default(false),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(50_000).default(1000),
})
export type ItemsRequest = z.input<typeof itemsRequestSchema>

export interface ItemRow {
  readonly id: string
  readonly planId: string
  readonly title: string
  readonly category: string | null
  readonly status: string | null
  readonly strategy: string | null
  readonly tactic: string | null
  readonly jointIssue: string | null
  readonly owner: string | null
  readonly target: string | null
  readonly areaCode: string | null
  readonly budgetBaht: number
  readonly placed: boolean
  readonly dropped: boolean
  /** Its money is in the sum: nothing else that counts stands on what it stands on. */
  readonly counted: boolean
  readonly ordinal: number
  /** What is not settled about it. */
  readonly questions: number
  /** Middle of its envelope, where it lies somewhere. */
  readonly point: readonly [lon: number, lat: number] | null
}

export interface ItemPage {
  readonly items: readonly ItemRow[]
  readonly total: number
  readonly budgetBaht: number
}

export interface BudgetTotals {
  readonly byFiscalYear: ReadonlyArray<{
    readonly fiscalYear: number
    readonly amountBaht: number
    readonly items: number
  }>
  readonly byCategory: ReadonlyArray<{
    readonly category: string | null
    readonly fiscalYear: number
    readonly amountBaht: number
    readonly items: number
  }>
  readonly totalBaht: number
  readonly itemCount: number
}

/** A place that an item's words speak of. */
export interface PlaceSuggestion {
  readonly code: string
  readonly label: string
  readonly lon: number
  readonly lat: number
  /** 0–1; 1 is named outright and only one such place exists. */
  readonly score: number
  readonly because: { readonly message: string; readonly values: Readonly<Record<string, string | number>> }
}

function isGeometryText(text: string): boolean {
  try {
    const geometry: unknown = JSON.parse(text)
    if (typeof geometry !== 'object' || geometry === null) return false
    const { type, coordinates } = geometry as { type?: unknown; coordinates?: unknown }
    return typeof type === 'string' && geometryTypes.includes(type) && holdsPositions(coordinates)
  } catch {
    return false
  }
}

function holdsPositions(coordinates: unknown): boolean {
  if (!Array.isArray(coordinates) || coordinates.length === 0) return false
  if (typeof coordinates[0] !== 'number') return coordinates.every(holdsPositions)
  const [lon, lat] = coordinates as unknown[]
  return isWithin(lon, 180) && isWithin(lat, 90)
}

function isWithin(value: unknown, limit: number): boolean {
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit
}

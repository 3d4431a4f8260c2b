/**
 * Every change to authored or arranged content is one of these commands: named, checked, applied in one transaction, kept in
 * the history under its label, and undone as one step. The command line takes the same objects, one JSON a line.
 */
import { z } from 'zod'
import type { ResourceName } from './api.ts'
import { areaHistorySchema } from './mirror.ts'
import { answerVerdicts, issueSchema, strategySchema, versionKinds } from './plan-frame.ts'
import {
  bahtSchema,
  fiscalYearSchema,
  idSchema,
  itemFieldSchemas,
  itemFields,
  itemRoleSchema,
  linkSchema,
  type NewItem,
  needSchema,
  newItemSchema,
  placeSchema,
  planFieldSchemas,
  planFields,
  planFieldsSchema,
  reachSchema,
} from './plans.ts'
import {
  authoritySchema,
  bookmarkSchema,
  breaksSchema,
  categorySchema,
  coverageSchema,
  layerStyleSchema,
  layerViewSchema,
  mapStateSchema,
  ownIndicatorSchema,
  thresholdSchema,
} from './workbook.ts'

const plan = idSchema
const item = idSchema
const key = z.string().min(1).max(200)
const hash = z.string().regex(/^[0-9a-f]{64}$/)
const heads = z.array(hash).min(1).max(1000)
const why = z.string().max(2000).default('')
/** What the history says about where ('ต.กู่กาสิงห์'); the window knows the names. */
const where = z.string().max(300).optional()
/** What the hand did to the places, for the history's words. */
export const placeGestures = [
  'add-place',
  'remove-place',
  'pick-areas',
  'split',
  'reshape',
  'add-part',
  'add-hole',
  'remove-part',
] as const
const gesture = z.enum(placeGestures).optional()
const value = z.union([z.string(), z.number(), z.null()])

/** A new item is not dropped: that takes a reason, and `dropItem`. */
function isStanding({ fields }: NewItem): boolean {
  return fields.status !== 'dropped'
}

export const planCommandSchemas = [
  z.object({ type: z.literal('createPlan'), plan: idSchema.optional(), fields: planFieldsSchema }),
  z
    .object({ type: z.literal('editPlan'), plan, field: z.enum(planFields), value })
    .refine((edit) => planFieldSchemas[edit.field].safeParse(edit.value).success, { path: ['value'] }),
  z.object({ type: z.literal('dropPlan'), plan, why }),
  z.object({ type: z.literal('restorePlan'), plan }),
  z
    .object({ type: z.literal('addItem'), plan, item: newItemSchema })
    .refine(({ item }) => isStanding(item), { path: ['item', 'fields', 'status'] }),
  z
    .object({ type: z.literal('editItem'), plan, item, field: z.enum(itemFields), value: z.string().nullable() })
    .refine((edit) => itemFieldSchemas[edit.field].safeParse(edit.value).success, { path: ['value'] })
    // Dropping needs its reason: that is `dropItem`, and an item comes back with the status it had.
    .refine((edit) => edit.field !== 'status' || edit.value !== 'dropped', { path: ['value'] }),
  /** All places of the item at once. */
  z.object({ type: z.literal('placeItem'), plan, item, places: z.array(placeSchema).max(500), where, gesture }),
  /** One of its places to another spot or shape. */
  z.object({ type: z.literal('moveItem'), plan, item, place: placeSchema, where, gesture }),
  z.object({ type: z.literal('dropItem'), plan, item, why }),
  z.object({ type: z.literal('restoreItem'), plan, item }),
  z.object({
    type: z.literal('setBudget'),
    plan,
    item,
    fiscalYear: fiscalYearSchema,
    source: z.string().max(300).default(''),
    amountBaht: bahtSchema.nullable(),
  }),
  z.object({
    type: z.literal('setOrdinance'),
    plan,
    item,
    fiscalYear: fiscalYearSchema,
    amountBaht: bahtSchema.nullable(),
  }),
  /** Puts the item before another; null puts it last. */
  z.object({ type: z.literal('setOrder'), plan, item, before: idSchema.nullable() }),
  /** An indicator that the item answers; null takes it off. */
  z.object({
    type: z.literal('setNeed'),
    plan,
    item,
    indicator: key,
    need: needSchema.omit({ indicator: true }).nullable(),
  }),
  z.object({
    type: z.literal('setGoal'),
    plan,
    item,
    indicator: key,
    fiscalYear: fiscalYearSchema,
    goal: z.number().nullable(),
  }),
  z.object({ type: z.literal('setRole'), plan, item, ...itemRoleSchema.shape, on: z.boolean() }),
  z.object({ type: z.literal('setLink'), plan, item, link: linkSchema }),
  z.object({ type: z.literal('removeLink'), plan, item, link: idSchema }),
  z.object({ type: z.literal('setReach'), plan, item, reach: reachSchema.nullable() }),
  /** A joint issue; new words go to every item that named it by the old ones. */
  z.object({ type: z.literal('setIssue'), plan, issue: issueSchema.partial({ id: true }) }),
  z.object({ type: z.literal('removeIssue'), plan, issue: idSchema }),
  /** A strategy, or with `parent` a tactic; new words go to every item that named it by the old ones. */
  z.object({ type: z.literal('setStrategy'), plan, strategy: strategySchema.partial({ id: true }) }),
  z.object({ type: z.literal('removeStrategy'), plan, strategy: idSchema }),
  z.object({
    type: z.literal('setCeiling'),
    plan,
    fiscalYear: fiscalYearSchema,
    /** '' for all sources together. */
    source: z.string().max(300).default(''),
    amountBaht: bahtSchema.nullable(),
  }),
  /** Gives the plan as it stands a name. */
  z.object({
    type: z.literal('nameVersion'),
    plan,
    title: z.string().trim().min(1).max(300),
    kind: z.enum(versionKinds).default('original'),
    number: z.number().int().min(0).max(999).nullable().default(null),
    year: fiscalYearSchema.nullable().default(null),
  }),
  /** Writes what the plan (or the items named) said at an earlier state, as one step on top of all that came since. */
  z.object({ type: z.literal('restoreVersion'), plan, heads, items: z.array(idSchema).max(50_000).optional() }),
  /** A scenario: the plan, or the items named, once more under a new title. */
  z.object({
    type: z.literal('copyPlan'),
    plan: idSchema.optional(),
    from: idSchema,
    title: planFieldSchemas.title,
    items: z.array(idSchema).max(50_000).optional(),
    branch: z.string().max(1000).default(''),
  }),
  /** Settles what two laptops wrote: by the change whose words stand, both, or put off to the meeting. */
  z.object({
    type: z.literal('settle'),
    plan,
    item: idSchema.nullable(),
    field: z.string().min(1).max(500),
    choice: z.union([z.enum(['both', 'meeting']), hash]),
  }),
  /** Takes items of plans below into this plan; with `into` all of them become the one item of that id, or a new one of that title. */
  z.object({
    type: z.literal('takeItems'),
    plan,
    items: z.array(z.object({ plan, item })).min(1).max(50_000),
    into: z.union([z.object({ item: idSchema }), z.object({ title: z.string().min(1).max(20_000) })]).optional(),
  }),
  /** What changed below since it was taken: take the new words of these fields, or keep ours and have seen it. */
  z.object({
    type: z.literal('reviewSource'),
    plan,
    item,
    source: z.object({ plan, item }),
    take: z.array(z.string().max(500)).max(500),
  }),
  /** Says to an item of a plan below that it is sent back or not taken; null takes that back. */
  z
    .object({
      type: z.literal('answerItem'),
      plan,
      source: z.object({ plan, item }),
      verdict: z.enum(answerVerdicts).nullable(),
      why,
    })
    // Whoever is sent back has to know why.
    .refine(({ verdict, why: reason }) => verdict === null || reason.trim() !== '', { path: ['why'] }),
  z
    .object({
      type: z.literal('importItems'),
      /** The plan to add to; it is made with `fields` where it does not exist. */
      plan,
      fields: planFieldsSchema.optional(),
      items: z.array(newItemSchema).max(50_000),
      file: z.string().max(500),
    })
    .refine(({ items }) => items.every(isStanding), { path: ['items'] }),
] as const

export const workbookCommandSchemas = [
  z.object({ type: z.literal('setTitle'), title: z.string().max(300) }),
  z.object({ type: z.literal('setThreshold'), threshold: thresholdSchema }),
  z.object({ type: z.literal('setMapState'), state: mapStateSchema.partial() }),
  z.object({ type: z.literal('defineIndicator'), indicator: ownIndicatorSchema }),
  z.object({ type: z.literal('removeIndicator'), indicator: key }),
  z.object({ type: z.literal('setBreaks'), key, breaks: breaksSchema.nullable() }),
  z.object({ type: z.literal('setLayerStyle'), layer: key, style: layerStyleSchema.nullable() }),
  z.object({ type: z.literal('setLayerOrder'), layers: z.array(key).max(500) }),
  z.object({ type: z.literal('setLayerView'), layer: key, view: layerViewSchema.partial() }),
  z.object({ type: z.literal('addBookmark'), bookmark: bookmarkSchema }),
  z.object({ type: z.literal('removeBookmark'), bookmark: key }),
  z.object({ type: z.literal('markPilot'), areas: z.array(key).min(1).max(10_000), pilot: z.boolean() }),
  z.object({ type: z.literal('defineAuthority'), authority: authoritySchema }),
  z.object({ type: z.literal('removeAuthority'), authority: key }),
  z.object({
    type: z.literal('linkAuthority'),
    authority: key,
    tambon: z.string().regex(/^\d{6}$/),
    coverage: coverageSchema.nullable(),
  }),
  /** Many at once, as an import brings them. */
  z.object({
    type: z.literal('importAuthorities'),
    authorities: z.array(authoritySchema).max(10_000),
    links: z
      .array(z.object({ authority: key, tambon: z.string().regex(/^\d{6}$/), coverage: coverageSchema }))
      .max(20_000),
    file: z.string().max(500),
  }),
  /** What became of an area whose code or outline changed; null takes it back. */
  z.object({
    type: z.literal('setAreaHistory'),
    from: areaHistorySchema.shape.from,
    became: areaHistorySchema.omit({ from: true }).nullable(),
  }),
  z.object({ type: z.literal('settleJoins'), joins: z.record(z.string().max(500), z.string().max(20).nullable()) }),
  z.object({ type: z.literal('defineCategory'), category: categorySchema }),
  z.object({ type: z.literal('removeCategory'), category: key }),
] as const

export const planCommandSchema = z.discriminatedUnion('type', planCommandSchemas)
export type PlanCommand = z.infer<typeof planCommandSchema>
export const workbookCommandSchema = z.discriminatedUnion('type', workbookCommandSchemas)
export type WorkbookCommand = z.infer<typeof workbookCommandSchema>

const simpleCommandSchema = z.discriminatedUnion('type', [...planCommandSchemas, ...workbookCommandSchemas])

export const commandSchema = z.discriminatedUnion('type', [
  ...planCommandSchemas,
  ...workbookCommandSchemas,
  /** Several changes of one document as one step: what QGIS changed, or a gesture that touches several items. */
  z.object({
    type: z.literal('together'),
    message: z.enum(['command.take-in', 'command.together']),
    commands: z.array(simpleCommandSchema).min(1).max(50_000),
  }),
])
/** A command with its defaults filled in. */
export type Command = z.infer<typeof commandSchema>
/** A command as a caller may write it. */
export type CommandInput = z.input<typeof commandSchema>

/** POST /api/undo and /api/redo: the newest step, or the step named. */
export const stepRequestSchema = z.object({ hash: z.string().optional() })

/** A message id of the catalogue with its values. */
export interface Label {
  readonly message: string
  readonly values: Readonly<Record<string, string | number>>
}

/** POST /api/commands */
export interface CommandAnswer {
  /** Hash of the stored change; null where the command changed nothing. */
  readonly hash: string | null
  readonly documentId: string
  readonly changed: readonly ResourceName[]
  readonly label: Label
  readonly undoable: boolean
  /** Ids of what was made (plan or items), in the order asked for. */
  readonly created: readonly string[]
  /** Undo and redo: fields left alone because somebody changed them since. */
  readonly keptBecauseChanged: readonly string[]
}

/** What Ctrl+Z and Ctrl+Y would do. */
export interface UndoState {
  readonly undo: { readonly hash: string; readonly label: Label } | null
  readonly redo: { readonly hash: string; readonly label: Label } | null
}

/** What each command about a plan and its items writes. */
import type { PlanCommand, placeGestures } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import {
  itemFields,
  type NewItem,
  type Place,
  type PlanFields,
  type PlanItem,
  planFields,
  RANK_STEP,
} from '../contract/plans.ts'
import { BUDDHIST_ERA_OFFSET } from '../contract/text/year.ts'
import { type Cell, canonicalJson, DROPPED } from '../documents/cells.ts'
import type { Draft } from '../documents/draft.ts'
import { type CommandContext, type Planned, planned } from '../documents/planning.ts'
import { defineStrategies, frameHandlers, freezePlan } from './frame-commands.ts'
import {
  budgetField,
  goalField,
  itemRecord,
  linkField,
  needField,
  ORIGIN,
  ordinanceField,
  placeField,
  RANK,
  REACH,
  readItem,
  readPlan,
  roleField,
} from './plan-cells.ts'
import { nextRank, putBefore, rankedItems } from './ranks.ts'
import { reachLabel } from './reach-label.ts'
import { requireItem, requirePlan, touchesItems, touchesPlans } from './required.ts'
import { settleHandler } from './settle-command.ts'
import { takingHandlers } from './taking-commands.ts'
import { versionHandlers } from './version-commands.ts'

export type PlanHandlers = {
  readonly [K in PlanCommand['type']]: (
    draft: Draft,
    command: Extract<PlanCommand, { type: K }>,
    context: CommandContext,
  ) => Planned
}

/** Writes a plan command into the draft of its plan. Throws `request.not-found` and `command.invalid`. */
export function planPlanCommand(draft: Draft, command: PlanCommand, context: CommandContext): Planned {
  const handler = handlers[command.type] as (draft: Draft, command: PlanCommand, context: CommandContext) => Planned
  return handler(draft, command, context)
}

const handlers: PlanHandlers = {
  ...frameHandlers,
  ...versionHandlers,
  ...takingHandlers,
  ...settleHandler,
  createPlan(draft, { fields }, { documentId }) {
    if (readPlan(draft, documentId)) throw new Refusal('command.invalid', { what: `plan ${documentId} exists` })
    makePlan(draft, fields)
    return planned('command.create-plan', { plan: fields.title }, { ...touchesPlans, created: [documentId] })
  },
  editPlan(draft, { field, value }, context) {
    const plan = requirePlan(draft, context.documentId)
    draft.write(null, field, value)
    if (field === 'state' && value === 'agreed') return freezePlan(draft, plan, context)
    return planned('command.edit-plan', { plan: plan.fields.title, field }, touchesPlans)
  },
  dropPlan(draft, { why }, context) {
    const plan = requirePlan(draft, context.documentId)
    draft.write(null, DROPPED, droppedCell(why, context))
    return planned('command.drop-plan', { plan: plan.fields.title, why }, touchesItems)
  },
  restorePlan(draft, _command, { documentId }) {
    const plan = readPlan(draft, documentId)
    if (!plan) throw new Refusal('request.not-found', { what: documentId })
    draft.write(null, DROPPED, null)
    return planned('command.restore-plan', { plan: plan.fields.title }, touchesItems)
  },
  addItem(draft, { item }, context) {
    requirePlan(draft, context.documentId)
    const id = makeItem(draft, item, { context, rank: nextRank(draft) })
    return planned('command.add-item', { title: item.fields.title }, { ...touchesItems, created: [id] })
  },
  editItem(draft, { item, field, value }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), field, value)
    return planned('command.edit-item', { title: fields.title, field }, touchesItems)
  },
  placeItem(draft, { item, places, where, gesture }, { documentId }) {
    const found = requireItem(draft, documentId, item)
    const keep = new Set(places.map(({ id }) => id))
    for (const { id } of found.places) if (!keep.has(id)) draft.write(itemRecord(item), placeField(id), null)
    for (const place of places) writePlace(draft, item, place)
    if (gesture) return gestureLabel(found, gesture, where)
    return placeLabel(found, places.length === 0 ? 'command.unplace-item' : 'command.place-item', where)
  },
  moveItem(draft, { item, place, where, gesture }, { documentId }) {
    const found = requireItem(draft, documentId, item)
    writePlace(draft, item, place)
    return gesture ? gestureLabel(found, gesture, where) : placeLabel(found, 'command.move-item', where)
  },
  dropItem(draft, { item, why }, context) {
    const { fields } = requireItem(draft, context.documentId, item)
    draft.write(itemRecord(item), DROPPED, droppedCell(why, context))
    return planned('command.drop-item', { title: fields.title, why }, touchesItems)
  },
  restoreItem(draft, { item }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), DROPPED, null)
    return planned('command.restore-item', { title: fields.title }, touchesItems)
  },
  setBudget(draft, { item, fiscalYear, source, amountBaht }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), budgetField(fiscalYear, source), amountBaht)
    return planned(
      'command.set-budget',
      { title: fields.title, year: fiscalYear + BUDDHIST_ERA_OFFSET, source, amount: amountBaht ?? 0 },
      touchesItems,
    )
  },
  setOrdinance(draft, { item, fiscalYear, amountBaht }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), ordinanceField(fiscalYear), amountBaht)
    return planned(
      'command.set-ordinance',
      { title: fields.title, year: fiscalYear + BUDDHIST_ERA_OFFSET, amount: amountBaht ?? 0 },
      touchesItems,
    )
  },
  setOrder(draft, { item, before }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    const order = rankedItems(draft)
    if (before !== null && !order.some(({ id }) => id === before))
      throw new Refusal('request.not-found', { what: before })
    for (const { id, rank } of putBefore(order, item, before)) draft.write(itemRecord(id), RANK, rank)
    return planned('command.set-order', { title: fields.title }, touchesItems)
  },
  setNeed(draft, { item, indicator, need }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), needField(indicator), need && canonicalJson(need))
    const message = need ? 'command.set-need' : 'command.clear-need'
    return planned(message, { title: fields.title, indicator }, touchesItems)
  },
  setGoal(draft, { item, indicator, fiscalYear, goal }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), goalField(fiscalYear, indicator), goal)
    const values = { title: fields.title, indicator, year: fiscalYear + BUDDHIST_ERA_OFFSET }
    if (goal === null) return planned('command.clear-goal', values, touchesItems)
    return planned('command.set-goal', { ...values, goal }, touchesItems)
  },
  setRole(draft, { item, organisation, role, on }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), roleField(role, organisation), on ? true : null)
    const message = on ? 'command.set-role' : 'command.clear-role'
    return planned(message, { title: fields.title, organisation }, touchesItems)
  },
  setLink(draft, { item, link }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), linkField(link.id), canonicalJson(link))
    return planned('command.set-link', { title: fields.title }, touchesItems)
  },
  removeLink(draft, { item, link }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), linkField(link), null)
    return planned('command.remove-link', { title: fields.title }, touchesItems)
  },
  setReach(draft, { item, reach }, { documentId }) {
    const { fields } = requireItem(draft, documentId, item)
    draft.write(itemRecord(item), REACH, reach && canonicalJson(reach))
    const { message, values } = reachLabel(fields.title, reach)
    return planned(message, values, touchesItems)
  },
  importItems(draft, { fields, items, file }, context) {
    if (!readPlan(draft, context.documentId)) {
      if (!fields) throw new Refusal('request.not-found', { what: context.documentId })
      makePlan(draft, fields)
    }
    const plan = requirePlan(draft, context.documentId)
    defineStrategies(draft, plan, items)
    const first = nextRank(draft)
    const created = items.map((item, index) => makeItem(draft, item, { context, rank: first + index * RANK_STEP }))
    const values = { count: items.length, plan: plan.fields.title, file }
    return planned('command.import-items', values, { ...touchesItems, created })
  },
}

function makePlan(draft: Draft, fields: PlanFields): void {
  const cells: Record<string, Cell> = { state: 'draft' }
  for (const field of planFields) if (fields[field] !== undefined) cells[field] = fields[field]
  draft.make(null, cells)
}

function makeItem(draft: Draft, item: NewItem, { context, rank }: { context: CommandContext; rank: number }): string {
  const id = item.id ?? context.newId()
  if (readItem(draft, context.documentId, id)) throw new Refusal('command.invalid', { what: `item ${id} exists` })
  const cells: Record<string, Cell> = { status: 'idea', [RANK]: rank }
  for (const field of itemFields) if (item.fields[field] !== undefined) cells[field] = item.fields[field]
  for (const place of item.places) cells[placeField(place.id)] = canonicalJson(place)
  for (const { fiscalYear, source, amountBaht } of item.budgets) {
    // Two lines of one year and source are one sum, not the last one.
    const field = budgetField(fiscalYear, source)
    cells[field] = Number(cells[field] ?? 0) + amountBaht
  }
  for (const { fiscalYear, amountBaht } of item.ordinances) cells[ordinanceField(fiscalYear)] = amountBaht
  for (const { indicator, ...need } of item.needs) cells[needField(indicator)] = canonicalJson(need)
  for (const { fiscalYear, indicator, goal } of item.goals) cells[goalField(fiscalYear, indicator)] = goal
  for (const { role, organisation } of item.roles) cells[roleField(role, organisation)] = true
  for (const link of item.links) cells[linkField(link.id)] = canonicalJson(link)
  if (item.reach) cells[REACH] = canonicalJson(item.reach)
  if (item.origin) cells[ORIGIN] = canonicalJson(item.origin)
  draft.make(itemRecord(id), cells)
  return id
}

function writePlace(draft: Draft, itemId: string, place: Place): void {
  draft.write(itemRecord(itemId), placeField(place.id), canonicalJson(place))
}

function placeLabel(item: PlanItem, message: string, where: string | undefined): Planned {
  const values = { title: item.fields.title, ...(where ? { where } : {}) }
  return planned(where ? `${message}-where` : message, values, touchesItems)
}

function gestureLabel(item: PlanItem, gesture: (typeof placeGestures)[number], where: string | undefined): Planned {
  const { title } = item.fields
  return gesture === 'pick-areas'
    ? planned('command.place-pick-areas', { title, where: where ?? '' }, touchesItems)
    : planned(`command.place-${gesture}`, { title }, touchesItems)
}

function droppedCell(why: string, { by, at }: CommandContext): string {
  return canonicalJson({ by, when: at.toISOString(), why })
}

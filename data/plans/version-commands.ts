/** What commands about a plan's states write: naming one, bringing one back, and copying a plan to try something else. */
import { createHash } from 'node:crypto'
import { Refusal } from '../contract/errors.ts'
import type { PlanVersion, ScenarioOf } from '../contract/plan-frame.ts'
import { type Cell, type CellReader, canonicalJson, DROPPED, EXISTS, isQuestionField } from '../documents/cells.ts'
import type { Draft } from '../documents/draft.ts'
import { planned } from '../documents/planning.ts'
import { FREEZE, SCENARIO_OF, versionField } from './frame-cells.ts'
import { COPY_OF, itemIdOf, itemRecord, readItem, readPlan } from './plan-cells.ts'
import type { PlanHandlers } from './plan-commands.ts'
import { requirePlan, touchesItems, touchesPlans } from './required.ts'

export const versionHandlers: Pick<PlanHandlers, 'nameVersion' | 'restoreVersion' | 'copyPlan'> = {
  nameVersion(draft, { title, kind, number, year }, context) {
    requirePlan(draft, context.documentId)
    const id = context.newId()
    const version: PlanVersion = {
      ...{ id, title, kind, number, year, by: context.by },
      ...{ at: context.at.toISOString(), heads: [...context.heads()] },
    }
    draft.write(null, versionField(id), canonicalJson(version))
    return planned('command.name-version', { version: title }, { ...touchesPlans, created: [id] })
  },
  restoreVersion(draft, { heads, items }, context) {
    requirePlan(draft, context.documentId)
    const then = context.readAt(heads)
    if (items) {
      for (const item of items) restoreRecord(draft, then, itemRecord(item))
      return planned('command.restore-items', { count: items.length }, touchesItems)
    }
    restoreOwn(draft, then)
    for (const record of new Set([...draft.records(), ...then.records()])) restoreRecord(draft, then, record)
    return planned('command.restore-version', {}, touchesItems)
  },
  copyPlan(draft, { from, title, items, branch }, context) {
    const { documentId } = context
    if (readPlan(draft, documentId)) throw new Refusal('command.invalid', { what: `plan ${documentId} exists` })
    const original = context.readOther(from)
    const plan = original && readPlan(original, from)
    if (!original || !plan || plan.dropped) throw new Refusal('request.not-found', { what: from })
    const scenarioOf: ScenarioOf = {
      ...{ plan: from, title: plan.fields.title, at: context.at.toISOString(), branch },
      heads: [...(original.heads?.() ?? [])],
    }
    const own = { ...copied(original.cells(null)), title, state: 'draft', [SCENARIO_OF]: canonicalJson(scenarioOf) }
    draft.make(null, own)
    const wanted = items ? new Set(items) : null
    for (const record of original.records()) {
      const itemId = itemIdOf(record)
      if (itemId === null || (wanted && !wanted.has(itemId)) || !readItem(original, from, itemId)) continue
      // What differs is told item by item, so each copy says whose it is.
      const cells = { ...copied(original.cells(record)), [COPY_OF]: itemId }
      draft.make(itemRecord(copyId(documentId, itemId)), cells)
    }
    return planned(
      'command.copy-plan',
      { plan: title, from: plan.fields.title },
      { ...touchesItems, created: [documentId] },
    )
  },
}

/** One id for one copy of an item, whoever makes it. */
function copyId(planId: string, itemId: string): string {
  return createHash('sha256')
    .update(JSON.stringify([planId, itemId]))
    .digest('hex')
    .slice(0, 32)
}

/** What goes along into a copy: not what was agreed, asked or named of the original. */
function copied(cells: Readonly<Record<string, Cell>>): Record<string, Cell> {
  return Object.fromEntries(
    Object.entries(cells).filter(
      ([field, cell]) => cell !== null && field !== EXISTS && !isOfOriginal(field) && !isQuestionField(field),
    ),
  )
}

function isOfOriginal(field: string): boolean {
  return field === FREEZE || field === SCENARIO_OF || field.startsWith('version:') || field.startsWith('answer:')
}

/** Names of versions stay: bringing one back does not unname those that came after it. */
function restoreOwn(draft: Draft, then: CellReader): void {
  const now = draft.cells(null)
  const wanted = then.cells(null)
  for (const field of new Set([...Object.keys(now), ...Object.keys(wanted)]))
    if (!field.startsWith('version:') && !isQuestionField(field) && field !== DROPPED)
      draft.write(null, field, wanted[field] ?? null)
}

function restoreRecord(draft: Draft, then: CellReader, record: string): void {
  const wanted = then.cells(record)
  // What was not there then is as if it had never been made; its words stay for whoever brings it back.
  if (wanted[EXISTS] !== true) {
    draft.write(record, EXISTS, null)
    return
  }
  for (const field of new Set([...Object.keys(draft.cells(record)), ...Object.keys(wanted)]))
    if (!isQuestionField(field)) draft.write(record, field, wanted[field] ?? null)
}

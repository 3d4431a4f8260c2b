/** What commands about a plan's states write: naming one, bringing one back, and copying a plan to try something else. */
import { createHash } from 'node:crypto'
import { Refusal } from '../contract/errors.ts'
import type { PlanVersion, ScenarioOf } from '../contract/plan-frame.ts'
import type { PlanInfo } from '../contract/plans.ts'
import {
  type Cell,
  type CellReader,
  canonicalJson,
  DROPPED,
  EXISTS,
  isQuestionField,
  questionField,
} from '../documents/cells.ts'
import type { Draft } from '../documents/draft.ts'
import { type CommandContext, type Planned, planned } from '../documents/planning.ts'
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
    const plan = requirePlan(draft, context.documentId)
    const then = context.readAt(heads)
    // Before it was made there is nothing to bring back.
    if (!readPlan(then, context.documentId)) throw new Refusal('request.not-found', { what: heads.join(' ') })
    const write = restorer(draft, context)
    if (items) return restoreItems(draft, then, { items, write, when: whenOf(plan, { heads, context }) })
    restoreOwn(draft, then, write)
    for (const record of new Set([...draft.records(), ...then.records()])) restoreRecord(draft, then, { record, write })
    const { version, at } = whenOf(plan, { heads, context })
    if (version) return planned('command.restore-version-named', { version }, touchesItems)
    return planned('command.restore-version-of', { at }, touchesItems)
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
    for (const item of items ?? [])
      if (!readItem(original, from, item)) throw new Refusal('request.not-found', { what: item })
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

/** Writes a cell as it was then. */
type Restore = (record: string | null, field: string, cell: Cell) => void

/** What is asked of a cell stays asked when the cell goes back to what it said: nobody has answered by that. */
function restorer(draft: Draft, context: CommandContext): Restore {
  const open = new Map(context.questions().map((question) => [addressOf(question.item, question.field), question]))
  return (record, field, cell) => {
    const question = open.get(addressOf(record === null ? null : itemIdOf(record), field))
    if (question && draft.read(record, field) !== cell) {
      const asked = canonicalJson(question)
      draft.settle(record, questionField(field), { before: asked, after: asked })
    }
    draft.write(record, field, cell)
  }
}

function addressOf(item: string | null, field: string): string {
  return `${item ?? ''}/${field}`
}

/** The name that the state was given, and when its last change was made. */
function whenOf(
  { versions }: PlanInfo,
  { heads, context }: { heads: readonly string[]; context: CommandContext },
): { readonly version: string | null; readonly at: string } {
  const wanted = [...heads].sort().join(' ')
  const named = versions.find((version) => [...version.heads].sort().join(' ') === wanted)
  const times = heads.map((hash) => context.timeOf(hash) ?? '')
  return { version: named?.title ?? null, at: times.sort().at(-1) ?? '' }
}

interface ItemsThen {
  readonly items: readonly string[]
  readonly write: Restore
  readonly when: { readonly version: string | null; readonly at: string }
}

function restoreItems(draft: Draft, then: CellReader, { items, write, when }: ItemsThen): Planned {
  for (const item of items) {
    const record = itemRecord(item)
    const isKnown = [draft, then].some((state) => state.read(record, EXISTS) === true)
    if (!isKnown) throw new Refusal('request.not-found', { what: item })
    restoreRecord(draft, then, { record, write })
  }
  const [first = ''] = items
  const title = draft.read(itemRecord(first), 'title')
  if (items.length === 1) return planned('command.restore-item-of', { title: String(title), at: when.at }, touchesItems)
  return planned('command.restore-items-of', { count: items.length, at: when.at }, touchesItems)
}

/** Names of versions stay: bringing one back does not unname those that came after it. */
function restoreOwn(draft: Draft, then: CellReader, write: Restore): void {
  const now = draft.cells(null)
  const wanted = then.cells(null)
  for (const field of new Set([...Object.keys(now), ...Object.keys(wanted)]))
    if (!field.startsWith('version:') && !isQuestionField(field) && field !== DROPPED)
      write(null, field, wanted[field] ?? null)
}

function restoreRecord(
  draft: Draft,
  then: CellReader,
  { record, write }: { readonly record: string; readonly write: Restore },
): void {
  const wanted = then.cells(record)
  // What was not there then is as if it had never been made; its words stay for whoever brings it back.
  if (wanted[EXISTS] !== true) {
    write(record, EXISTS, null)
    return
  }
  for (const field of new Set([...Object.keys(draft.cells(record)), ...Object.keys(wanted)]))
    if (!isQuestionField(field)) write(record, field, wanted[field] ?? null)
}

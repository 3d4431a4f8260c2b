/**
 * How a plan takes up items of plans below. What is taken becomes an item of its own here, to be ranked and adjusted, with a cell
 * that names its source and what the source said; so each figure opens to where it came from, and a change below is noticed.
 */
import { createHash } from 'node:crypto'
import { Refusal } from '../contract/errors.ts'
import type { PlanAnswer } from '../contract/plan-frame.ts'
import { type Dropped, type ItemSource, type PlanInfo, planHeight, RANK_STEP } from '../contract/plans.ts'
import { type Cell, type CellReader, canonicalJson, DROPPED, EXISTS, fingerprint } from '../documents/cells.ts'
import type { Draft } from '../documents/draft.ts'
import { type CommandContext, type Planned, planned } from '../documents/planning.ts'
import { answerField } from './frame-cells.ts'
import { isNamedLine, otherName, standsIn, underName } from './joint-lines.ts'
import { isMoney, shareOf } from './joint-money.ts'
import { keyOfSource } from './overlaps.ts'
import { itemRecord, RANK, readItem, readPlan, sourceField } from './plan-cells.ts'
import type { PlanHandlers } from './plan-commands.ts'
import { nextRank } from './ranks.ts'
import { requireItem, requirePlan, touchesItems, touchesPlans } from './required.ts'
import { isTelling, tellingCells } from './telling-cells.ts'

interface Source {
  readonly plan: string
  readonly item: string
}

export const takingHandlers: Pick<PlanHandlers, 'takeItems' | 'reviewSource' | 'answerItem'> = {
  takeItems(draft, { items, into }, context) {
    const plan = requirePlan(draft, context.documentId)
    requireBelow(plan, items, context)
    const taken = takenSources(draft)
    const wanted = items.filter((source) => !taken.has(keyOfSource(source)))
    const rank = nextRank(draft)
    const created = into
      ? takeTogether(draft, wanted, { into, context })
      : wanted.map((source, index) => takeOne(draft, source, { context, rank: rank + index * RANK_STEP }))
    const values = { count: wanted.length, plan: plan.fields.title }
    return planned('command.take-items', values, { ...touchesItems, created })
  },
  reviewSource(draft, { item, source, take }, context) {
    const found = requireItem(draft, context.documentId, item)
    const before = found.sources.find((each) => keyOfSource(each) === keyOfSource(source))
    if (!before) throw new Refusal('request.not-found', { what: source.item })
    const others = found.sources.filter((each) => each !== before)
    const seen = readSource(source, context)
    const { title } = found.fields
    if (take.includes(DROPPED) && seen.dropped) {
      writeAnswer(draft, source, { verdict: 'dropped', why: seen.dropped.why, seen, context })
      if (others.length > 0) {
        takeOut(draft, itemRecord(item), { before, others })
        return planned('command.take-share-out', { title, source: seen.title }, touchesItems)
      }
    }
    takeOver(draft, itemRecord(item), { before, others, seen, take })
    const link = linkCell(source, seen, { context, share: shareLeft(before, { seen, take }) })
    draft.write(itemRecord(item), sourceField(source.plan, source.item), link)
    return planned(take.length > 0 ? 'command.take-source' : 'command.keep-source', { title }, touchesItems)
  },
  answerItem(draft, { source, verdict, why }, context): Planned {
    requirePlan(draft, context.documentId)
    const seen = readSource(source, context)
    if (verdict) writeAnswer(draft, source, { verdict, why, seen, context })
    else draft.write(null, answerField(source.plan, source.item), null)
    const message = verdict ? `command.answer-${verdict}` : 'command.answer-withdrawn'
    return planned(message, { title: seen.title, why }, touchesPlans)
  },
}

/** Sources that standing items of the plan were taken from. */
function takenSources(document: CellReader): Set<string> {
  const taken = new Set<string>()
  for (const record of document.records()) {
    const cells = document.cells(record)
    if (cells[EXISTS] !== true || (cells[DROPPED] ?? null) !== null) continue
    for (const [field, cell] of Object.entries(cells))
      if (cell !== null && field.startsWith(SOURCE)) taken.add(field.slice(SOURCE.length))
  }
  return taken
}

const SOURCE = sourceField('', '').slice(0, -1)

interface Answering extends Pick<PlanAnswer, 'verdict' | 'why'> {
  readonly seen: SeenSource
  readonly context: CommandContext
}

function writeAnswer(draft: Draft, { plan, item }: Source, { verdict, why, seen, context }: Answering): void {
  const { by, at } = context
  const told = { title: seen.title, seen: fingerprint(seen.cells), by, at: at.toISOString() }
  const answer: PlanAnswer = { plan, item, verdict, why, ...told }
  draft.write(null, answerField(plan, item), canonicalJson(answer))
}

interface Shared {
  readonly before: ItemSource
  /** What else was put into the item. */
  readonly others: readonly ItemSource[]
}

/** Writes what the source says now of some fields; of money that others have a share in, only what it changed by. */
function takeOver(
  draft: Draft,
  record: string,
  { before, others, seen, take }: Shared & { readonly seen: SeenSource; readonly take: readonly string[] },
): void {
  for (const field of take.filter(isTelling)) {
    const now = seen.cells[field] ?? null
    const isShared = others.length > 0
    if (isShared && isMoney(field)) addMoney(draft, record, { field, baht: Number(now ?? 0) - shareOf(before, field) })
    // Whether what all of them were put into stands is not for one of them to say.
    else if (!isShared || field !== DROPPED) {
      const cell = standsIn(field, before, (name) => draft.read(record, name))
      draft.write(record, cell, underName(now, cell))
    }
  }
}

/** What only this source brought goes: its money, and places, needs and the like that stand as it brought them. */
function takeOut(draft: Draft, record: string, { before, others }: Shared): void {
  for (const [field, cell] of Object.entries({ ...before.seen, ...before.share })) {
    const stands = standsIn(field, before, (name) => draft.read(record, name))
    const isAlone = stands !== field || others.every(({ seen }) => (seen[field] ?? null) === null)
    if (isMoney(field)) takeMoneyOut(draft, record, { field, before, others })
    else if (isLine(field) && isAlone && draft.read(record, stands) === underName(cell, stands))
      draft.write(record, stands, null)
  }
  draft.write(record, sourceField(before.plan, before.item), null)
}

/** Its share goes, but none of what the others brought: the item may hold less than all of them, as where two laptops added to it apart. */
function takeMoneyOut(draft: Draft, record: string, { field, before, others }: Shared & { field: string }): void {
  const own = Number(draft.read(record, field) ?? 0)
  const rest = others.reduce((sum, other) => sum + shareOf(other, field), 0)
  const left = Math.max(own - shareOf(before, field), Math.min(own, rest))
  draft.write(record, field, left > 0 ? left : null)
}

/** An item may have been adjusted to less than the share that goes: there is no money below nothing. */
function addMoney(draft: Draft, record: string, { field, baht }: { field: string; baht: number }): void {
  const sum = Number(draft.read(record, field) ?? 0) + baht
  draft.write(record, field, sum > 0 ? sum : null)
}

/** Its money in the item after a review, where that is not what it says now; undefined where all is as it says. */
function shareLeft(
  before: ItemSource,
  { seen, take }: { readonly seen: SeenSource; readonly take: readonly string[] },
): ItemSource['share'] {
  const fields = Object.keys({ ...before.seen, ...before.share, ...seen.cells }).filter(isMoney)
  const left = fields
    .filter((field) => !take.includes(field) && shareOf(before, field) !== Number(seen.cells[field] ?? 0))
    .map((field) => [field, shareOf(before, field)] as const)
  return left.length > 0 ? Object.fromEntries(left) : undefined
}

/** Of which an item may have many, each in a cell of its own. */
function isLine(field: string): boolean {
  return field.includes(':')
}

interface SeenSource {
  readonly title: string
  readonly dropped: Dropped | null
  readonly planTitle: string
  readonly cells: Record<string, string | number | boolean>
}

/** A plan that took from itself or from one above would count a thing twice. One beside it may be taken from: a community's by its authority. */
function requireBelow(own: PlanInfo, sources: readonly Source[], { documentId, readOther }: CommandContext): void {
  for (const id of new Set(sources.map(({ plan }) => plan))) {
    const document = readOther(id)
    const from = document && readPlan(document, id)
    if (from && (id === documentId || planHeight(from.fields.level) > planHeight(own.fields.level)))
      throw new Refusal('plan.not-below', { into: own.fields.title, from: from.fields.title })
  }
}

function readSource({ plan, item }: Source, context: CommandContext): SeenSource {
  const document = context.readOther(plan)
  const info = document && readPlan(document, plan)
  const found = document && readItem(document, plan, item)
  if (!document || !info || !found) throw new Refusal('request.not-found', { what: item })
  const cells = tellingCells(document.cells(itemRecord(item)))
  return { title: found.fields.title, dropped: found.dropped, planTitle: info.fields.title, cells }
}

function linkCell(
  { plan, item }: Source,
  seen: SeenSource,
  { context: { at, by }, share }: { readonly context: CommandContext } & Pick<ItemSource, 'share'>,
): string {
  const told = { plan, item, planTitle: seen.planTitle, seen: seen.cells, at: at.toISOString(), by }
  const link: ItemSource = share ? { ...told, share } : told
  return canonicalJson(link)
}

function takeOne(draft: Draft, source: Source, { context, rank }: { context: CommandContext; rank: number }): string {
  // One id for one taking, so that two laptops of one team that take the same item do not count it twice.
  const id = hashOf([context.documentId, keyOfSource(source)])
  const seen = readSource(source, context)
  const { [DROPPED]: _dropped, ...cells } = seen.cells
  const own = { ...cells, status: 'proposed', [RANK]: rank }
  const link = { [sourceField(source.plan, source.item)]: linkCell(source, seen, { context }) }
  draft.make(itemRecord(id), { ...own, ...link })
  draft.write(null, answerField(source.plan, source.item), null)
  return id
}

/** Several items as one: the first one's words, everybody's places, the sum of everybody's money. */
function takeTogether(
  draft: Draft,
  sources: readonly Source[],
  { into, context }: { into: { item: string } | { title: string }; context: CommandContext },
): string[] {
  if (sources.length === 0) return []
  const isNew = 'title' in into
  const id = isNew ? context.newId() : requireItem(draft, context.documentId, into.item).id
  const record = itemRecord(id)
  if (isNew) draft.make(record, { title: into.title, status: 'proposed', [RANK]: nextRank(draft) })
  for (const source of sources) {
    const seen = readSource(source, context)
    addTo(draft, record, { source, cells: seen.cells })
    draft.write(record, sourceField(source.plan, source.item), linkCell(source, seen, { context }))
    draft.write(null, answerField(source.plan, source.item), null)
  }
  return isNew ? [id] : []
}

function addTo(
  draft: Draft,
  record: string,
  { source, cells }: { readonly source: Source; readonly cells: Readonly<Record<string, Cell>> },
): void {
  for (const [field, cell] of Object.entries(cells)) {
    const own = draft.read(record, field)
    if (field === DROPPED || field === 'title') continue
    if (isMoney(field)) draft.write(record, field, Number(own ?? 0) + Number(cell))
    else if (own === null) draft.write(record, field, cell)
    else if (isNamedLine(field) && own !== cell) {
      const other = otherName(field, source)
      draft.write(record, other, underName(cell, other))
    }
  }
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}

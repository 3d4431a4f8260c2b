/** What packs would bring, before anything is taken: per plan what is new, changed and dropped, and what would be asked. */
import type { FieldChange, ItemReview, MergeReview, PlanReview } from '../contract/merges.ts'
import type { PlanItem } from '../contract/plans.ts'
import type { Question } from '../contract/questions.ts'
import { type CellReader, EXISTS, isQuestionField } from '../documents/cells.ts'
import { allQuestions } from '../documents/question-rows.ts'
import { findQuestions, opinionOf } from '../documents/questions.ts'
import type { DocumentStore, IncomingDocument } from '../documents/store.ts'
import { WorkDocument } from '../documents/work-document.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { isOwnKey } from '../packs/look-at-pack.ts'
import { readSourceLinks, type SourceLinks, uncountedOf } from '../plans/overlaps.ts'
import { itemRecord, readItem, readItems, readPlan } from '../plans/plan-cells.ts'
import { documentsOf, type PackRead } from './read-packs.ts'

/** Never stored: this document only looks ahead. */
const SCRATCH_ACTOR = 'ff'.repeat(16)

/** Looks all packs over together. Writes nothing. Throws `cancelled`. */
export function reviewPacks(
  store: DocumentStore,
  packs: readonly PackRead[],
  context: Pick<JobContext, 'db' | 'cancelled' | 'progress'>,
): MergeReview {
  const links = readSourceLinks(context.db)
  const plans = documentsOf(packs).filter(({ kind }) => kind === 'plan')
  return {
    packs: packs.map(({ name, pack, problem }) => ({
      ...{ name, problem, from: pack?.from ?? null, isOwn: pack !== null && isOwnKey(pack.from.publicKey) },
      madeAt: pack?.manifest.made.at ?? '',
      ...{ planId: pack?.manifest.plan.id ?? '', title: pack?.manifest.plan.title ?? '' },
    })),
    plans: plans.map((plan, index) => {
      stopIfCancelled(context)
      context.progress({ step: 'job.reviewing-packs', done: index, total: plans.length })
      return reviewPlan(store, plan, links)
    }),
  }
}

function reviewPlan(store: DocumentStore, { documentId, changes }: IncomingDocument, links: SourceLinks): PlanReview {
  const before = store.open(documentId)
  const known = store.changes(documentId)
  const after = new WorkDocument(SCRATCH_ACTOR, [...known, ...changes])
  const plan = readPlan(after, documentId)
  const items = reviewItems(documentId, before, after)
  const questions = newQuestions(store.questions(documentId), questionsOf(after))
  const asked = new Set(questions.flatMap(({ item }) => (item === null ? [] : [item])))
  return {
    planId: documentId,
    title: plan?.fields.title ?? '',
    level: (plan?.fields.level as string | null) ?? null,
    areaCode: (plan?.fields.areaCode as string | null) ?? null,
    isNew: readPlan(before, documentId) === null,
    changes: after.changes().length - known.length,
    fields: differences(before, after, null),
    items,
    questions,
    titles: Object.fromEntries([...asked].map((id) => [id, titleOf(after, id)])),
    budgetBefore: budgetOf(readItems(before, documentId), links),
    budgetAfter: budgetOf(readItems(after, documentId), links),
  }
}

/** What is open in a document that is not stored; who and when are told by its own changes. */
function questionsOf(document: WorkDocument): Question[] {
  const notes = new Map(
    document.changes().map(({ hash, note, at }) => [hash, { by: note?.by ?? '', at: at.toISOString() }]),
  )
  const found = document.isOneLine()
    ? []
    : findQuestions(document.written(), (record, field) => document.read(record, field))
  return allQuestions({ found, document, tell: (hash) => notes.get(hash) ?? null })
}

function newQuestions(before: readonly Question[], after: readonly Question[]): Question[] {
  const keyOf = ({ item, field, options }: Question) => JSON.stringify([item, field, options.map(({ hash }) => hash)])
  const known = new Set(before.map(keyOf))
  return after.filter((question) => !known.has(keyOf(question)))
}

/** Every item that stands otherwise afterwards: those whose making was undone are dropped as well. */
function reviewItems(planId: string, before: CellReader, after: CellReader): ItemReview[] {
  const present = readItems(after, planId)
  const stays = new Set(present.map(({ id }) => id))
  const gone = readItems(before, planId).filter(({ id }) => !stays.has(id))
  const known = present.flatMap((item) => {
    const earlier = readItem(before, planId, item.id)
    const fields = earlier ? differences(before, after, itemRecord(item.id)) : []
    return earlier && fields.length === 0 ? [] : [reviewed(item, kindOf(earlier, item), fields)]
  })
  return [...known, ...gone.map((item) => reviewed(item, 'dropped', []))]
}

function reviewed(item: PlanItem, kind: ItemReview['kind'], fields: readonly FieldChange[]): ItemReview {
  const { id, budgetBaht, dropped } = item
  return { id, title: item.fields.title, kind, fields, budgetBaht, why: dropped?.why ?? '' }
}

function kindOf(earlier: PlanItem | null, item: PlanItem): ItemReview['kind'] {
  if (!earlier) return 'new'
  if (item.dropped && !earlier.dropped) return 'dropped'
  return earlier.dropped && !item.dropped ? 'restored' : 'changed'
}

/** Cells that read otherwise, but for what is only between laptops. */
function differences(before: CellReader, after: CellReader, record: string | null): FieldChange[] {
  const [was, is] = [before.cells(record), after.cells(record)]
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((field) => isTold(field) && opinionOf(field, was[field] ?? null) !== opinionOf(field, is[field] ?? null))
    .sort()
    .map((field) => ({ field, before: was[field] ?? null, after: is[field] ?? null }))
}

function isTold(field: string): boolean {
  return field !== EXISTS && !isQuestionField(field) && !field.startsWith('source:')
}

function titleOf(document: CellReader, itemId: string): string {
  return String(document.read(itemRecord(itemId), 'title') ?? '')
}

function budgetOf(items: readonly PlanItem[], links: SourceLinks): number {
  const uncounted = uncountedOf(items, links)
  return items.reduce((sum, { id, budgetBaht, dropped }) => sum + (dropped || uncounted.has(id) ? 0 : budgetBaht), 0)
}

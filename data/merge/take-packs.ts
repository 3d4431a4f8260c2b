/** Takes packs in: all that are whole, with what people chose, in one transaction; or nothing. */
import { Refusal } from '../contract/errors.ts'
import type { MergeChoice, MergeOutcome } from '../contract/merges.ts'
import { DocumentStore } from '../documents/store.ts'
import { type JobContext, stopIfCancelled } from '../jobs/context.ts'
import { documentsOf, type PackRead } from './read-packs.ts'

/**
 * Merges every pack that may be taken in. Throws the reason of the first where none may be, `plan.item-elsewhere` (by an item that no
 * pack alone shows), `merge.mixed`, `cancelled`; nothing is stored then.
 */
export function takePacks(
  packs: readonly PackRead[],
  { by, choices }: { readonly by: string; readonly choices: readonly MergeChoice[] },
  context: JobContext,
): MergeOutcome {
  const documents = documentsOf(packs)
  const refused = packs.flatMap(({ name, problem }) => (problem ? [{ name, problem }] : []))
  const [first] = refused
  if (documents.length === 0 && first) throw new Refusal(first.problem.code, first.problem.values)
  const store = new DocumentStore(context.db, { by })
  const settle = choices.map((choice) => ({ type: 'settle' as const, ...choice }))
  const look = (done: number) => {
    stopIfCancelled(context)
    context.progress({ step: 'job.merging', done, total: documents.length })
  }
  requireKinds(store, documents, packs)
  const { added } = context.turn.holdSync(() => mergeWhole(() => store.mergeAll(documents, { settle, by, look })))
  const plans = documents.flatMap(({ documentId, kind }, index) =>
    kind === 'plan'
      ? [{ planId: documentId, title: titleOf(store, context.db, documentId), added: added[index] ?? 0 }]
      : [],
  )
  const open = plans.reduce((sum, { planId }) => sum + store.questions(planId).length, 0)
  return { plans, refused, settled: settle.length, open }
}

/** From the table: to open forty plans again only for their names takes half a second. A dropped one is in no table. */
function titleOf(store: DocumentStore, db: JobContext['db'], planId: string): string {
  const title = db.prepare('SELECT title FROM plan WHERE plan_id = ?').pluck().get(planId) as string | undefined
  return title ?? store.plan(planId)?.fields.title ?? ''
}

/** Changes that contradict those that are here (two of one session and number) are nobody's honest work. */
function mergeWhole<T>(merge: () => T): T {
  try {
    return merge()
  } catch (error) {
    if (error instanceof RangeError) throw new Refusal('merge.contradicts', {}, error.message)
    throw error
  }
}

/** A document that is a plan there and something else here is nothing that can be merged. */
function requireKinds(
  store: DocumentStore,
  documents: ReturnType<typeof documentsOf>,
  packs: readonly PackRead[],
): void {
  const here = new Map(store.documents().map(({ id, kind }) => [id, kind]))
  const other = documents.find(({ documentId, kind }) => (here.get(documentId) ?? kind) !== kind)
  if (!other) return
  const from = packs.find(({ pack }) => pack?.documents.some(({ id }) => id === other.documentId))
  throw new Refusal('merge.mixed', { name: from?.name ?? '', what: other.documentId })
}

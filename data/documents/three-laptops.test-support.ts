/** Three laptops that have one plan, edit it apart and meet. */
import type { Question } from '../contract/questions.ts'
import type { DocumentStore } from './store.ts'
import { applyEdit, type GeneratedEdit, openTestWorkspace, type TestWorkspace } from './testing.test-support.ts'
import { WorkDocument } from './work-document.ts'

export interface ThreeLaptops {
  readonly laptops: readonly TestWorkspace[]
  readonly left: DocumentStore
  readonly right: DocumentStore
  readonly third: DocumentStore
  /** A new plan that all three have, with three items, then edited on each of them apart; `base` is where they parted. */
  readonly editApart: (lists: readonly (readonly GeneratedEdit[])[]) => {
    plan: string
    base: readonly string[]
    items: string[]
  }
  /** Gives each all changes of all. */
  readonly meet: (plan: string) => void
  readonly remove: () => void
}

export const PLAN = 'plan' as const

export function openThreeLaptops(): ThreeLaptops {
  const laptops = [openTestWorkspace('ก'), openTestWorkspace('ข'), openTestWorkspace('ค')] as const
  const [left, right, third] = [laptops[0].store, laptops[1].store, laptops[2].store]
  return {
    ...{ laptops, left, right, third },
    editApart(lists) {
      const plan = left.apply({ type: 'createPlan', fields: { title: 'แผนร่วม' } }).documentId
      const items = ['หนึ่ง', 'สอง', 'สาม'].flatMap(
        (title) => left.apply({ type: 'addItem', plan, item: { fields: { title } } }).created,
      )
      const shared = left.changes(plan)
      for (const other of [right, third]) other.merge({ documentId: plan, kind: PLAN }, shared)
      const base = new WorkDocument('00'.repeat(16), shared).heads()
      for (const [index, list] of lists.entries()) for (const edit of list) applyEdit(laptops[index]!.store, plan, edit)
      return { plan, base, items }
    },
    meet(plan) {
      const changes = laptops.map(({ store }) => store.changes(plan))
      for (const { store } of laptops) for (const pack of changes) store.merge({ documentId: plan, kind: PLAN }, pack)
    },
    remove() {
      for (const laptop of laptops) laptop.remove()
    },
  }
}

/** What is asked of a plan: fields and the words to choose from. */
export function asked(store: DocumentStore, plan: string): Array<Pick<Question, 'field'> & { values: unknown[] }> {
  return store
    .questions(plan)
    .map(({ field, options }) => ({ field, values: options.map(({ value }) => value).sort() }))
}

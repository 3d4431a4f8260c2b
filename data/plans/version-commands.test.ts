import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { CommandInput } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import type { PlanInfo, PlanItem } from '../contract/plans.ts'
import type { DocumentStore } from '../documents/store.ts'
import {
  applyEdit,
  editKinds,
  type GeneratedEdit,
  openTestWorkspace,
  sayingOf,
  type TestWorkspace,
  tableStates,
} from '../documents/testing.test-support.ts'

const editArbitrary: fc.Arbitrary<GeneratedEdit> = fc.record({
  kind: fc.constantFrom(...editKinds),
  pick: fc.nat(1000),
  text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  number: fc.nat(9),
})
const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 10 })

let workspace: TestWorkspace
let store: DocumentStore
beforeAll(() => {
  workspace = openTestWorkspace('สมหญิง')
  store = workspace.store
})
afterAll(() => workspace.remove())

function newPlan(title = 'แผนตำบล'): string {
  return store.apply({ type: 'createPlan', fields: { title } }).documentId
}

function headsOf(plan: string): string[] {
  return [...(store.open(plan).heads?.() ?? [])]
}

function editAll(plan: string, list: readonly GeneratedEdit[]): void {
  for (const edit of list) applyEdit(store, plan, edit)
}

function refusalOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
  return 'nothing was refused'
}

/** What an item says besides whose it is. */
function words({ id: _id, planId: _planId, copyOf: _copyOf, ...said }: PlanItem): unknown {
  return said
}

describe('bringing a version back', () => {
  test('the state before any edits comes back word for word, as one step that undo takes back exactly', () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const plan = newPlan()
        editAll(plan, before)
        const heads = headsOf(plan)
        const then = sayingOf(store, plan)
        editAll(plan, after)
        const now = sayingOf(store, plan)
        const steps = store.history({ documentId: plan, limit: 1000 }).length
        const { hash } = store.apply({ type: 'restoreVersion', plan, heads })
        expect(sayingOf(store, plan)).toEqual(then)
        if (hash !== null) {
          expect(store.history({ documentId: plan, limit: 1000 }).length).toBe(steps + 1)
          store.undo()
          expect(sayingOf(store, plan)).toEqual(now)
          store.redo()
          expect(sayingOf(store, plan)).toEqual(then)
        }
      }),
      { numRuns: 40 },
    )
    for (const { inTable, inDocument } of tableStates({ file: workspace.file, store }))
      expect(inTable).toEqual(inDocument)
  })

  test('items that are named come back and no other word changes', () => {
    fc.assert(
      fc.property(edits, edits, fc.nat(20), (before, after, pick) => {
        const plan = newPlan()
        const [first = ''] = store.apply({ type: 'addItem', plan, item: { fields: { title: 'ก' } } }).created
        editAll(plan, before)
        const heads = headsOf(plan)
        const then = store.items(plan)
        editAll(plan, after)
        const now = store.items(plan)
        const item = then[pick % then.length]?.id ?? first
        const plansWords = store.plan(plan)
        store.apply({ type: 'restoreVersion', plan, heads, items: [item] })
        expect(store.plan(plan)).toEqual(plansWords)
        expect(store.item(plan, item)).toEqual(then.find(({ id }) => id === item))
        const others = (items: readonly PlanItem[]) => items.filter(({ id }) => id !== item)
        expect(others(store.items(plan))).toEqual(others(now))
      }),
      { numRuns: 25 },
    )
  })

  test('names of versions stay, also of those that came later, and the history says which came back', () => {
    const plan = newPlan()
    store.apply({ type: 'nameVersion', plan, title: 'ฉบับแรก', number: 1, year: 2027 })
    store.apply({ type: 'addItem', plan, item: { fields: { title: 'ถนน' } } })
    store.apply({ type: 'nameVersion', plan, title: 'ทบทวนครั้งที่ 1', kind: 'review', number: 1 })
    const [first] = (store.plan(plan) as PlanInfo).versions
    const answer = store.apply({ type: 'restoreVersion', plan, heads: first?.heads ?? [] })
    expect(store.items(plan)).toEqual([])
    expect(store.plan(plan)?.versions.map(({ title }) => title)).toEqual(['ฉบับแรก', 'ทบทวนครั้งที่ 1'])
    expect(answer.label).toEqual({ message: 'command.restore-version-named', values: { version: 'ฉบับแรก' } })
    const [, second] = (store.plan(plan) as PlanInfo).versions
    store.apply({ type: 'restoreVersion', plan, heads: second?.heads ?? [] })
    expect(store.items(plan).map(({ fields }) => fields.title)).toEqual(['ถนน'])
  })

  test('nothing comes back from before the plan was made, of unknown changes, or of an unknown item', () => {
    const plan = newPlan()
    const [created] = headsOf(plan)
    const before = store.before(plan, created ?? '')
    const heads = headsOf(plan)
    expect(refusalOf(() => store.apply({ type: 'restoreVersion', plan, heads: [...before] }))).toBe('request.not-found')
    expect(refusalOf(() => store.apply({ type: 'restoreVersion', plan, heads: ['ab'.repeat(32)] }))).toBe(
      'request.not-found',
    )
    expect(refusalOf(() => store.apply({ type: 'restoreVersion', plan, heads, items: ['nobody'] }))).toBe(
      'request.not-found',
    )
    expect(store.plan(plan)).not.toBeNull()
  })
})

describe('questions of a merge', () => {
  let other: TestWorkspace
  beforeAll(() => {
    other = openTestWorkspace('สมชาย')
  })
  afterAll(() => other.remove())

  /** Two laptops give an item two titles; answers where they all started from. */
  function disagree(): { plan: string; item: string; start: string[] } {
    const plan = newPlan()
    const [item = ''] = store.apply({ type: 'addItem', plan, item: { fields: { title: 'ฝาย' } } }).created
    const start = headsOf(plan)
    const target = { documentId: plan, kind: 'plan' as const }
    other.store.merge(target, store.changes(plan))
    store.apply({ type: 'editItem', plan, item, field: 'title', value: 'ฝายบน' })
    other.store.apply({ type: 'editItem', plan, item, field: 'title', value: 'ฝายล่าง' })
    store.merge(target, other.store.changes(plan))
    return { plan, item, start }
  }

  test.each(['open', 'put off to the meeting'])(
    'none is lost, %s, by bringing a version back or undoing that',
    (how) => {
      const { plan, item, start } = disagree()
      if (how !== 'open') store.apply({ type: 'settle', plan, item, field: 'title', choice: 'meeting' })
      const asked = store.questions(plan)
      expect(asked.map(({ field }) => field)).toEqual(['title'])
      store.apply({ type: 'restoreVersion', plan, heads: start })
      expect(store.item(plan, item)?.fields.title).toBe('ฝาย')
      expect(store.questions(plan)).toEqual(asked)
      store.undo()
      expect(store.questions(plan)).toEqual(asked)
      store.redo()
      expect(store.questions(plan)).toEqual(asked)
      // And another laptop that hears of all of it is asked the same.
      other.store.merge({ documentId: plan, kind: 'plan' }, store.changes(plan))
      expect(other.store.questions(plan)).toEqual(asked)
    },
  )
})

describe('a scenario', () => {
  test('says the same in every field, belongs to its items, and its undoing leaves nothing of it', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const from = newPlan()
        editAll(from, list)
        const original = sayingOf(store, from)
        const plan = store.apply({ type: 'copyPlan', from, title: 'ทางเลือก ก' }).documentId
        expect(store.items(plan).map(words)).toEqual(store.items(from).map(words))
        expect(store.items(plan).map(({ copyOf }) => copyOf)).toEqual(store.items(from).map(({ id }) => id))
        const { id: _id, fields, scenarioOf, versions, freeze, ...said } = store.plan(plan) as PlanInfo
        const whole = store.plan(from) as PlanInfo
        expect({
          ...said,
          id: from,
          versions: whole.versions,
          freeze: whole.freeze,
          scenarioOf: null,
          fields: whole.fields,
        }).toEqual(whole)
        expect(fields).toEqual({ ...whole.fields, title: 'ทางเลือก ก', state: 'draft' })
        expect([scenarioOf?.plan, scenarioOf?.heads, versions, freeze]).toEqual([from, headsOf(from), [], null])
        expect(sayingOf(store, from)).toEqual(original)
        const scenario = sayingOf(store, plan)
        store.undo()
        expect([store.plan(plan), store.items(plan)]).toEqual([null, []])
        store.redo()
        expect(sayingOf(store, plan)).toEqual(scenario)
      }),
      { numRuns: 30 },
    )
    for (const { inTable, inDocument } of tableStates({ file: workspace.file, store }))
      expect(inTable).toEqual(inDocument)
  })

  test('of a scenario names the scenario, and each copy the copy it was made of', () => {
    const from = newPlan()
    const [item = ''] = store.apply({ type: 'addItem', plan: from, item: { fields: { title: 'บ่อ' } } }).created
    const one = store.apply({ type: 'copyPlan', from, title: 'ทางเลือก 1' }).documentId
    const two = store.apply({ type: 'copyPlan', from: one, title: 'ทางเลือก 1.1' }).documentId
    expect(store.plan(two)?.scenarioOf).toMatchObject({ plan: one, title: 'ทางเลือก 1', branch: '' })
    const [copy] = store.items(one)
    const [copyOfCopy] = store.items(two)
    expect([copy?.copyOf, copyOfCopy?.copyOf]).toEqual([item, copy?.id])
    expect(new Set([item, copy?.id, copyOfCopy?.id]).size).toBe(3)
  })

  test('of a branch holds the items that are named, and says which branch it was', () => {
    const from = newPlan()
    const [a = '', b = ''] = ['ก', 'ข'].flatMap(
      (title) => store.apply({ type: 'addItem', plan: from, item: { fields: { title } } }).created,
    )
    const plan = store.apply({
      type: 'copyPlan',
      from,
      title: 'เฉพาะ ข',
      items: [b],
      branch: 'ประเภท พัฒนาคน',
    }).documentId
    expect(store.items(plan).map(({ copyOf }) => copyOf)).toEqual([b])
    expect(store.plan(plan)?.scenarioOf?.branch).toBe('ประเภท พัฒนาคน')
    const unknown: CommandInput = { type: 'copyPlan', from, title: 'ไม่มี', items: [a, 'nobody'] }
    expect(refusalOf(() => store.apply(unknown))).toBe('request.not-found')
  })
})

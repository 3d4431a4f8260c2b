import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PlanState, StateName } from '../contract/comparison.ts'
import type { DocumentStore } from '../documents/store.ts'
import {
  applyEdit,
  editKinds,
  type GeneratedEdit,
  openTestWorkspace,
  type TestWorkspace,
} from '../documents/testing.test-support.ts'
import { compareStates } from './compare.ts'
import { inOrder } from './longest-run.ts'
import { readSourceLinks } from './overlaps.ts'
import { readState, rootFinder } from './states.ts'

const edits = fc.array(
  fc.record({
    kind: fc.constantFrom(...editKinds),
    pick: fc.nat(1000),
    text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
    number: fc.nat(9),
  }) satisfies fc.Arbitrary<GeneratedEdit>,
  { minLength: 1, maxLength: 12 },
)

let workspace: TestWorkspace
let store: DocumentStore
beforeAll(() => {
  workspace = openTestWorkspace('สมหญิง')
  store = workspace.store
})
afterAll(() => workspace.remove())

function newPlan(titles: readonly string[] = []): { plan: string; items: string[] } {
  const plan = store.apply({ type: 'createPlan', fields: { title: 'แผนตำบล' } }).documentId
  const items = titles.flatMap((title) => store.apply({ type: 'addItem', plan, item: { fields: { title } } }).created)
  return { plan, items }
}

const stateOf = (name: StateName) => readState(store, name, readSourceLinks(workspace.file.db))
const now = (plan: string): PlanState => stateOf({ plan })
const compare = (left: PlanState, right: PlanState) => compareStates(left, right, rootFinder(store))

describe('two states of a plan', () => {
  test('a state and itself differ in nothing, and what differs one way differs the other way', () => {
    fc.assert(
      fc.property(edits, edits, (before, after) => {
        const { plan } = newPlan(['ก', 'ข'])
        for (const edit of before) applyEdit(store, plan, edit)
        const left = now(plan)
        const same = compare(left, left)
        expect(same.plan).toEqual([])
        expect(same.items.filter(({ changes, left: one, right: two }) => changes.length > 0 || !one || !two)).toEqual(
          [],
        )
        for (const edit of after) applyEdit(store, plan, edit)
        const right = now(plan)
        const [there, back] = [compare(left, right), compare(right, left)]
        expect([there.left, there.right]).toEqual([back.right, back.left])
        const fields = (comparison: typeof there) =>
          comparison.items
            .map(({ root, left: one, right: two, changes }) => ({
              root,
              sides: [one?.id ?? null, two?.id ?? null],
              changed: changes.map(({ field, left: a, right: b }) => ({ field, a, b })),
            }))
            .sort((a, b) => (a.root < b.root ? -1 : 1))
        const turned = fields(back).map(({ root, sides, changed }) => ({
          root,
          sides: sides.toReversed(),
          changed: changed.map(({ field, a, b }) => ({ field, a: b, b: a })),
        }))
        // Which of two items that changed places was the one that moved is a matter of view.
        const told = (list: typeof turned) =>
          list.map(({ changed, ...item }) => ({
            ...item,
            changed: changed.filter(({ field }) => field !== 'rank').sort((a, b) => (a.field < b.field ? -1 : 1)),
          }))
        expect(told(fields(there))).toEqual(told(turned))
        expect(there.money.map(({ leftBaht, rightBaht }) => [leftBaht, rightBaht])).toEqual(
          back.money.map(({ leftBaht, rightBaht }) => [rightBaht, leftBaht]),
        )
        const sum = there.money.reduce((total, { rightBaht }) => total + rightBaht, 0)
        expect(sum).toBe(there.right.budgetBaht)
      }),
      { numRuns: 40 },
    )
  })

  test('every changed word is told under its name, with both sides as they are to be read', () => {
    const { plan, items } = newPlan(['ฝาย', 'ถนน', 'บ่อ'])
    const [weir = '', road = '', well = ''] = items
    const place = { id: 'p1', kind: 'point', geometry: '{"type":"Point","coordinates":[103.5,15.6]}' } as const
    store.apply({ type: 'placeItem', plan, item: weir, places: [place] })
    store.apply({ type: 'setBudget', plan, item: weir, fiscalYear: 2027, source: 'อบต.', amountBaht: 100 })
    const left = now(plan)
    const moved = '{"type":"Point","coordinates":[103.6,15.6]}'
    store.apply({ type: 'moveItem', plan, item: weir, place: { ...place, geometry: moved } })
    store.apply({ type: 'setBudget', plan, item: weir, fiscalYear: 2027, source: 'อบต.', amountBaht: 250 })
    store.apply({ type: 'editItem', plan, item: weir, field: 'category', value: 'people' })
    store.apply({ type: 'setNeed', plan, item: weir, indicator: 'bmn38_18', need: { baseline: 12 } })
    store.apply({ type: 'setRole', plan, item: weir, organisation: 'อบจ.', role: 'money', on: true })
    store.apply({ type: 'setReach', plan, item: weir, reach: { by: 'distance', distanceM: 800 } })
    store.apply({ type: 'dropItem', plan, item: road, why: 'ซ้ำ' })
    store.apply({ type: 'setOrder', plan, item: well, before: weir })
    store.apply({ type: 'setCeiling', plan, fiscalYear: 2027, source: '', amountBaht: 1000 })
    const { items: compared, plan: own, money } = compare(left, now(plan))
    const told = new Map(
      compared.map(({ root, changes }) => [
        root,
        Object.fromEntries(changes.map((each) => [each.field, [each.left, each.right]])),
      ]),
    )
    const point = { message: 'said.place-point', values: {} }
    expect(told.get(weir)).toEqual({
      'place:p1': [point, point],
      'budget:2027:อบต.': [100, 250],
      category: [null, 'people'],
      'need:bmn38_18': [null, { message: 'said.yes', values: {} }],
      'baseline:bmn38_18': [null, 12],
      'role:money:อบจ.': [null, { message: 'said.yes', values: {} }],
      reach: [null, { message: 'said.reach-distance', values: { distanceM: 800 } }],
    })
    expect(told.get(road)).toEqual({ status: ['idea', 'dropped'], dropped: [null, 'ซ้ำ'] })
    expect(told.get(well)).toEqual({ rank: [3, 1] })
    expect(own.map(({ field, left: a, right: b }) => [field, a, b])).toEqual([['ceiling:2027:', null, 1000]])
    expect(money).toEqual([
      { fiscalYear: 2027, source: 'อบต.', category: null, leftBaht: 100, rightBaht: 0 },
      { fiscalYear: 2027, source: 'อบต.', category: 'people', leftBaht: 0, rightBaht: 250 },
    ])
    const labels = compared.flatMap(({ changes }) => changes.map(({ label }) => label))
    expect(labels).toContainEqual({ message: 'said-field.budget-of', values: { year: 2570, source: 'อบต.' } })
    expect(labels).toContainEqual({ message: 'said-field.role-money', values: { organisation: 'อบจ.' } })
  })

  test('goals of several items are told as a range and never added', () => {
    const { plan, items } = newPlan(['ก', 'ข', 'ค'])
    for (const [index, item] of items.entries())
      store.apply({ type: 'setGoal', plan, item, indicator: 'bmn38_18', fiscalYear: 2027, goal: 10 * (index + 1) })
    const left = now(plan)
    store.apply({ type: 'dropItem', plan, item: items[0] ?? '' })
    expect(compare(left, now(plan)).goals).toEqual([
      {
        indicator: 'bmn38_18',
        fiscalYear: 2027,
        left: { items: 3, lowest: 10, highest: 30 },
        right: { items: 2, lowest: 20, highest: 30 },
      },
    ])
  })

  test('before the plan was made there is nothing, and after its first change the plan', () => {
    const { plan } = newPlan(['ก'])
    const [, first] = store.history({ documentId: plan }).map(({ hash }) => hash)
    expect(stateOf({ plan, before: first ?? '' })).toEqual({ plan: null, items: [], uncounted: [] })
    expect(stateOf({ plan, heads: [first ?? ''] })).toMatchObject({
      plan: { fields: { title: 'แผนตำบล' } },
      items: [],
    })
    const comparison = compare(stateOf({ plan, before: first ?? '' }), now(plan))
    expect(comparison.left).toEqual({ title: null, items: 0, placed: 0, budgetBaht: 0 })
    expect(comparison.items.map(({ left, right }) => [left, right?.title])).toEqual([[null, 'ก']])
  })
})

describe('scenarios', () => {
  test('differ from their original in nothing but what was changed in them', () => {
    fc.assert(
      fc.property(edits, (list) => {
        const { plan } = newPlan(['ก'])
        for (const edit of list) applyEdit(store, plan, edit)
        const copy = store.apply({ type: 'copyPlan', from: plan, title: 'ทางเลือก' }).documentId
        const { items, plan: own, left, right } = compare(now(plan), now(copy))
        expect(own).toEqual([])
        expect(items.every(({ left: one, right: two, changes }) => one && two && changes.length === 0)).toBe(true)
        expect(left.budgetBaht).toBe(right.budgetBaht)
      }),
      { numRuns: 25 },
    )
  })

  test('of one plan meet item by item, also a scenario of a scenario with the first plan', () => {
    const { plan, items } = newPlan(['ก', 'ข'])
    const one = store.apply({ type: 'copyPlan', from: plan, title: 'หนึ่ง' }).documentId
    const two = store.apply({ type: 'copyPlan', from: plan, title: 'สอง', items: [items[0] ?? ''] }).documentId
    const deep = store.apply({ type: 'copyPlan', from: one, title: 'หนึ่งหนึ่ง' }).documentId
    const [copy] = store.items(deep)
    store.apply({ type: 'editItem', plan: deep, item: copy?.id ?? '', field: 'title', value: 'ก ใหม่' })
    store.apply({ type: 'dropPlan', plan: one })
    const told = (left: string, right: string) =>
      compare(now(left), now(right)).items.map(({ left: a, right: b, changes }) => [
        a?.title ?? null,
        b?.title ?? null,
        changes.map(({ field }) => field),
      ])
    expect(told(one, two)).toEqual([
      ['ก', 'ก', []],
      ['ข', null, []],
    ])
    expect(told(plan, deep)).toEqual([
      ['ก', 'ก ใหม่', ['title']],
      ['ข', 'ข', []],
    ])
    expect(told(two, deep)).toEqual([
      ['ก', 'ก ใหม่', ['title']],
      [null, 'ข', []],
    ])
  })
})

test('a longest run is increasing and no increasing run is longer', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(30), { maxLength: 9 }), (numbers) => {
      const run = [...inOrder(numbers)].sort((a, b) => a - b).map((index) => numbers[index] as number)
      expect(run).toEqual([...run].sort((a, b) => a - b))
      let longest = 0
      for (let mask = 0; mask < 2 ** numbers.length; mask++) {
        const picked = numbers.filter((_, index) => mask & (1 << index))
        if (picked.every((value, index) => index === 0 || (picked[index - 1] as number) < value))
          longest = Math.max(longest, picked.length)
      }
      expect(run.length).toBe(longest)
    }),
  )
})

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { conflictsBetween } from './conflicts.ts'
import { findDrift } from './drift.ts'
import { DocumentStore } from './store.ts'
import {
  applyEdit,
  editKinds,
  type GeneratedEdit,
  openTestWorkspace,
  sayingOf,
  type TestWorkspace,
  tableStates,
} from './testing.test-support.ts'
import { WorkDocument } from './work-document.ts'

const editArbitrary: fc.Arbitrary<GeneratedEdit> = fc.record({
  kind: fc.constantFrom(...editKinds),
  pick: fc.nat(1000),
  text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  number: fc.nat(9),
})
const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 12 })

describe('one workspace', () => {
  let workspace: TestWorkspace
  beforeAll(() => {
    workspace = openTestWorkspace()
  })
  afterAll(() => workspace.remove())

  test('undo takes back exactly what was done, redo does exactly that again, across restarts', () => {
    const { file } = workspace
    fc.assert(
      fc.property(edits, fc.boolean(), (list, restarts) => {
        let { store } = workspace
        const plan = store.apply({ type: 'createPlan', fields: { title: 'แผน' } }).documentId
        const states = [sayingOf(store, plan)]
        for (const edit of list) if (applyEdit(store, plan, edit)) states.push(sayingOf(store, plan))
        if (restarts) store = new DocumentStore(file.db)
        for (const state of states.slice(0, -1).toReversed()) {
          expect(store.undo().keptBecauseChanged).toEqual([])
          expect(sayingOf(store, plan)).toEqual(state)
        }
        if (restarts) store = new DocumentStore(file.db)
        for (const state of states.slice(1)) {
          store.redo()
          expect(sayingOf(store, plan)).toEqual(state)
        }
        expect(store.undoState().redo).toBeNull()
      }),
      { numRuns: 40 },
    )
  })

  test('the tables are what the documents say, after every edit, undo and redo', () => {
    const { file, store } = workspace
    fc.assert(
      fc.property(fc.array(fc.tuple(editArbitrary, fc.nat(4)), { maxLength: 12 }), (list) => {
        const plan = store.apply({ type: 'createPlan', fields: { title: 'แผน' } }).documentId
        for (const [edit, then] of list) {
          const didSomething = applyEdit(store, plan, edit)
          if (then === 0 && didSomething) store.undo()
          if (then === 1 && store.undoState().redo) store.redo()
        }
        for (const { inTable, inDocument } of tableStates({ file, store })) expect(inTable).toEqual(inDocument)
        expect(findDrift(file.db, store)).toEqual([])
      }),
      { numRuns: 25 },
    )
    const entries = file.db.prepare('SELECT count(*) AS n FROM rtree_plan_item_geom').get()
    const placed = file.db.prepare('SELECT count(geom) AS n FROM plan_item').get()
    expect(entries).toEqual(placed)
  })
})

describe('three laptops', () => {
  let laptops: TestWorkspace[]
  beforeAll(() => {
    laptops = ['ก', 'ข', 'ค'].map((by) => openTestWorkspace(by))
  })
  afterAll(() => {
    for (const laptop of laptops) laptop.remove()
  })

  /** A plan that all three have, with three items, then edited on each of them apart. */
  function editApart(lists: ReadonlyArray<Parameters<typeof applyEdit>[2][]>): { plan: string; base: string[] } {
    const [first, ...others] = laptops.map(({ store }) => store)
    if (!first) throw new Error('no laptop')
    const plan = first.apply({ type: 'createPlan', fields: { title: 'แผนร่วม' } }).documentId
    for (const title of ['หนึ่ง', 'สอง', 'สาม']) first.apply({ type: 'addItem', plan, item: { fields: { title } } })
    const shared = first.changes(plan)
    for (const other of others) other.merge({ documentId: plan, kind: 'plan' }, shared)
    const base = new WorkDocument('00'.repeat(16), shared).heads()
    for (const [index, list] of lists.entries()) for (const edit of list) applyEdit(laptops[index]!.store, plan, edit)
    return { plan, base }
  }

  test('merging in any order, any number of times, gives the same heads, words and rows', () => {
    fc.assert(
      fc.property(fc.tuple(edits, edits, edits), fc.nat(5), (lists, turn) => {
        const { plan } = editApart(lists)
        const packs = laptops.map(({ store }) => store.changes(plan))
        const orders = [
          [0, 1, 2],
          [0, 2, 1],
          [1, 0, 2],
          [1, 2, 0],
          [2, 0, 1],
          [2, 1, 0],
        ] // prettier-ignore
        const merged = orders.map((order) => {
          const document = new WorkDocument('11'.repeat(16), [])
          for (const index of [...order, order[turn % 3]!]) document.take(packs[index]!)
          return { heads: document.heads().sort(), cells: wordsOf(document) }
        })
        for (const result of merged) expect(result).toEqual(merged[0])
        for (const [index, laptop] of laptops.entries()) {
          const others = packs.filter((_, other) => other !== index)
          for (const pack of index === 1 ? others.toReversed() : others)
            laptop.store.merge({ documentId: plan, kind: 'plan' }, pack)
          expect(wordsOf(laptop.store.open(plan) as WorkDocument)).toEqual(merged[0]?.cells)
          for (const { inTable, inDocument } of tableStates(laptop)) expect(inTable).toEqual(inDocument)
          expect(laptop.store.merge({ documentId: plan, kind: 'plan' }, packs[index]!).added).toBe(0)
        }
      }),
      { numRuns: 12 },
    )
  })

  test('no word is lost: what one alone wrote is there, what two wrote differently is said as a conflict', () => {
    let conflictsSeen = 0
    fc.assert(
      fc.property(edits, edits, (mine, yours) => {
        const { plan, base } = editApart([mine, yours])
        const [a, b] = laptops.map(({ store }) => store.changes(plan))
        const [left, right, start] = [
          new WorkDocument('22'.repeat(16), a!),
          new WorkDocument('33'.repeat(16), b!),
          new WorkDocument('44'.repeat(16), laptops[2]!.store.changes(plan)),
        ]
        expect(start.heads().sort()).toEqual([...base].sort())
        const both = new WorkDocument('55'.repeat(16), [...a!, ...b!])
        const conflicts = conflictsBetween(both, left.heads(), right.heads())
        conflictsSeen += conflicts.length
        const told = new Set(conflicts.map(({ record, field }) => `${record}/${field}`))
        const [from, here, there, merged] = [start, left, right, both].map(wordsOf)
        for (const [cell, word] of Object.entries(merged ?? {})) {
          const [was, ours, theirs] = [from?.[cell] ?? null, here?.[cell] ?? null, there?.[cell] ?? null]
          if (ours === theirs) expect(word).toBe(ours)
          else if (ours === was || theirs === was) {
            // Who took a word of his own back wrote it once more; where that wins, it is told.
            if (!told.has(cell)) expect(word).toBe(ours === was ? theirs : ours)
          } else {
            expect([ours, theirs]).toContain(word)
            expect(told).toContain(cell)
          }
        }
      }),
      { numRuns: 25 },
    )
    expect(conflictsSeen).toBeGreaterThan(0)
  })

  test('a word taken back here and another written there is a conflict where the one taken back wins', () => {
    const { plan } = editApart([])
    const [left, right] = laptops.map(({ store }) => store)
    const item = left!.items(plan)[0]!.id
    left!.apply({ type: 'editItem', plan, item, field: 'objective', value: 'ลองเขียน' })
    left!.undo()
    right!.apply({ type: 'editItem', plan, item, field: 'objective', value: 'ให้มีน้ำตลอดปี' })
    const heads = [left!, right!].map((store) => (store.open(plan) as WorkDocument).heads())
    left!.merge({ documentId: plan, kind: 'plan' }, right!.changes(plan))
    expect(left!.item(plan, item)?.fields.objective).toBeNull()
    const conflicts = conflictsBetween(left!.open(plan) as WorkDocument, heads[0]!, heads[1]!)
    expect(conflicts).toMatchObject([{ field: 'objective', base: null, ours: null, theirs: 'ให้มีน้ำตลอดปี' }])
  })

  test('a drop here against an edit there is a conflict, and the edit is kept', () => {
    const { plan } = editApart([])
    const [left, right] = laptops.map(({ store }) => store)
    const item = left!.items(plan)[0]!.id
    left!.apply({ type: 'dropItem', plan, item, why: 'ซ้ำกับแผนอำเภอ' })
    right!.apply({ type: 'editItem', plan, item, field: 'objective', value: 'ให้มีน้ำตลอดปี' })
    const heads = [left!, right!].map((store) => (store.open(plan) as WorkDocument).heads())
    left!.merge({ documentId: plan, kind: 'plan' }, right!.changes(plan))
    const conflicts = conflictsBetween(left!.open(plan) as WorkDocument, heads[0]!, heads[1]!)
    expect(conflicts.map(({ field }) => field)).toEqual(['dropped'])
    expect(left!.item(plan, item)).toMatchObject({
      dropped: { why: 'ซ้ำกับแผนอำเภอ' },
      fields: { objective: 'ให้มีน้ำตลอดปี' },
    })
  })

  test('two workbooks that style one layer for the first time meet in that style, and nothing beside it is hidden', () => {
    const [left, right] = laptops.map(({ store }) => store)
    left!.apply({ type: 'setLayerStyle', layer: 'areas:tambon', style: { fill: '#111111' } })
    left!.apply({ type: 'markPilot', areas: ['400101'], pilot: true })
    right!.apply({ type: 'setLayerStyle', layer: 'areas:tambon', style: { fill: '#222222' } })
    right!.apply({ type: 'markPilot', areas: ['400102'], pilot: true })
    left!.merge({ documentId: 'workbook', kind: 'workbook' }, right!.changes('workbook'))
    const book = left!.workbook()
    expect(book.pilots).toEqual(['400101', '400102'])
    expect(['#111111', '#222222']).toContain(book.styles['areas:tambon']?.fill)
  })
})

function wordsOf(document: WorkDocument): Record<string, unknown> {
  const words: Record<string, unknown> = {}
  for (const record of [null, ...document.records().sort()])
    for (const [field, cell] of Object.entries(document.cells(record)))
      if (cell !== null) words[`${record}/${field}`] = cell
  return Object.fromEntries(Object.entries(words).sort(([a], [b]) => (a < b ? -1 : 1)))
}

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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

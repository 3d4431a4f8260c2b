/** Several laptops edit one plan apart: nothing is lost when they meet, and what they disagree on is asked. */
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { CommandInput } from '../contract/commands.ts'
import { Refusal } from '../contract/errors.ts'
import { editKinds, type GeneratedEdit, openTestWorkspace, tableStates } from './testing.test-support.ts'
import { asked, openThreeLaptops, PLAN } from './three-laptops.test-support.ts'
import type { WorkDocument } from './work-document.ts'

const three = openThreeLaptops()
const { laptops, left, right, third, editApart, meet } = three
afterAll(() => three.remove())

const editArbitrary: fc.Arbitrary<GeneratedEdit> = fc.record({
  kind: fc.constantFrom(...editKinds),
  pick: fc.nat(1000),
  text: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  number: fc.nat(9),
})

const edits = fc.array(editArbitrary, { minLength: 1, maxLength: 12 })
const orders = [
  ...[
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
  ],
  ...[
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ],
] as const

describe('merging', () => {
  test('in all six orders, any number of times: the same heads, words, questions and rows', () => {
    fc.assert(
      fc.property(fc.tuple(edits, edits, edits), fc.nat(2), (lists, again) => {
        const { plan } = editApart(lists)
        const packs = laptops.map(({ store }) => store.changes(plan))
        const merged = orders.map((order) => {
          const workspace = openTestWorkspace('ง')
          for (const index of [...order, order[again]!])
            workspace.store.merge({ documentId: plan, kind: PLAN }, packs[index]!)
          const document = workspace.store.open(plan) as WorkDocument
          const questions = workspace.store.questions(plan)
          for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
          workspace.remove()
          return { heads: [...document.heads()].sort(), cells: wordsOf(document), questions }
        })
        for (const result of merged) expect(result).toEqual(merged[0])
        meet(plan)
        for (const laptop of laptops) {
          expect(wordsOf(laptop.store.open(plan) as WorkDocument)).toEqual(merged[0]?.cells)
          expect(laptop.store.questions(plan)).toEqual(merged[0]?.questions)
          for (const { inTable, inDocument } of tableStates(laptop)) expect(inTable).toEqual(inDocument)
          expect(laptop.store.merge({ documentId: plan, kind: PLAN }, packs[0]!).added).toBe(0)
        }
      }),
      { numRuns: 20 },
    )
  })

  test('put together by whichever laptop first: the same', () => {
    const gather = (plan: string, packs: ReadonlyArray<readonly Uint8Array[]>) => {
      const workspace = openTestWorkspace('ง')
      for (const pack of packs) workspace.store.merge({ documentId: plan, kind: PLAN }, pack)
      const document = workspace.store.open(plan) as WorkDocument
      const state = {
        heads: [...document.heads()].sort(),
        cells: wordsOf(document),
        questions: workspace.store.questions(plan),
      }
      const changes = workspace.store.changes(plan)
      workspace.remove()
      return { state, changes }
    }
    fc.assert(
      fc.property(fc.tuple(edits, edits, edits), (lists) => {
        const { plan } = editApart(lists)
        const [a = [], b = [], c = []] = laptops.map(({ store }) => store.changes(plan))
        const first = gather(plan, [gather(plan, [a, b]).changes, c]).state
        expect(gather(plan, [a, gather(plan, [b, c]).changes]).state).toEqual(first)
        expect(gather(plan, [gather(plan, [a, c]).changes, gather(plan, [b, c]).changes]).state).toEqual(first)
      }),
      { numRuns: 20 },
    )
  })

  test('no word is lost: what one alone wrote is there or asked about, what two wrote differently is asked', () => {
    let seen = 0
    fc.assert(
      fc.property(edits, edits, (mine, yours) => {
        const { plan } = editApart([mine, yours])
        const [a, b, base] = laptops.map(({ store }) => wordsOf(store.open(plan) as WorkDocument))
        left.merge({ documentId: plan, kind: PLAN }, right.changes(plan))
        const questions = left.questions(plan)
        seen += questions.length
        const told = new Map(questions.map(({ item, field, options }) => [cellName(item, field), options]))
        const merged = wordsOf(left.open(plan) as WorkDocument)
        for (const cell of new Set([...Object.keys(merged), ...Object.keys(a!), ...Object.keys(b!)])) {
          const [was, ours, theirs, word] = [base, a, b, merged].map((words) => words?.[cell] ?? null)
          const options = told.get(cell)?.map(({ value }) => value)
          if (ours === theirs) expect(options ?? [word]).toContain(ours)
          else if (ours === was) expect(options ?? [word]).toContain(theirs)
          else if (theirs === was) expect(options ?? [word]).toContain(ours)
          else if (agreed(cell, ours, theirs)) expect([ours, theirs]).toContain(word)
          else {
            expect([ours, theirs]).toContain(word)
            expect(options).toEqual(expect.arrayContaining([ours, theirs]))
          }
        }
      }),
      { numRuns: 60 },
    )
    expect(seen).toBeGreaterThan(0)
  })

  test('settling on one laptop settles on all, whatever was chosen, and leaves nothing open', () => {
    fc.assert(
      fc.property(edits, edits, fc.nat(5), (mine, yours, pick) => {
        const { plan } = editApart([mine, yours])
        meet(plan)
        const questions = left.questions(plan)
        for (const { item, field, options } of questions) {
          const choice = options[pick % options.length]!.hash
          if (/^0+$/.test(choice)) continue
          left.apply({ type: 'settle', plan, item, field, choice })
          const cell = left.open(plan).read(item === null ? null : `item:${item}`, field)
          expect(cell).toEqual(options[pick % options.length]!.value)
        }
        expect(left.questions(plan)).toEqual([])
        const changes = left.changes(plan)
        for (const other of [right, third]) {
          other.merge({ documentId: plan, kind: PLAN }, changes)
          expect(other.questions(plan)).toEqual([])
          expect(wordsOf(other.open(plan) as WorkDocument)).toEqual(wordsOf(left.open(plan) as WorkDocument))
        }
      }),
      { numRuns: 20 },
    )
  })

  test('undoing a settlement asks again, with the words and names there were; redoing it settles again', () => {
    const { plan, items } = editApart([])
    const item = items[0]!
    left.apply({ type: 'setBudget', plan, item, fiscalYear: 2027, amountBaht: 1_200_000 })
    right.apply({ type: 'setBudget', plan, item, fiscalYear: 2027, amountBaht: 900_000 })
    meet(plan)
    const before = left.questions(plan)
    expect(before).toMatchObject([{ item, field: 'budget:2027:', base: null, isForMeeting: false }])
    expect(before[0]?.options.map(({ value, by }) => [value, by]).sort()).toEqual([
      [1_200_000, 'ก'],
      [900_000, 'ข'],
    ])
    for (const { hash: choice, value } of before[0]!.options) {
      left.apply({ type: 'settle', plan, item, field: 'budget:2027:', choice })
      expect(left.questions(plan)).toEqual([])
      expect(left.item(plan, item)?.budgetBaht).toBe(value)
      left.undo()
      expect(left.questions(plan)).toEqual(before)
      left.redo()
      expect(left.questions(plan)).toEqual([])
      left.undo()
    }
    right.merge({ documentId: plan, kind: PLAN }, left.changes(plan))
    expect(right.questions(plan)).toEqual(before)
  })

  test('what is put off to the meeting stays marked on every laptop until it is settled or written anew', () => {
    const { plan, items } = editApart([])
    const item = items[1]!
    disagree(plan, item, ['ให้มีน้ำตลอดปี', 'ลดน้ำท่วม'])
    left.apply({ type: 'settle', plan, item, field: 'objective', choice: 'meeting' })
    meet(plan)
    for (const { store } of laptops)
      expect(store.questions(plan)).toMatchObject([{ field: 'objective', isForMeeting: true }])
    right.apply({ type: 'editItem', plan, item, field: 'objective', value: 'น้ำพอใช้ทั้งปี' })
    meet(plan)
    for (const { store } of laptops) expect(store.questions(plan)).toEqual([])
  })

  test('both: texts stand one under the other, places beside each other; two sums cannot both stand', () => {
    const { plan, items } = editApart([])
    const item = items[2]!
    disagree(plan, item, ['ก', 'ข'])
    const place = (lon: number) => ({
      ...{ id: 'p1', kind: 'point' as const, geometry: `{"type":"Point","coordinates":[${lon},15]}` },
    })
    left.apply({ type: 'moveItem', plan, item, place: place(103) })
    right.apply({ type: 'moveItem', plan, item, place: place(104) })
    for (const [store, value] of [
      [left, 'ฝาย'],
      [right, 'ฝายน้ำล้น'],
    ] as const)
      store.apply({ type: 'editItem', plan, item, field: 'title', value })
    left.apply({ type: 'setBudget', plan, item, fiscalYear: 2027, amountBaht: 1 })
    right.apply({ type: 'setBudget', plan, item, fiscalYear: 2027, amountBaht: 2 })
    meet(plan)
    const settle = (field: string): CommandInput => ({ type: 'settle', plan, item, field, choice: 'both' })
    left.apply(settle('objective'))
    expect(left.item(plan, item)?.fields.objective?.split('\n').sort()).toEqual(['ก', 'ข'])
    left.apply(settle('title'))
    expect(left.item(plan, item)?.fields.title.split(' / ').sort()).toEqual(['ฝาย', 'ฝายน้ำล้น'])
    left.apply(settle('place:p1'))
    expect(
      left
        .item(plan, item)
        ?.places.map(({ geometry }) => geometry)
        .sort(),
    ).toEqual(['{"type":"Point","coordinates":[103,15]}', '{"type":"Point","coordinates":[104,15]}'])
    expect(() => left.apply(settle('budget:2027:'))).toThrow(Refusal)
    expect(asked(left, plan)).toEqual([{ field: 'budget:2027:', values: [1, 2] }])
  })

  function disagree(plan: string, item: string, [mine, yours]: readonly [string, string]): void {
    left.apply({ type: 'editItem', plan, item, field: 'objective', value: mine })
    right.apply({ type: 'editItem', plan, item, field: 'objective', value: yours })
    meet(plan)
  }
})

function cellName(item: string | null, field: string): string {
  return `${item === null ? null : `item:${item}`}/${field}`
}

/** Two who drop for the same reason agree. */
function agreed(cell: string, ours: unknown, theirs: unknown): boolean {
  if (!cell.endsWith('/dropped') || typeof ours !== 'string' || typeof theirs !== 'string') return false
  return JSON.parse(ours).why === JSON.parse(theirs).why
}

function wordsOf(document: WorkDocument): Record<string, unknown> {
  const found: Record<string, unknown> = {}
  for (const record of [null, ...document.records().sort()])
    for (const [field, cell] of Object.entries(document.cells(record)))
      if (cell !== null) found[`${record}/${field}`] = cell
  return Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1)))
}

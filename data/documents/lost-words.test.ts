/** Ways in which words were seen to get lost where laptops meet, each with what is shown or asked instead. */
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import type { DocumentStore } from './store.ts'
import { asked, openThreeLaptops } from './three-laptops.test-support.ts'

const three = openThreeLaptops()
const { laptops, left, right, editApart, meet } = three
afterAll(() => three.remove())

test('a drop here against an edit there: the edit is kept and the drop is asked about', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), fc.boolean(), (words, editsFirst) => {
      const { plan, items } = editApart([])
      const item = items[0]!
      const steps = [
        () => left.apply({ type: 'dropItem', plan, item, why: 'ซ้ำกับแผนอำเภอ' }),
        () => right.apply({ type: 'editItem', plan, item, field: 'objective', value: words }),
      ]
      for (const step of editsFirst ? steps.toReversed() : steps) step()
      meet(plan)
      for (const { store } of laptops) {
        expect(store.questions(plan)).toMatchObject([{ item, field: 'dropped', base: null }])
        expect(store.questions(plan)[0]?.options.flatMap(({ edited = [] }) => edited)).toEqual(['objective'])
        expect(store.item(plan, item)?.fields.objective).toBe(words)
      }
      const keep = left.questions(plan)[0]?.options.find(({ value }) => value === null)
      left.apply({ type: 'settle', plan, item, field: 'dropped', choice: keep!.hash })
      meet(plan)
      for (const { store } of laptops) {
        expect(store.questions(plan)).toEqual([])
        expect(store.item(plan, item)).toMatchObject({ dropped: null, fields: { objective: words } })
      }
    }),
    { numRuns: 6 },
  )
})

test('an item whose making is undone here while it is edited there is asked about, and its words are there', () => {
  const { plan } = editApart([])
  const [item = ''] = left.apply({ type: 'addItem', plan, item: { fields: { title: 'ฝาย' } } }).created
  meet(plan)
  left.undo()
  right.apply({ type: 'editItem', plan, item, field: 'notes', value: 'ชาวบ้านช่วยกันแล้ว' })
  meet(plan)
  expect(left.questions(plan)).toMatchObject([{ item, field: 'exists' }])
  const keep = left.questions(plan)[0]?.options.find(({ value }) => value === true)
  left.apply({ type: 'settle', plan, item, field: 'exists', choice: keep!.hash })
  expect(left.item(plan, item)?.fields).toMatchObject({ title: 'ฝาย', notes: 'ชาวบ้านช่วยกันแล้ว' })
  expect(left.questions(plan)).toEqual([])
})

test('re-creation: an item taken away here and made again keeps what was written to it there', () => {
  const { plan, items } = editApart([])
  const item = items[0]!
  left.apply({ type: 'dropItem', plan, item, why: '' })
  left.apply({ type: 'restoreItem', plan, item })
  right.apply({ type: 'editItem', plan, item, field: 'kpi', value: 'ร้อยละ 80' })
  meet(plan)
  for (const { store } of laptops) {
    expect(store.item(plan, item)).toMatchObject({ dropped: null, fields: { kpi: 'ร้อยละ 80' } })
    expect(store.questions(plan)).toEqual([])
  }
})

test('separate roots: one item made apart under one name shows or asks every word of both', () => {
  let round = 0
  fc.assert(
    fc.property(fc.tuple(words(), words()), ([mine, yours]) => {
      const { plan } = editApart([])
      // An id is an item's own in the whole workspace, so each round has another.
      const id = `same-${round++}`
      left.apply({ type: 'addItem', plan, item: { id, fields: { ...mine, title: 'จากซ้าย' } } })
      right.apply({ type: 'addItem', plan, item: { id, fields: { ...yours, title: 'จากขวา' } } })
      meet(plan)
      for (const { store } of laptops) {
        const item = store.item(plan, id)
        const told = new Map(store.questions(plan).map((question) => [question.field, question.options]))
        for (const fields of [mine, yours]) {
          for (const [field, word] of Object.entries(fields)) {
            const shown = [item?.fields[field as 'title'], ...(told.get(field)?.map(({ value }) => value) ?? [])]
            expect(shown).toContain(word)
          }
        }
        expect(
          told
            .get('title')
            ?.map(({ value }) => value)
            .sort(),
        ).toEqual(['จากขวา', 'จากซ้าย'])
      }
    }),
    { numRuns: 12 },
  )
})

test('text: two who write into one field are asked, and no letters are mixed', () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, unit: 'grapheme' }),
      fc.string({ minLength: 1, unit: 'grapheme' }),
      (a, b) => {
        const { plan, items } = editApart([])
        const item = items[0]!
        left.apply({ type: 'editItem', plan, item, field: 'objective', value: a })
        right.apply({ type: 'editItem', plan, item, field: 'objective', value: b })
        meet(plan)
        expect([a, b]).toContain(left.item(plan, item)?.fields.objective)
        expect(asked(left, plan)).toEqual(a === b ? [] : [{ field: 'objective', values: [a, b].sort() }])
      },
    ),
    { numRuns: 10 },
  )
})

test('a word tried here and taken back does not hide what was written there', () => {
  const { plan, items } = editApart([])
  const item = items[0]!
  left.apply({ type: 'editItem', plan, item, field: 'objective', value: 'ลองเขียน' })
  left.undo()
  right.apply({ type: 'editItem', plan, item, field: 'objective', value: 'ให้มีน้ำตลอดปี' })
  meet(plan)
  const shown = left.item(plan, item)?.fields.objective ?? null
  const values = left.questions(plan).flatMap(({ options }) => options.map(({ value }) => value))
  expect([shown, ...values]).toContain('ให้มีน้ำตลอดปี')
})

test('the same word tried here and taken back by hand does not hide it there', () => {
  const { plan, items } = editApart([])
  const item = items[0]!
  const status = (store: DocumentStore, value: string) =>
    store.apply({ type: 'editItem', plan, item, field: 'status', value })
  status(left, 'idea')
  meet(plan)
  status(left, 'proposed')
  for (const value of ['proposed', 'idea']) status(right, value)
  // However the laptops take turns in time, one of them shows the later of the two.
  left.apply({ type: 'addItem', plan, item: { fields: { title: 'สี่' } } })
  meet(plan)
  const values = left.questions(plan).flatMap(({ options }) => options.map(({ value }) => value))
  expect([left.item(plan, item)?.fields.status, ...values]).toContain('proposed')
  expect(right.questions(plan)).toEqual(left.questions(plan))
})

test('a word that one went on from and the other ended with is asked about', () => {
  const { plan, items } = editApart([])
  const item = items[0]!
  const status = (store: DocumentStore, value: string) =>
    store.apply({ type: 'editItem', plan, item, field: 'status', value })
  for (const value of ['proposed', 'ready']) status(left, value)
  status(right, 'proposed')
  meet(plan)
  for (const store of [left, right])
    expect(asked(store, plan)).toEqual([{ field: 'status', values: ['proposed', 'ready'] }])
})

test('two workbooks that style one layer for the first time meet in that style, and nothing beside it is hidden', () => {
  left.apply({ type: 'setLayerStyle', layer: 'areas:tambon', style: { fill: '#111111' } })
  left.apply({ type: 'markPilot', areas: ['400101'], pilot: true })
  right.apply({ type: 'setLayerStyle', layer: 'areas:tambon', style: { fill: '#222222' } })
  right.apply({ type: 'markPilot', areas: ['400102'], pilot: true })
  left.merge({ documentId: 'workbook', kind: 'workbook' }, right.changes('workbook'))
  const book = left.workbook()
  expect(book.pilots).toEqual(['400101', '400102'])
  expect(['#111111', '#222222']).toContain(book.styles['areas:tambon']?.fill)
})

function words(): fc.Arbitrary<Record<string, string>> {
  const text = fc.constantFrom('น้ำ', 'ดิน', 'ป่า')
  return fc.dictionary(fc.constantFrom('objective', 'kpi', 'notes', 'reason'), text)
}

/** Projects that an amphoe puts together: everybody's places, shares of money, what each tambon is told. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { optionWords } from '../contract/cell-words.ts'
import type { CommandAnswer, CommandInput } from '../contract/commands.ts'
import { openTestWorkspace } from '../documents/testing.test-support.ts'
import { answersTo } from './answer-sheet.ts'
import { type FortyTambons, openFortyTambons } from './forty-tambons.test-support.ts'
import { sayThai } from './say-thai.ts'
import { sourcesOf } from './trace.ts'

let forty: FortyTambons
beforeEach(() => {
  forty = openFortyTambons()
})
afterEach(() => forty.remove())

function run(command: CommandInput): CommandAnswer {
  return forty.run(command)
}

const first = (n: number) => ({ plan: `t${n}`, item: `t${n}-0` })

function together(...tambons: readonly number[]): string {
  return run({ type: 'takeItems', plan: '4501', items: tambons.map(first), into: { title: 'ร่วม' } }).created[0]!
}

const pointAt = (lon: number, id = 'p1') =>
  ({ id, kind: 'point', geometry: `{"type":"Point","coordinates":[${lon},16]}` }) as const

function longitudesOf(item: string): number[] {
  return (forty.store.item('4501', item)?.places ?? [])
    .map(({ geometry }) => (JSON.parse(geometry ?? '') as { coordinates: [number, number] }).coordinates[0])
    .sort()
}

test('places of one id all stand; a move below moves its own, and a drop takes its own away', () => {
  for (const [n, lon] of [
    [0, 103],
    [1, 103.1],
    [2, 103.2],
  ] as const)
    run({ type: 'moveItem', plan: `t${n}`, item: `t${n}-0`, place: pointAt(lon) })
  const joint = together(0, 1, 2)
  expect(longitudesOf(joint)).toEqual([103, 103.1, 103.2])
  expect(new Set(forty.store.item('4501', joint)?.places.map(({ id }) => id)).size).toBe(3)
  run({ type: 'moveItem', plan: 't1', item: 't1-0', place: pointAt(103.5) })
  const [, second] = sourcesOf(forty.store, '4501', joint)
  expect(second?.changes).toMatchObject([{ field: 'place:p1', own: expect.stringContaining('103.1') }])
  run({ type: 'reviewSource', plan: '4501', item: joint, source: first(1), take: ['place:p1'] })
  expect(longitudesOf(joint)).toEqual([103, 103.2, 103.5])
  run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ถอน' })
  run({ type: 'reviewSource', plan: '4501', item: joint, source: first(1), take: ['dropped'] })
  expect(longitudesOf(joint)).toEqual([103, 103.2])
})

test('of one that two laptops added to apart, a drop below takes no money that others brought', () => {
  const joint = together(0)
  const other = openTestWorkspace('อีกเครื่อง')
  const give = (from: typeof forty.store, to: typeof forty.store) =>
    to.mergeAll(from.documents().map(({ id, kind }) => ({ documentId: id, kind, changes: from.changes(id) })))
  give(forty.store, other.store)
  run({ type: 'takeItems', plan: '4501', items: [first(1)], into: { item: joint } })
  other.store.apply({ type: 'takeItems', plan: '4501', items: [first(2)], into: { item: joint } })
  give(other.store, forty.store)
  const [question] = forty.store.questions('4501')
  expect(question?.options.map(({ value }) => value).sort()).toEqual([3000, 4000])
  expect(question?.together).toBe(6000)
  run({ type: 'settle', plan: '4501', item: joint, field: question!.field, choice: 'both' })
  expect([forty.store.item('4501', joint)?.budgetBaht, forty.store.questions('4501')]).toEqual([6000, []])
  forty.store.undo()
  const { hash } = question!.options.find(({ value }) => value === 4000)!
  run({ type: 'settle', plan: '4501', item: joint, field: question!.field, choice: hash })
  run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ถอน' })
  run({ type: 'reviewSource', plan: '4501', item: joint, source: first(1), take: ['dropped'] })
  // What is left of it brought 1,000 and 3,000.
  expect(forty.store.item('4501', joint)?.budgetBaht).toBe(4000)
  other.remove()
})

test('each tambon is told what its project is part of, and no money of others as its own', () => {
  together(0, 1)
  run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-1' }] })
  expect(answersTo(forty.sources, 't0').slice(0, 2)).toMatchObject([
    { state: 'taken', takenTitle: 'ร่วม', takenBaht: null, joint: { count: 2, budgetBaht: 3000 } },
    { state: 'taken', takenBaht: 1001, joint: null },
  ])
})

test('an answer that two laptops gave otherwise names its item, and is told as not settled', () => {
  const other = openTestWorkspace('อีกเครื่อง')
  const changes = (from: typeof forty.store) =>
    from.documents().map(({ id, kind }) => ({ documentId: id, kind, changes: from.changes(id) }))
  other.store.mergeAll(changes(forty.store))
  const answer = (verdict: 'sent-back' | 'declined', why: string) =>
    ({ type: 'answerItem', plan: '4501', source: first(0), verdict, why }) as const
  run(answer('sent-back', 'ขอที่ตั้ง'))
  other.store.apply(answer('declined', 'ซ้ำ'))
  forty.store.mergeAll(changes(other.store))
  const questions = forty.store.questions('4501')
  expect(questions).toHaveLength(1)
  expect(
    optionWords(questions[0]!)
      .map((label) => sayThai(label))
      .sort(),
  ).toEqual(['“โครงการ 0-0” ส่งกลับ · ขอที่ตั้ง', '“โครงการ 0-0” ไม่รับ · ซ้ำ'])
  expect(answersTo(forty.sources, 't0').map(({ isUnsettled }) => isUnsettled)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
  other.remove()
})

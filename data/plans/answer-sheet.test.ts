/** What a tambon is told became of its items, and what happens where it changes them after it was answered. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandAnswer, CommandInput } from '../contract/commands.ts'
import { answersTo } from './answer-sheet.ts'
import { allItems, type FortyTambons, ITEMS, openFortyTambons } from './forty-tambons.test-support.ts'
import { listItems } from './read.ts'
import { itemsBelow, plansBelow } from './roll-up.ts'

let forty: FortyTambons
beforeEach(() => {
  forty = openFortyTambons()
})
afterEach(() => forty.remove())

function run(command: CommandInput): CommandAnswer {
  return forty.run(command)
}

describe('the answer sheet', () => {
  test('tells each item what became of it, with the reason of one that was dropped above', () => {
    const [taken = '', later = ''] = run({
      ...{ type: 'takeItems', plan: '4501' },
      items: [0, 1].map((n) => ({ plan: 't0', item: `t0-${n}` })),
    } as CommandInput).created
    run({ type: 'setBudget', plan: '4501', item: taken, fiscalYear: 2027, amountBaht: 700 })
    run({ type: 'dropItem', plan: '4501', item: later, why: 'เกินเพดานเงิน' })
    run({
      type: 'answerItem',
      plan: '4501',
      source: { plan: 't0', item: 't0-2' },
      verdict: 'sent-back',
      why: 'ขอที่ตั้งชัดเจน',
    })
    const told = answersTo(forty.sources, 't0').map(({ itemId, state, takenBaht, why, byPlan }) => [
      itemId,
      state,
      takenBaht,
      why,
      byPlan,
    ])
    expect(told).toEqual([
      ['t0-0', 'taken', 700, '', '4501'],
      ['t0-1', 'dropped', null, 'เกินเพดานเงิน', '4501'],
      ['t0-2', 'sent-back', null, 'ขอที่ตั้งชัดเจน', '4501'],
      ['t0-3', 'open', null, '', null],
      ['t0-4', 'open', null, '', null],
    ])
  })

  test('needs a reason to send something back, and forgets the answer when the item is taken after all', () => {
    const answer = (why: string): CommandInput => ({
      ...{ type: 'answerItem', plan: '4501', source: { plan: 't0', item: 't0-0' }, verdict: 'sent-back', why },
    })
    expect(() => run(answer('  '))).toThrow('command.invalid')
    run(answer('ขาดราคากลาง'))
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    expect(answersTo(forty.sources, 't0')[0]).toMatchObject({ state: 'taken' })
    expect(forty.store.plan('4501')?.answers).toEqual([])
  })
})

describe('what changes below after it was answered', () => {
  const source = { plan: 't0', item: 't0-0' }
  const of = () =>
    itemsBelow(forty.sources, '4501', { plan: 't0', ...allItems }).items.find(({ id }) => id === source.item)
  const waiting = () => plansBelow(forty.sources, '4501')[0]?.counts

  test.each(['sent-back', 'declined'] as const)('%s: it waits again, with the reason it was given', (verdict) => {
    run({ type: 'answerItem', plan: '4501', source, verdict, why: 'ขาดราคากลาง' })
    expect(of()).toMatchObject({ state: verdict, verdict, why: 'ขาดราคากลาง' })
    run({ type: 'setOrder', plan: 't0', item: 't0-0', before: null })
    expect(of()?.state).toBe(verdict)
    run({ type: 'setBudget', plan: 't0', item: 't0-0', fiscalYear: 2027, amountBaht: 800 })
    expect(of()).toMatchObject({ state: 'again', verdict, why: 'ขาดราคากลาง', takenAs: null })
    expect(waiting()).toMatchObject({ open: ITEMS - 1, again: 1, [verdict]: 0 })
    expect(answersTo(forty.sources, 't0').find(({ itemId }) => itemId === 't0-0')).toMatchObject({
      state: 'again',
      why: 'ขาดราคากลาง',
      byPlan: '4501',
    })
    run({ type: 'answerItem', plan: '4501', source, verdict, why: 'ยังแพง' })
    expect(of()).toMatchObject({ state: verdict, why: 'ยังแพง' })
    run({ type: 'setBudget', plan: 't0', item: 't0-0', fiscalYear: 2027, amountBaht: 500 })
    run({ type: 'takeItems', plan: '4501', items: [source] })
    expect(of()).toMatchObject({ state: 'taken', verdict: null, why: '' })
  })

  test('dropped below, which was agreed to, and restored: it waits again and may be taken', () => {
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [source] }).created
    run({ type: 'dropItem', plan: 't0', item: 't0-0', why: 'ถอน' })
    run({ type: 'reviewSource', plan: '4501', item: taken, source, take: ['dropped'] })
    expect(of()).toMatchObject({ state: 'dropped', why: 'ถอน' })
    run({ type: 'restoreItem', plan: 't0', item: 't0-0' })
    expect(of()).toMatchObject({ state: 'again', verdict: 'dropped', why: 'ถอน' })
    expect(waiting()).toMatchObject({ open: ITEMS - 1, again: 1, dropped: 0 })
    run({ type: 'takeItems', plan: '4501', items: [source] })
    expect(of()).toMatchObject({ state: 'taken', takenAs: { id: taken, budgetBaht: 1000 } })
    expect(listItems(forty.db, { plan: '4501' })).toMatchObject({ total: 1, budgetBaht: 1000 })
  })

  test('sent back and then dropped below: there is nothing to wait for', () => {
    run({ type: 'answerItem', plan: '4501', source, verdict: 'sent-back', why: 'ขาดราคากลาง' })
    run({ type: 'dropItem', plan: 't0', item: 't0-0', why: 'ถอน' })
    expect(of()).toBeUndefined()
    expect(waiting()).toMatchObject({ again: 0 })
  })
})

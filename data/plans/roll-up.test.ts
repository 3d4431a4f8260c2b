/** Forty tambon plans go up to two amphoe and the province: nothing is lost, nothing counts twice, every figure opens. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandAnswer, CommandInput } from '../contract/commands.ts'
import type { DocumentStore } from '../documents/store.ts'
import { openTestWorkspace, type TestWorkspace, tableStates } from '../documents/testing.test-support.ts'
import { answersTo } from './answer-sheet.ts'
import { budgetTotals, listItems, listPlans } from './read.ts'
import { itemsBelow, plansBelow } from './roll-up.ts'
import type { AnswerSources } from './stale-answers.ts'
import { sourcesOf, tracePlan } from './trace.ts'

let workspace: TestWorkspace
let store: DocumentStore
beforeEach(() => {
  workspace = openTestWorkspace('คณะทำงานอำเภอ')
  store = workspace.store
})
afterEach(() => workspace.remove())

const TAMBONS = 40
const ITEMS = 5
const all = { offset: 0, limit: 1000 }

function sources(): AnswerSources {
  return { db: workspace.file.db, plan: (id) => store.plan(id) }
}

function run(command: CommandInput): CommandAnswer {
  return store.apply(command)
}

function tambonCode(index: number): string {
  return `45${index < TAMBONS / 2 ? '01' : '02'}${String(index + 1).padStart(2, '0')}`
}

/** A province, two amphoe, forty tambons with five items each. */
function makePlans(): void {
  run({ type: 'createPlan', plan: 'province', fields: { title: 'แผนจังหวัด', level: 'province', areaCode: '45' } })
  for (const code of ['4501', '4502'])
    run({ type: 'createPlan', plan: code, fields: { title: `แผนอำเภอ ${code}`, level: 'amphoe', areaCode: code } })
  for (let tambon = 0; tambon < TAMBONS; tambon++) {
    const areaCode = tambonCode(tambon)
    const items = Array.from({ length: ITEMS }, (_, item) => ({
      id: `t${tambon}-${item}`,
      fields: { title: `โครงการ ${tambon}-${item}`, reason: `เหตุผล ${tambon}-${item}` },
      budgets: [{ fiscalYear: 2027, source: '', amountBaht: (tambon + 1) * 1000 + item }],
      needs: [{ indicator: 'bmn38_18', baseline: 30, survey: null }],
    }))
    const fields = { title: `แผนตำบล ${areaCode}`, level: 'tambon' as const, areaCode }
    run({ type: 'importItems', plan: `t${tambon}`, fields, items, file: 'x.xlsx' })
  }
}

function sourcesIn(amphoe: string, pick: (item: number) => boolean) {
  return Array.from({ length: TAMBONS }, (_, tambon) => tambon)
    .filter((tambon) => tambonCode(tambon).startsWith(amphoe))
    .flatMap((tambon) =>
      [...Array(ITEMS).keys()].filter(pick).map((item) => ({ plan: `t${tambon}`, item: `t${tambon}-${item}` })),
    )
}

/** What stands of a plan, as another plan may take it. */
function standing(plan: string) {
  return listItems(workspace.file.db, { plan, limit: 5000 }).items.map(({ id }) => ({ plan, item: id }))
}

test('forty tambon plans roll up to amphoe and province; every baht opens to its tambon item and reason', () => {
  makePlans()
  const { db } = workspace.file
  for (const amphoe of ['4501', '4502'])
    run({ type: 'takeItems', plan: amphoe, items: sourcesIn(amphoe, (n) => n < 3) })
  for (const amphoe of ['4501', '4502']) run({ type: 'takeItems', plan: 'province', items: standing(amphoe) })
  const trace = tracePlan(db, 'province')
  expect(trace).toMatchObject({ twice: [], missing: [] })
  expect(trace.rows).toHaveLength(TAMBONS * 3)
  for (const { title, leaves, budgetBaht } of trace.rows) {
    expect(leaves).toMatchObject([
      { title, budgetBaht, reason: title.replace('โครงการ', 'เหตุผล'), needs: ['bmn38_18'] },
    ])
    expect(leaves[0]?.planId).toMatch(/^t\d+$/)
  }
  const expected = sourcesIn('45', (n) => n < 3).reduce((sum, { item }) => {
    const [tambon, n] = item.slice(1).split('-').map(Number)
    return sum + (tambon! + 1) * 1000 + n!
  }, 0)
  expect(trace.totalBaht).toBe(expected)
  expect(
    trace.rows.reduce((sum, { leaves }) => sum + leaves.reduce((part, leaf) => part + leaf.budgetBaht, 0), 0),
  ).toBe(expected)
  expect(budgetTotals(db, 'province').totalBaht).toBe(expected)
  // All plans together: what went up counts where it arrived, the rest where it stayed.
  const stayed = sourcesIn('45', (n) => n >= 3)
  expect(budgetTotals(db).itemCount).toBe(TAMBONS * 3 + stayed.length)
  expect(listItems(db).budgetBaht).toBe(budgetTotals(db).totalBaht)
  for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
})

test('plans below are those of the place and of lower level, with what became of their items; no item is forgotten', () => {
  makePlans()
  run({ type: 'createPlan', plan: 'elsewhere', fields: { title: 'ตำบลอื่น', level: 'tambon', areaCode: '400101' } })
  run({ type: 'copyPlan', plan: 'scenario', from: 't0', title: 'ทางเลือก' })
  expect(plansBelow(sources(), '4501').map(({ planId }) => planId)).toEqual([...Array(20).keys()].map((n) => `t${n}`))
  expect(plansBelow(sources(), 'province')).toHaveLength(TAMBONS + 2)
  expect(plansBelow(sources(), 't0')).toEqual([])
  run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
  run({
    type: 'answerItem',
    plan: '4501',
    source: { plan: 't0', item: 't0-1' },
    verdict: 'sent-back',
    why: 'ขาดราคากลาง',
  })
  run({ type: 'answerItem', plan: '4501', source: { plan: 't0', item: 't0-2' }, verdict: 'declined', why: 'ซ้ำกับ อบจ.' })
  const [first] = plansBelow(sources(), '4501')
  expect(first).toMatchObject({ itemCount: 5, counts: { open: 2, taken: 1, 'sent-back': 1, declined: 1, changed: 0 } })
  const states = itemsBelow(sources(), '4501', { plan: 't0', ...all }).items.map(({ state, why }) => [state, why])
  expect(states).toEqual([
    ['taken', ''],
    ['sent-back', 'ขาดราคากลาง'],
    ['declined', 'ซ้ำกับ อบจ.'],
    ['open', ''],
    ['open', ''],
  ])
  expect(itemsBelow(sources(), '4501', { state: 'open', ...all }).total).toBe((TAMBONS / 2) * ITEMS - 3)
})

describe('the answer sheet', () => {
  test('tells each item what became of it, with the reason of one that was dropped above', () => {
    makePlans()
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
    const told = answersTo(sources(), 't0').map(({ itemId, state, takenBaht, why, byPlan }) => [
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
    makePlans()
    const answer = (why: string): CommandInput => ({
      ...{ type: 'answerItem', plan: '4501', source: { plan: 't0', item: 't0-0' }, verdict: 'sent-back', why },
    })
    expect(() => run(answer('  '))).toThrow('command.invalid')
    run(answer('ขาดราคากลาง'))
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    expect(answersTo(sources(), 't0')[0]).toMatchObject({ state: 'taken' })
    expect(store.plan('4501')?.answers).toEqual([])
  })
})

describe('what changes below after it was answered', () => {
  const source = { plan: 't0', item: 't0-0' }
  const of = () => itemsBelow(sources(), '4501', { plan: 't0', ...all }).items.find(({ id }) => id === source.item)
  const waiting = () => plansBelow(sources(), '4501')[0]?.counts

  test.each(['sent-back', 'declined'] as const)('%s: it waits again, with the reason it was given', (verdict) => {
    makePlans()
    run({ type: 'answerItem', plan: '4501', source, verdict, why: 'ขาดราคากลาง' })
    expect(of()).toMatchObject({ state: verdict, verdict, why: 'ขาดราคากลาง' })
    run({ type: 'setOrder', plan: 't0', item: 't0-0', before: null })
    expect(of()?.state).toBe(verdict)
    run({ type: 'setBudget', plan: 't0', item: 't0-0', fiscalYear: 2027, amountBaht: 800 })
    expect(of()).toMatchObject({ state: 'again', verdict, why: 'ขาดราคากลาง', takenAs: null })
    expect(waiting()).toMatchObject({ open: ITEMS - 1, again: 1, [verdict]: 0 })
    expect(answersTo(sources(), 't0').find(({ itemId }) => itemId === 't0-0')).toMatchObject({
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
    makePlans()
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [source] }).created
    run({ type: 'dropItem', plan: 't0', item: 't0-0', why: 'ถอน' })
    run({ type: 'reviewSource', plan: '4501', item: taken, source, take: ['dropped'] })
    expect(of()).toMatchObject({ state: 'dropped', why: 'ถอน' })
    run({ type: 'restoreItem', plan: 't0', item: 't0-0' })
    expect(of()).toMatchObject({ state: 'again', verdict: 'dropped', why: 'ถอน' })
    expect(waiting()).toMatchObject({ open: ITEMS - 1, again: 1, dropped: 0 })
    run({ type: 'takeItems', plan: '4501', items: [source] })
    expect(of()).toMatchObject({ state: 'taken', takenAs: { id: taken, budgetBaht: 1000 } })
    expect(listItems(workspace.file.db, { plan: '4501' })).toMatchObject({ total: 1, budgetBaht: 1000 })
  })

  test('sent back and then dropped below: there is nothing to wait for', () => {
    makePlans()
    run({ type: 'answerItem', plan: '4501', source, verdict: 'sent-back', why: 'ขาดราคากลาง' })
    run({ type: 'dropItem', plan: 't0', item: 't0-0', why: 'ถอน' })
    expect(of()).toBeUndefined()
    expect(waiting()).toMatchObject({ again: 0 })
  })
})

describe('what changes below after it was taken', () => {
  test('is shown with what was seen and what stands here, and is taken or left by choice', () => {
    makePlans()
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] }).created
    run({ type: 'editItem', plan: '4501', item: taken, field: 'title', value: 'ชื่อของอำเภอ' })
    run({ type: 'editItem', plan: 't0', item: 't0-0', field: 'title', value: 'ชื่อใหม่ของตำบล' })
    run({ type: 'setBudget', plan: 't0', item: 't0-0', fiscalYear: 2027, amountBaht: 9999 })
    expect(itemsBelow(sources(), '4501', { state: 'changed', ...all }).items).toMatchObject([{ id: 't0-0' }])
    expect(sourcesOf(store, '4501', taken)[0]?.changes).toEqual([
      { field: 'budget:2027:', before: 1000, after: 9999, own: 1000 },
      { field: 'title', before: 'โครงการ 0-0', after: 'ชื่อใหม่ของตำบล', own: 'ชื่อของอำเภอ' },
    ])
    run({
      type: 'reviewSource',
      plan: '4501',
      item: taken,
      source: { plan: 't0', item: 't0-0' },
      take: ['budget:2027:'],
    })
    expect(store.item('4501', taken)).toMatchObject({ budgetBaht: 9999, fields: { title: 'ชื่อของอำเภอ' } })
    expect(itemsBelow(sources(), '4501', { state: 'changed', ...all }).items).toEqual([])
    expect(sourcesOf(store, '4501', taken)[0]?.changes).toEqual([])
    store.undo()
    expect(itemsBelow(sources(), '4501', { state: 'changed', ...all }).total).toBe(1)
  })

  test('moving an item in its own plan, or its status there, is no change', () => {
    makePlans()
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    run({ type: 'setOrder', plan: 't0', item: 't0-0', before: null })
    run({ type: 'editItem', plan: 't0', item: 't0-0', field: 'status', value: 'proposed' })
    expect(itemsBelow(sources(), '4501', { state: 'changed', ...all }).total).toBe(0)
  })

  test('of one that was put together with others adds only what it changed by', () => {
    makePlans()
    const items = [0, 1].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 3000, sources: [{ plan: 't0' }, { plan: 't1' }] })
    run({ type: 'setBudget', plan: 't1', item: 't1-0', fiscalYear: 2027, amountBaht: 2500 })
    run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take: ['budget:2027:'] })
    expect(store.item('4501', group)?.budgetBaht).toBe(3500)
    expect(tracePlan(workspace.file.db, '4501').rows[0]?.leaves.map(({ budgetBaht }) => budgetBaht)).toEqual([
      1000, 2500,
    ])
  })

  test('dropped below, of one that was put together with others, takes out its own share and answers it as dropped', () => {
    makePlans()
    const { db } = workspace.file
    const place = { id: 'p1', kind: 'areaCode' as const, code: tambonCode(1), label: null, geometry: null }
    run({ type: 'placeItem', plan: 't1', item: 't1-0', places: [place] })
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 6000, places: [place] })
    const agree = (n: number) => {
      run({ type: 'dropItem', plan: `t${n}`, item: `t${n}-0`, why: `ถอน ${n}` })
      run({ type: 'reviewSource', plan: '4501', item: group, source: items[n]!, take: ['dropped'] })
    }
    const states = () =>
      ['t0', 't1', 't2'].map((plan) =>
        itemsBelow(sources(), '4501', { plan, ...all }).items.find(({ id }) => id === `${plan}-0`),
      )
    agree(1)
    expect(store.item('4501', group)).toMatchObject({
      ...{ budgetBaht: 4000, dropped: null, places: [] },
      needs: [{ indicator: 'bmn38_18' }],
      sources: [{ plan: 't0' }, { plan: 't2' }],
    })
    expect(states()).toMatchObject([{ state: 'taken' }, { state: 'dropped', why: 'ถอน 1' }, { state: 'taken' }])
    expect(listItems(db, { plan: '4501' })).toMatchObject({ total: 1, budgetBaht: 4000 })
    agree(0)
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 3000, dropped: null })
    agree(2)
    expect(store.item('4501', group)?.dropped).toMatchObject({ why: 'ถอน 2' })
    expect(states().map((item) => item?.state)).toEqual(['dropped', 'dropped', 'dropped'])
    expect(listItems(db, { plan: '4501' })).toMatchObject({ total: 0, budgetBaht: 0 })
    store.undo()
    store.undo()
    store.undo()
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 4000, dropped: null })
    for (const { inTable, inDocument } of tableStates(workspace)) expect(inTable).toEqual(inDocument)
  })

  test('of one that was put together, what was left of a change is no share: later changes and its drop go by what it has in it', () => {
    makePlans()
    const items = [0, 1].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    const ask = (amountBaht: number) =>
      run({ type: 'setBudget', plan: 't1', item: 't1-0', fiscalYear: 2027, amountBaht })
    const review = (...take: string[]) =>
      run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take })
    ask(2500)
    review()
    expect(store.item('4501', group)?.budgetBaht).toBe(3000)
    ask(2700)
    review('budget:2027:')
    expect(store.item('4501', group)?.budgetBaht).toBe(3700)
    expect(store.item('4501', group)?.sources[1]).not.toHaveProperty('share')
    ask(9000)
    review()
    run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ถอน' })
    review('dropped')
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 1000, sources: [{ plan: 't0' }] })
  })

  test('dropped below and not decided yet: the trace says so, by its reason, and its figures add up', () => {
    makePlans()
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } })
    run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ชาวบ้านขอถอน' })
    const trace = tracePlan(workspace.file.db, '4501')
    expect(trace).toMatchObject({ totalBaht: 6000, missing: [], rows: [{ budgetBaht: 6000, isWhole: true }] })
    expect(trace.rows[0]?.leaves.map(({ itemId, budgetBaht, dropped }) => [itemId, budgetBaht, dropped])).toEqual([
      ['t0-0', 1000, null],
      ['t1-0', 2000, 'ชาวบ้านขอถอน'],
      ['t2-0', 3000, null],
    ])
  })

  test('dropped in the plan between: the trace of the plan above ends there, by its reason', () => {
    makePlans()
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] }).created
    run({ type: 'takeItems', plan: 'province', items: [{ plan: '4501', item: taken }] })
    run({ type: 'dropItem', plan: '4501', item: taken, why: 'เกินเพดาน' })
    expect(tracePlan(workspace.file.db, 'province')).toMatchObject({
      missing: [],
      rows: [{ leaves: [{ itemId: taken, planId: '4501', dropped: 'เกินเพดาน' }] }],
    })
  })

  test('of one that was put together, dropped below but kept here, keeps all of it and is not asked about again', () => {
    makePlans()
    const items = [0, 1].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ถอน' })
    run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take: [] })
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 3000, dropped: null })
    expect(itemsBelow(sources(), '4501', { state: 'changed', ...all }).total).toBe(0)
    run({ type: 'restoreItem', plan: 't1', item: 't1-0' })
    run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take: ['dropped'] })
    expect(store.item('4501', group)).toMatchObject({ budgetBaht: 3000, dropped: null })
  })

  test('dropped below: the plan above is told', () => {
    makePlans()
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] }).created
    run({ type: 'dropItem', plan: 't0', item: 't0-0', why: 'ชาวบ้านขอถอน' })
    expect(itemsBelow(sources(), '4501', { state: 'changed', ...all }).items).toMatchObject([{ id: 't0-0' }])
    expect(sourcesOf(store, '4501', taken)).toMatchObject([{ dropped: 'ชาวบ้านขอถอน', changes: [{ field: 'dropped' }] }])
  })
})

describe('nothing counts twice', () => {
  test('taking what is taken already takes nothing', () => {
    makePlans()
    const items = [{ plan: 't0', item: 't0-0' }]
    run({ type: 'takeItems', plan: '4501', items })
    expect(run({ type: 'takeItems', plan: '4501', items })).toMatchObject({ hash: null, created: [] })
  })

  test('two laptops of one team take the same item, alone and in a group: the plan says so and counts it once', () => {
    makePlans()
    const other = openTestWorkspace('อีกเครื่อง')
    const share = (from: DocumentStore, to: DocumentStore) =>
      to.mergeAll(from.documents().map(({ id, kind }) => ({ documentId: id, kind, changes: from.changes(id) })))
    share(store, other.store)
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    other.store.apply({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    share(other.store, store)
    expect(listItems(workspace.file.db, { plan: '4501' })).toMatchObject({ total: 1, budgetBaht: 1000 })
    share(store, other.store)
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't1', item: 't1-0' }] })
    const both = [1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    other.store.apply({ type: 'takeItems', plan: '4501', items: both, into: { title: 'สองตำบล' } })
    share(other.store, store)
    const { db } = workspace.file
    const trace = tracePlan(db, '4501')
    const counted = trace.rows.flatMap(({ leaves }) => leaves.map(({ itemId }) => itemId))
    expect(listPlans(db).find(({ id }) => id === '4501')?.budgetBaht).toBe(trace.totalBaht)
    expect(budgetTotals(db, '4501').totalBaht).toBe(trace.totalBaht)
    expect(counted.sort()).toEqual(['t0-0', 't1-0', 't2-0'])
    expect(trace.twice).toMatchObject([{ title: 'โครงการ 1-0', budgetBaht: 2000 }])
    other.remove()
  })

  test('what stands under an item that was taken is shown as being in it, and waits no more', () => {
    makePlans()
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    const waiting = () => itemsBelow(sources(), 'province', { plan: 't1', state: 'open', ...all }).total
    expect(waiting()).toBe(ITEMS)
    const [upper = ''] = run({ type: 'takeItems', plan: 'province', items: [{ plan: '4501', item: group }] }).created
    expect(waiting()).toBe(ITEMS - 1)
    expect(itemsBelow(sources(), 'province', { state: 'within', ...all }).items).toMatchObject(
      items.map(({ item }) => ({ id: item, takenAs: { id: upper, title: 'น้ำทั้งอำเภอ', budgetBaht: 6000 } })),
    )
    expect(plansBelow(sources(), 'province').find(({ planId }) => planId === 't1')?.counts).toMatchObject({
      within: 1,
      open: 4,
    })
    run({ type: 'dropItem', plan: 'province', item: upper, why: 'เกินเพดาน' })
    expect(waiting()).toBe(ITEMS)
  })

  test('an item and what it stands on in a plan below, both taken up, count once and are named', () => {
    makePlans()
    const { db } = workspace.file
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    run({ type: 'takeItems', plan: 'province', items: [items[0]!] })
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    run({ type: 'takeItems', plan: 'province', items: [{ plan: '4501', item: group }] })
    const trace = tracePlan(db, 'province')
    expect(trace).toMatchObject({ totalBaht: 6000, rows: [{ title: 'น้ำทั้งอำเภอ' }], twice: [{ title: 'โครงการ 0-0' }] })
    expect(listPlans(db).find(({ id }) => id === 'province')?.budgetBaht).toBe(6000)
    expect(listItems(db, { plan: 'province' })).toMatchObject({ total: 2, budgetBaht: 6000 })
    expect(budgetTotals(db, 'province').totalBaht).toBe(6000)
    const rest = budgetTotals(db).totalBaht
    run({ type: 'dropItem', plan: 'province', item: trace.twice[0]!.itemId, why: 'ซ้ำ' })
    expect(tracePlan(db, 'province')).toMatchObject({ totalBaht: 6000, twice: [] })
    expect(budgetTotals(db).totalBaht).toBe(rest)
  })

  test('totals equal what they open to, whatever is taken, put together, dropped and adjusted', () => {
    makePlans()
    const step = fc.record({
      kind: fc.constantFrom('take', 'group', 'drop', 'budget', 'up', 'past'),
      tambon: fc.nat(TAMBONS - 1),
      item: fc.nat(ITEMS - 1),
      amount: fc.nat(10_000),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { db } = workspace.file
        for (const { kind, tambon, item, amount } of steps) {
          const plan = tambonCode(tambon).slice(0, 4)
          const source = { plan: `t${tambon}`, item: `t${tambon}-${item}` }
          const own = standing(plan)[item]
          if (kind === 'take') run({ type: 'takeItems', plan, items: [source] })
          else if (kind === 'group') run({ type: 'takeItems', plan, items: [source], into: { title: `กลุ่ม ${amount}` } })
          else if (kind === 'past') run({ type: 'takeItems', plan: 'province', items: [source] })
          else if (own && kind === 'up')
            run({
              type: 'takeItems',
              plan: 'province',
              items: standing(plan).slice(0, 3).concat(own),
            })
          else if (own && kind === 'drop') run({ type: 'dropItem', plan, item: own.item, why: 'ลอง' })
          else if (own) run({ type: 'setBudget', plan, item: own.item, fiscalYear: 2027, amountBaht: amount })
        }
        for (const plan of ['4501', '4502', 'province']) {
          const trace = tracePlan(db, plan)
          const sum = trace.rows.reduce((total, { budgetBaht }) => total + budgetBaht, 0)
          expect(trace.totalBaht).toBe(sum)
          expect(budgetTotals(db, plan).totalBaht).toBe(sum)
          expect(listItems(db, { plan }).budgetBaht).toBe(sum)
          for (const { isOwn, leaves, itemId } of trace.rows)
            if (!isOwn && !trace.missing.some((each) => each.itemId === itemId))
              expect(leaves.length).toBeGreaterThan(0)
          const leaves = trace.rows.flatMap((row) => row.leaves.map((leaf) => leaf.itemId))
          expect(new Set(leaves).size).toBe(leaves.length)
        }
      }),
      { numRuns: 12 },
    )
  })
})

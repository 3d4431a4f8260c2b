/** Forty tambon plans go up to two amphoe and the province: nothing is lost, nothing counts twice, every figure opens. */
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { CommandAnswer, CommandInput } from '../contract/commands.ts'
import type { DocumentStore } from '../documents/store.ts'
import { openTestWorkspace, tableStates } from '../documents/testing.test-support.ts'
import {
  allItems,
  type FortyTambons,
  ITEMS,
  openFortyTambons,
  sourcesIn,
  TAMBONS,
  tambonCode,
} from './forty-tambons.test-support.ts'
import { budgetTotals, listItems, listPlans } from './read.ts'
import { itemsBelow, plansBelow } from './roll-up.ts'
import { sourcesOf, tracePlan } from './trace.ts'

let forty: FortyTambons
beforeEach(() => {
  forty = openFortyTambons()
})
afterEach(() => forty.remove())

function run(command: CommandInput): CommandAnswer {
  return forty.run(command)
}

test('forty tambon plans roll up to amphoe and province; every baht opens to its tambon item and reason', () => {
  for (const amphoe of ['4501', '4502'])
    run({ type: 'takeItems', plan: amphoe, items: sourcesIn(amphoe, (n) => n < 3) })
  for (const amphoe of ['4501', '4502']) run({ type: 'takeItems', plan: 'province', items: forty.standing(amphoe) })
  const trace = tracePlan(forty.db, 'province')
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
  expect(budgetTotals(forty.db, 'province').totalBaht).toBe(expected)
  // All plans together: what went up counts where it arrived, the rest where it stayed.
  const stayed = sourcesIn('45', (n) => n >= 3)
  expect(budgetTotals(forty.db).itemCount).toBe(TAMBONS * 3 + stayed.length)
  expect(listItems(forty.db).budgetBaht).toBe(budgetTotals(forty.db).totalBaht)
  for (const { inTable, inDocument } of tableStates(forty.workspace)) expect(inTable).toEqual(inDocument)
})

test('plans below are those of the place and of lower level, with what became of their items; no item is forgotten', () => {
  run({ type: 'createPlan', plan: 'elsewhere', fields: { title: 'ตำบลอื่น', level: 'tambon', areaCode: '400101' } })
  run({ type: 'copyPlan', plan: 'scenario', from: 't0', title: 'ทางเลือก' })
  expect(plansBelow(forty.sources, '4501').map(({ planId }) => planId)).toEqual(
    [...Array(20).keys()].map((n) => `t${n}`),
  )
  expect(plansBelow(forty.sources, 'province')).toHaveLength(TAMBONS + 2)
  expect(plansBelow(forty.sources, 't0')).toEqual([])
  run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
  run({
    type: 'answerItem',
    plan: '4501',
    source: { plan: 't0', item: 't0-1' },
    verdict: 'sent-back',
    why: 'ขาดราคากลาง',
  })
  run({ type: 'answerItem', plan: '4501', source: { plan: 't0', item: 't0-2' }, verdict: 'declined', why: 'ซ้ำกับ อบจ.' })
  const [first] = plansBelow(forty.sources, '4501')
  expect(first).toMatchObject({ itemCount: 5, counts: { open: 2, taken: 1, 'sent-back': 1, declined: 1, changed: 0 } })
  const states = itemsBelow(forty.sources, '4501', { plan: 't0', ...allItems }).items.map(({ state, why }) => [
    state,
    why,
  ])
  expect(states).toEqual([
    ['taken', ''],
    ['sent-back', 'ขาดราคากลาง'],
    ['declined', 'ซ้ำกับ อบจ.'],
    ['open', ''],
    ['open', ''],
  ])
  expect(itemsBelow(forty.sources, '4501', { state: 'open', ...allItems }).total).toBe((TAMBONS / 2) * ITEMS - 3)
})

describe('what changes below after it was taken', () => {
  test('is shown with what was seen and what stands here, and is taken or left by choice', () => {
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] }).created
    run({ type: 'editItem', plan: '4501', item: taken, field: 'title', value: 'ชื่อของอำเภอ' })
    run({ type: 'editItem', plan: 't0', item: 't0-0', field: 'title', value: 'ชื่อใหม่ของตำบล' })
    run({ type: 'setBudget', plan: 't0', item: 't0-0', fiscalYear: 2027, amountBaht: 9999 })
    expect(itemsBelow(forty.sources, '4501', { state: 'changed', ...allItems }).items).toMatchObject([{ id: 't0-0' }])
    expect(sourcesOf(forty.store, '4501', taken)[0]?.changes).toEqual([
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
    expect(forty.store.item('4501', taken)).toMatchObject({ budgetBaht: 9999, fields: { title: 'ชื่อของอำเภอ' } })
    expect(itemsBelow(forty.sources, '4501', { state: 'changed', ...allItems }).items).toEqual([])
    expect(sourcesOf(forty.store, '4501', taken)[0]?.changes).toEqual([])
    forty.store.undo()
    expect(itemsBelow(forty.sources, '4501', { state: 'changed', ...allItems }).total).toBe(1)
  })

  test('moving an item in its own plan, or its status there, is no change', () => {
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    run({ type: 'setOrder', plan: 't0', item: 't0-0', before: null })
    run({ type: 'editItem', plan: 't0', item: 't0-0', field: 'status', value: 'proposed' })
    expect(itemsBelow(forty.sources, '4501', { state: 'changed', ...allItems }).total).toBe(0)
  })

  test('of one that was put together with others adds only what it changed by', () => {
    const items = [0, 1].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    expect(forty.store.item('4501', group)).toMatchObject({
      budgetBaht: 3000,
      sources: [{ plan: 't0' }, { plan: 't1' }],
    })
    run({ type: 'setBudget', plan: 't1', item: 't1-0', fiscalYear: 2027, amountBaht: 2500 })
    run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take: ['budget:2027:'] })
    expect(forty.store.item('4501', group)?.budgetBaht).toBe(3500)
    expect(tracePlan(forty.db, '4501').rows[0]?.leaves.map(({ budgetBaht }) => budgetBaht)).toEqual([1000, 2500])
  })

  test('dropped below, of one that was put together with others, takes out its own share and answers it as dropped', () => {
    const place = { id: 'p1', kind: 'areaCode' as const, code: tambonCode(1), label: null, geometry: null }
    run({ type: 'placeItem', plan: 't1', item: 't1-0', places: [place] })
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    expect(forty.store.item('4501', group)).toMatchObject({ budgetBaht: 6000, places: [place] })
    const agree = (n: number) => {
      run({ type: 'dropItem', plan: `t${n}`, item: `t${n}-0`, why: `ถอน ${n}` })
      run({ type: 'reviewSource', plan: '4501', item: group, source: items[n]!, take: ['dropped'] })
    }
    const states = () =>
      ['t0', 't1', 't2'].map((plan) =>
        itemsBelow(forty.sources, '4501', { plan, ...allItems }).items.find(({ id }) => id === `${plan}-0`),
      )
    agree(1)
    expect(forty.store.item('4501', group)).toMatchObject({
      ...{ budgetBaht: 4000, dropped: null, places: [] },
      needs: [{ indicator: 'bmn38_18' }],
      sources: [{ plan: 't0' }, { plan: 't2' }],
    })
    expect(states()).toMatchObject([{ state: 'taken' }, { state: 'dropped', why: 'ถอน 1' }, { state: 'taken' }])
    expect(listItems(forty.db, { plan: '4501' })).toMatchObject({ total: 1, budgetBaht: 4000 })
    agree(0)
    expect(forty.store.item('4501', group)).toMatchObject({ budgetBaht: 3000, dropped: null })
    agree(2)
    expect(forty.store.item('4501', group)?.dropped).toMatchObject({ why: 'ถอน 2' })
    expect(states().map((item) => item?.state)).toEqual(['dropped', 'dropped', 'dropped'])
    expect(listItems(forty.db, { plan: '4501' })).toMatchObject({ total: 0, budgetBaht: 0 })
    forty.store.undo()
    forty.store.undo()
    forty.store.undo()
    expect(forty.store.item('4501', group)).toMatchObject({ budgetBaht: 4000, dropped: null })
    for (const { inTable, inDocument } of tableStates(forty.workspace)) expect(inTable).toEqual(inDocument)
  })

  test('of one that was put together, what was left of a change is no share: later changes and its drop go by what it has in it', () => {
    const items = [0, 1].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    const ask = (amountBaht: number) =>
      run({ type: 'setBudget', plan: 't1', item: 't1-0', fiscalYear: 2027, amountBaht })
    const review = (...take: string[]) =>
      run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take })
    ask(2500)
    review()
    expect(forty.store.item('4501', group)?.budgetBaht).toBe(3000)
    ask(2700)
    review('budget:2027:')
    expect(forty.store.item('4501', group)?.budgetBaht).toBe(3700)
    expect(forty.store.item('4501', group)?.sources[1]).not.toHaveProperty('share')
    ask(9000)
    review()
    run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ถอน' })
    review('dropped')
    expect(forty.store.item('4501', group)).toMatchObject({ budgetBaht: 1000, sources: [{ plan: 't0' }] })
  })

  test('dropped below and not decided yet: the trace says so, by its reason, and its figures add up', () => {
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } })
    run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ชาวบ้านขอถอน' })
    const trace = tracePlan(forty.db, '4501')
    expect(trace).toMatchObject({ totalBaht: 6000, missing: [], rows: [{ budgetBaht: 6000, isWhole: true }] })
    expect(trace.rows[0]?.leaves.map(({ itemId, budgetBaht, dropped }) => [itemId, budgetBaht, dropped])).toEqual([
      ['t0-0', 1000, null],
      ['t1-0', 2000, 'ชาวบ้านขอถอน'],
      ['t2-0', 3000, null],
    ])
  })

  test('dropped in the plan between: the trace of the plan above ends there, by its reason', () => {
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] }).created
    run({ type: 'takeItems', plan: 'province', items: [{ plan: '4501', item: taken }] })
    run({ type: 'dropItem', plan: '4501', item: taken, why: 'เกินเพดาน' })
    expect(tracePlan(forty.db, 'province')).toMatchObject({
      missing: [],
      rows: [{ leaves: [{ itemId: taken, planId: '4501', dropped: 'เกินเพดาน' }] }],
    })
  })

  test('of one that was put together, dropped below but kept here, keeps all of it and is not asked about again', () => {
    const items = [0, 1].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    run({ type: 'dropItem', plan: 't1', item: 't1-0', why: 'ถอน' })
    run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take: [] })
    expect(forty.store.item('4501', group)).toMatchObject({ budgetBaht: 3000, dropped: null })
    expect(itemsBelow(forty.sources, '4501', { state: 'changed', ...allItems }).total).toBe(0)
    run({ type: 'restoreItem', plan: 't1', item: 't1-0' })
    run({ type: 'reviewSource', plan: '4501', item: group, source: items[1]!, take: ['dropped'] })
    expect(forty.store.item('4501', group)).toMatchObject({ budgetBaht: 3000, dropped: null })
  })

  test('dropped below: the plan above is told', () => {
    const [taken = ''] = run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] }).created
    run({ type: 'dropItem', plan: 't0', item: 't0-0', why: 'ชาวบ้านขอถอน' })
    expect(itemsBelow(forty.sources, '4501', { state: 'changed', ...allItems }).items).toMatchObject([{ id: 't0-0' }])
    expect(sourcesOf(forty.store, '4501', taken)).toMatchObject([
      { dropped: 'ชาวบ้านขอถอน', changes: [{ field: 'dropped' }] },
    ])
  })
})

describe('nothing counts twice', () => {
  test.each([
    ['itself', '4501', 'แผนอำเภอ 4501'],
    ['the plan above', 't0', 'แผนตำบล 450101'],
  ])('a plan takes nothing from %s', (_, plan, into) => {
    run({ type: 'addItem', plan: '4501', item: { id: 'own', fields: { title: 'ของอำเภอ' } } })
    const take = () =>
      run({
        type: 'takeItems',
        plan,
        items: [
          { plan: 't1', item: 't1-0' },
          { plan: '4501', item: 'own' },
        ],
      })
    expect(take).toThrow('plan.not-below')
    expect(take).toThrow(expect.objectContaining({ values: { into, from: 'แผนอำเภอ 4501' } }))
    expect(listItems(forty.db, { plan })).toMatchObject({ total: plan === '4501' ? 1 : ITEMS })
  })

  test('a plan may take from one beside it, as an authority does from the community', () => {
    run({
      type: 'createPlan',
      plan: 'authority',
      fields: { title: 'แผน อบต.', level: 'local-authority', areaCode: '450101' },
    })
    run({ type: 'takeItems', plan: 'authority', items: [{ plan: 't0', item: 't0-0' }] })
    expect(tracePlan(forty.db, 'authority')).toMatchObject({
      totalBaht: 1000,
      rows: [{ leaves: [{ itemId: 't0-0' }] }],
    })
  })

  test('taking what is taken already takes nothing', () => {
    const items = [{ plan: 't0', item: 't0-0' }]
    run({ type: 'takeItems', plan: '4501', items })
    expect(run({ type: 'takeItems', plan: '4501', items })).toMatchObject({ hash: null, created: [] })
  })

  test('two laptops of one team take the same item, alone and in a group: the plan says so and counts it once', () => {
    const other = openTestWorkspace('อีกเครื่อง')
    const share = (from: DocumentStore, to: DocumentStore) =>
      to.mergeAll(from.documents().map(({ id, kind }) => ({ documentId: id, kind, changes: from.changes(id) })))
    share(forty.store, other.store)
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    other.store.apply({ type: 'takeItems', plan: '4501', items: [{ plan: 't0', item: 't0-0' }] })
    share(other.store, forty.store)
    expect(listItems(forty.db, { plan: '4501' })).toMatchObject({ total: 1, budgetBaht: 1000 })
    share(forty.store, other.store)
    run({ type: 'takeItems', plan: '4501', items: [{ plan: 't1', item: 't1-0' }] })
    const both = [1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    other.store.apply({ type: 'takeItems', plan: '4501', items: both, into: { title: 'สองตำบล' } })
    share(other.store, forty.store)
    const trace = tracePlan(forty.db, '4501')
    const counted = trace.rows.flatMap(({ leaves }) => leaves.map(({ itemId }) => itemId))
    expect(listPlans(forty.db).find(({ id }) => id === '4501')?.budgetBaht).toBe(trace.totalBaht)
    expect(budgetTotals(forty.db, '4501').totalBaht).toBe(trace.totalBaht)
    expect(counted.sort()).toEqual(['t0-0', 't1-0', 't2-0'])
    expect(trace.twice).toMatchObject([{ title: 'โครงการ 1-0', budgetBaht: 2000 }])
    other.remove()
  })

  test('what stands under an item that was taken is shown as being in it, and waits no more', () => {
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    const waiting = () => itemsBelow(forty.sources, 'province', { plan: 't1', state: 'open', ...allItems }).total
    expect(waiting()).toBe(ITEMS)
    const [upper = ''] = run({ type: 'takeItems', plan: 'province', items: [{ plan: '4501', item: group }] }).created
    expect(waiting()).toBe(ITEMS - 1)
    expect(itemsBelow(forty.sources, 'province', { state: 'within', ...allItems }).items).toMatchObject(
      items.map(({ item }) => ({ id: item, takenAs: { id: upper, title: 'น้ำทั้งอำเภอ', budgetBaht: 6000 } })),
    )
    expect(plansBelow(forty.sources, 'province').find(({ planId }) => planId === 't1')?.counts).toMatchObject({
      within: 1,
      open: 4,
    })
    run({ type: 'dropItem', plan: 'province', item: upper, why: 'เกินเพดาน' })
    expect(waiting()).toBe(ITEMS)
  })

  test('an item and what it stands on in a plan below, both taken up, count once and are named', () => {
    const items = [0, 1, 2].map((n) => ({ plan: `t${n}`, item: `t${n}-0` }))
    run({ type: 'takeItems', plan: 'province', items: [items[0]!] })
    const [group = ''] = run({ type: 'takeItems', plan: '4501', items, into: { title: 'น้ำทั้งอำเภอ' } }).created
    run({ type: 'takeItems', plan: 'province', items: [{ plan: '4501', item: group }] })
    const trace = tracePlan(forty.db, 'province')
    expect(trace).toMatchObject({ totalBaht: 6000, rows: [{ title: 'น้ำทั้งอำเภอ' }], twice: [{ title: 'โครงการ 0-0' }] })
    expect(listPlans(forty.db).find(({ id }) => id === 'province')?.budgetBaht).toBe(6000)
    expect(listItems(forty.db, { plan: 'province' })).toMatchObject({ total: 2, budgetBaht: 6000 })
    expect(budgetTotals(forty.db, 'province').totalBaht).toBe(6000)
    const rest = budgetTotals(forty.db).totalBaht
    run({ type: 'dropItem', plan: 'province', item: trace.twice[0]!.itemId, why: 'ซ้ำ' })
    expect(tracePlan(forty.db, 'province')).toMatchObject({ totalBaht: 6000, twice: [] })
    expect(budgetTotals(forty.db).totalBaht).toBe(rest)
  })

  test('what two plans above took, the province past its amphoe, counts once among all plans', () => {
    const source = { plan: 't0', item: 't0-0' }
    const before = budgetTotals(forty.db).totalBaht
    for (const plan of ['4501', 'province']) run({ type: 'takeItems', plan, items: [source] })
    for (const plan of ['4501', 'province']) expect(budgetTotals(forty.db, plan).totalBaht).toBe(1000)
    expect(budgetTotals(forty.db)).toMatchObject({ totalBaht: before, itemCount: TAMBONS * ITEMS })
    expect(listItems(forty.db)).toMatchObject({ budgetBaht: before })
    const counted = listItems(forty.db, { limit: 5000 }).items.filter(
      (item) => item.counted && item.title === 'โครงการ 0-0',
    )
    expect(counted.map(({ planId }) => planId)).toEqual(['province'])
    // The amphoe puts it together with another: the whole of that counts, and nothing of it again.
    run({
      type: 'takeItems',
      plan: '4501',
      items: [{ plan: 't1', item: 't1-0' }],
      into: { item: forty.standing('4501')[0]!.item },
    })
    expect(budgetTotals(forty.db)).toMatchObject({ totalBaht: before, itemCount: TAMBONS * ITEMS - 1 })
  })

  test('totals equal what they open to, whatever is taken, put together, dropped and adjusted', () => {
    const step = fc.record({
      kind: fc.constantFrom('take', 'group', 'drop', 'budget', 'up', 'past'),
      tambon: fc.nat(TAMBONS - 1),
      item: fc.nat(ITEMS - 1),
      amount: fc.nat(10_000),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        for (const { kind, tambon, item, amount } of steps) {
          const plan = tambonCode(tambon).slice(0, 4)
          const source = { plan: `t${tambon}`, item: `t${tambon}-${item}` }
          const own = forty.standing(plan)[item]
          if (kind === 'take') run({ type: 'takeItems', plan, items: [source] })
          else if (kind === 'group') run({ type: 'takeItems', plan, items: [source], into: { title: `กลุ่ม ${amount}` } })
          else if (kind === 'past') run({ type: 'takeItems', plan: 'province', items: [source] })
          else if (own && kind === 'up')
            run({
              type: 'takeItems',
              plan: 'province',
              items: forty.standing(plan).slice(0, 3).concat(own),
            })
          else if (own && kind === 'drop') run({ type: 'dropItem', plan, item: own.item, why: 'ลอง' })
          else if (own) run({ type: 'setBudget', plan, item: own.item, fiscalYear: 2027, amountBaht: amount })
        }
        for (const plan of ['4501', '4502', 'province']) {
          const trace = tracePlan(forty.db, plan)
          const sum = trace.rows.reduce((total, { budgetBaht }) => total + budgetBaht, 0)
          expect(trace.totalBaht).toBe(sum)
          expect(budgetTotals(forty.db, plan).totalBaht).toBe(sum)
          expect(listItems(forty.db, { plan }).budgetBaht).toBe(sum)
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

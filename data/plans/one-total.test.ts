/** Two laptops put overlapping groups together and merge: wherever the plan's money is added up, it is one figure. */
import { writeFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { PlanItem } from '../contract/plans.ts'
import type { DocumentStore } from '../documents/store.ts'
import { openTestWorkspace, type TestWorkspace } from '../documents/testing.test-support.ts'
import { readWorkbook } from '../exchange/tables/read-workbook.ts'
import { compareStates } from './compare.ts'
import { exportPlan } from './export-plan.ts'
import { listItemsWithArea } from './item-areas.ts'
import { readSourceLinks, uncountedItems } from './overlaps.ts'
import { PlanNotesKeeper } from './plan-notes.ts'
import { readRanking } from './ranking.ts'
import { budgetTotals, listItems, listPlans } from './read.ts'
import { plansBelow } from './roll-up.ts'
import { readState } from './states.ts'
import { tracePlan } from './trace.ts'

const YEAR = 2027
const MILLION = 1_000_000
const CEILING = 2.5 * MILLION

let here: TestWorkspace
let other: TestWorkspace
beforeEach(() => {
  here = openTestWorkspace('เครื่องหนึ่ง')
  other = openTestWorkspace('อีกเครื่อง')
})
afterEach(() => {
  here.remove()
  other.remove()
})

function share(from: DocumentStore, to: DocumentStore): void {
  to.mergeAll(from.documents().map(({ id, kind }) => ({ documentId: id, kind, changes: from.changes(id) })))
}

/** Tambon items of one, two and three million; one laptop groups the first two, the other the last two. */
function makeOverlap(): void {
  const { store } = here
  store.apply({ type: 'createPlan', plan: 'p', fields: { title: 'จังหวัด', level: 'province', areaCode: '45' } })
  store.apply({ type: 'createPlan', plan: 'a', fields: { title: 'อำเภอ', level: 'amphoe', areaCode: '4501' } })
  store.apply({ type: 'setCeiling', plan: 'a', fiscalYear: YEAR, amountBaht: CEILING })
  for (const n of [1, 2, 3]) {
    const budgets = [{ fiscalYear: YEAR, source: '', amountBaht: n * MILLION }]
    const fields = { title: `ตำบล ${n}`, level: 'tambon' as const, areaCode: `45010${n}` }
    const items = [{ id: `t${n}-0`, fields: { title: `หนองน้ำ ${n}` }, budgets }]
    store.apply({ type: 'importItems', plan: `t${n}`, fields, items, file: 'x.xlsx' })
  }
  share(here.store, other.store)
  const group = (to: DocumentStore, tambons: readonly number[]) =>
    to.apply({
      ...{ type: 'takeItems', plan: 'a', items: tambons.map((n) => ({ plan: `t${n}`, item: `t${n}-0` })) },
      into: { title: `รวม ${tambons.join('+')}` },
    })
  group(here.store, [1, 2])
  group(other.store, [2, 3])
  share(other.store, here.store)
}

/** The last figure of the row that begins so, of a sheet of the exported workbook. */
async function sumIn(sheet: string, label: string): Promise<number> {
  const path = `${here.path}.xlsx`
  writeFileSync(path, exportPlan(here.file.db, { plan: 'a', format: 'xlsx' }))
  const rows = (await readWorkbook(path, 'xlsx')).find(({ name }) => name === sheet)?.rows ?? []
  const row = rows.findLast((cells) => cells?.some((cell) => String(cell ?? '').startsWith(label)))
  return Number(row?.findLast((cell) => cell !== null && /^\d+$/.test(String(cell))))
}

test('the plan has one total, in every list, form, note and comparison', async () => {
  makeOverlap()
  const { store, file } = here
  const { db } = file
  const { totalBaht, rows, twice } = tracePlan(db, 'a')
  expect([rows.length, twice.length]).toEqual([1, 1])
  expect(totalBaht).toBe(rows[0]?.title === 'รวม 1+2' ? 3 * MILLION : 5 * MILLION)

  const page = listItems(db, { plan: 'a' })
  const plan = store.plan('a')!
  const ranked = { items: store.items('a'), uncounted: uncountedItems(db, 'a') }
  const state = readState(store, { plan: 'a' }, readSourceLinks(db))
  const comparison = compareStates(state, state)
  const totals = {
    plans: listPlans(db).find(({ id }) => id === 'a')?.budgetBaht,
    items: page.budgetBaht,
    counted: page.items.filter(({ counted }) => counted).reduce((sum, { budgetBaht }) => sum + budgetBaht, 0),
    budgets: budgetTotals(db, 'a').totalBaht,
    ranking: readRanking(plan, ranked, { fiscalYear: YEAR }).totalBaht,
    below: plansBelow({ db, plan: (id) => store.plan(id) }, 'p').find(({ planId }) => planId === 'a')?.budgetBaht,
    compared: comparison.left.budgetBaht,
    comparedMoney: comparison.money.reduce((sum, { leftBaht }) => sum + leftBaht, 0),
    p01: await sumIn('ผ.01', 'รวมทั้งสิ้น'),
    p02: await sumIn('ผ.02', 'รวม 1 โครงการ (ไม่นับอีก 1 โครงการ'),
  }
  expect(totals).toEqual(Object.fromEntries(Object.keys(totals).map((where) => [where, totalBaht])))
  const counts = {
    plans: listPlans(db).find(({ id }) => id === 'a')?.itemCount,
    budgets: budgetTotals(db, 'a').itemCount,
    below: plansBelow({ db, plan: (id) => store.plan(id) }, 'p').find(({ planId }) => planId === 'a')?.itemCount,
  }
  expect(counts).toEqual({ plans: 1, budgets: 1, below: 1 })

  const keeper = new PlanNotesKeeper({ db, plan: (id) => store.plan(id), area: () => null })
  const noted = keeper.of('a')
  expect(noted?.summary.notes.find(({ field }) => field === 'ceilings')?.values.over).toBe(totalBaht - CEILING)
  expect(noted?.byItem.get(twice[0]!.itemId)?.map(({ rule }) => rule)).not.toContain('over-ceiling')
  // All plans together: what went up counts where it arrived, once.
  expect(listItems(db).budgetBaht).toBe(totalBaht)
  expect(budgetTotals(db).totalBaht).toBe(totalBaht)
  const sumOfPlaces = () => listItemsWithArea(db, () => null).reduce((sum, { budgetBaht }) => sum + budgetBaht, 0)
  expect(sumOfPlaces()).toBe(totalBaht)
  store.apply({ type: 'copyPlan', plan: 'scenario', from: 'a', title: 'ทางเลือก' })
  expect(sumOfPlaces()).toBe(totalBaht)
})

test('the form lists every project and says which of them does not count', async () => {
  makeOverlap()
  const path = `${here.path}.xlsx`
  writeFileSync(path, exportPlan(here.file.db, { plan: 'a', format: 'xlsx' }))
  const cells = (await readWorkbook(path, 'xlsx')).find(({ name }) => name === 'ผ.02')?.rows ?? []
  const rowOf = (title: string) => cells.find((row) => row?.includes(title))
  const [uncounted] = tracePlan(here.file.db, 'a').twice
  const items: readonly PlanItem[] = here.store.items('a')
  for (const { id, fields } of items) {
    const says = rowOf(fields.title)?.includes('ไม่นับในยอดรวม เพราะซ้ำต้นทางกับโครงการอื่น')
    expect([fields.title, says]).toEqual([fields.title, id === uncounted?.itemId])
  }
})

test('once it is settled all of it counts', async () => {
  makeOverlap()
  const [uncounted] = tracePlan(here.file.db, 'a').twice
  here.store.apply({ type: 'dropItem', plan: 'a', item: uncounted!.itemId, why: 'ซ้ำ' })
  const { totalBaht, twice } = tracePlan(here.file.db, 'a')
  expect(twice).toEqual([])
  expect(await sumIn('ผ.02', 'รวม 1 โครงการ')).toBe(totalBaht)
  expect(listItems(here.file.db, { plan: 'a' }).items.every(({ counted }) => counted)).toBe(true)
})

/** Plans go from laptop to laptop as packs, through the workbench and its command line: looked over, chosen, taken, settled. */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { HistoryEntry, JobState } from '../data/contract/api.ts'
import type { CommandAnswer, CommandInput } from '../data/contract/commands.ts'
import type { MergeOutcome, MergeReview, MergeSession } from '../data/contract/merges.ts'
import type { ItemPage, PlanItem, PlanSummary } from '../data/contract/plans.ts'
import type { Question } from '../data/contract/questions.ts'
import { readPack } from '../data/packs/read-pack.ts'
import { type Bench, openBench, runCli, temporaryFolder } from './harness.ts'

let folder: ReturnType<typeof temporaryFolder>
const open: Bench[] = []
const plan = 'plan-shared'

beforeEach(() => {
  folder = temporaryFolder('merge')
})
afterEach(async () => {
  for (const bench of open.splice(0)) await bench.close()
  folder.remove()
})

function laptop(name: string): Bench {
  const bench = openBench(join(folder.path, `${name}.gpkg`))
  open.push(bench)
  return bench
}

async function apply(bench: Bench, command: CommandInput): Promise<CommandAnswer> {
  return bench.post<CommandAnswer>('/api/commands', command)
}

/** The pack of a plan as a file. */
async function packOf(bench: Bench, name: string, planId = plan): Promise<string> {
  const job = await bench.job(await bench.post<JobState>('/api/packs', { plan: planId }))
  if (job.result?.kind !== 'file') throw new Error('no pack')
  const response = await bench.ask(`/api/files/${job.result.token}`)
  const path = join(folder.path, `${name}.plan.gpkg`)
  writeFileSync(path, Buffer.from(await response.arrayBuffer()))
  return path
}

async function review(bench: Bench, paths: readonly string[]): Promise<MergeSession> {
  const tokens = await bench.post<{ token: string }[]>('/api/paths', { paths })
  return bench.post<MergeSession>('/api/merges', { tokens: tokens.map(({ token }) => token) })
}

async function take(bench: Bench, paths: readonly string[], chosen: object = {}): Promise<MergeOutcome> {
  const { mergeId } = await review(bench, paths)
  const job = await bench.job(await bench.post<JobState>(`/api/merges/${mergeId}/run`, chosen))
  if (job.result?.kind !== 'merge') throw new Error('no outcome')
  return job.result.outcome
}

const addItem = (id: string, title: string, amountBaht = 100_000): CommandInput => ({
  type: 'addItem',
  plan,
  item: { id, fields: { title }, budgets: [{ fiscalYear: 2027, source: '', amountBaht }] },
})

/** Two laptops that have the plan and one item of it. */
async function twoLaptops(): Promise<[Bench, Bench]> {
  const [first, second] = [laptop('first'), laptop('second')]
  await apply(first, { type: 'createPlan', plan, fields: { title: 'แผนตำบลร่วม', level: 'tambon', areaCode: '450101' } })
  await apply(first, addItem('pond', 'ขุดลอกหนองน้ำ'))
  await take(second, [await packOf(first, 'base')])
  return [first, second]
}

describe('before a pack is taken', () => {
  test('what is new, changed and dropped is told, and nothing is written', async () => {
    const [first, second] = await twoLaptops()
    await apply(first, { type: 'editItem', plan, item: 'pond', field: 'objective', value: 'น้ำพอทั้งปี' })
    await apply(first, addItem('road', 'ปรับปรุงถนน', 250_000))
    await apply(first, addItem('gone', 'เลิกแล้ว'))
    await apply(second, addItem('own', 'ของเครื่องนี้'))
    const path = await packOf(first, 'more')
    const before = readFileSync(join(folder.path, 'second.gpkg'))
    const { review: found } = await review(second, [path])
    expect(readFileSync(join(folder.path, 'second.gpkg')).equals(before)).toBe(true)
    expect(found.packs).toMatchObject([{ planId: plan, title: 'แผนตำบลร่วม', problem: null }])
    expect(found.plans).toMatchObject([
      {
        ...{ planId: plan, isNew: false, changes: 3, questions: [], budgetBefore: 200_000, budgetAfter: 550_000 },
        items: [
          {
            ...{ id: 'pond', kind: 'changed' },
            fields: [{ field: 'objective', before: null, after: 'น้ำพอทั้งปี' }],
          },
          { id: 'road', kind: 'new', budgetBaht: 250_000 },
          { id: 'gone', kind: 'new' },
        ],
      },
    ])
    expect((await second.get<ItemPage>(`/api/items?plan=${plan}`)).total).toBe(2)
  })

  test('items that are only dropped, brought back or unmade are told one by one', async () => {
    const [first, second] = await twoLaptops()
    await apply(first, addItem('road', 'ถนน'))
    await take(second, [await packOf(first, 'road')])
    await apply(first, { type: 'dropItem', plan, item: 'pond', why: 'ซ้ำกับ อบจ.' })
    await apply(first, { type: 'dropItem', plan, item: 'road', why: '' })
    const drops = await packOf(first, 'drops')
    const [dropping] = (await review(second, [drops])).review.plans
    expect(dropping?.items.map(({ id, kind, why }) => [id, kind, why])).toEqual([
      ['pond', 'dropped', 'ซ้ำกับ อบจ.'],
      ['road', 'dropped', ''],
    ])
    await take(second, [drops])
    await apply(first, { type: 'restoreItem', plan, item: 'pond' })
    await apply(first, { type: 'restoreItem', plan, item: 'road' })
    const made = await apply(first, addItem('weir', 'ฝาย'))
    await take(second, [await packOf(first, 'weir')])
    await apply(second, { type: 'dropItem', plan, item: 'pond', why: 'รอปีหน้า' })
    const away = await packOf(second, 'away')
    const [again] = (await review(first, [away])).review.plans
    expect(again?.items.map(({ id, kind, why }) => [id, kind, why])).toEqual([['pond', 'dropped', 'รอปีหน้า']])
    await take(first, [away])
    await apply(first, { type: 'restoreItem', plan, item: 'pond' })
    await first.post('/api/undo', { hash: made.hash })
    const [back] = (await review(second, [await packOf(first, 'back')])).review.plans
    expect(back?.items.map(({ id, kind, fields }) => [id, kind, fields.map(({ field }) => field)])).toEqual([
      ['pond', 'restored', ['dropped']],
      ['weir', 'dropped', []],
    ])
  })

  test('a conflict is told with who and when, and what is chosen there is a step of the history', async () => {
    const [first, second] = await twoLaptops()
    const budget = (amountBaht: number): CommandInput => ({
      ...{ type: 'setBudget', plan, item: 'pond', fiscalYear: 2027, amountBaht },
    })
    await apply(first, budget(1_200_000))
    await apply(second, budget(900_000))
    const path = await packOf(first, 'theirs')
    const { review: found } = await review(second, [path])
    const [question] = found.plans[0]?.questions ?? []
    expect(question).toMatchObject({ item: 'pond', field: 'budget:2027:', base: 100_000 })
    expect(question?.options.map(({ value }) => value).sort()).toEqual([1_200_000, 900_000])
    expect(question?.options.every(({ by, at }) => by !== '' && at !== '')).toBe(true)
    expect(found.plans[0]?.titles).toEqual({ pond: 'ขุดลอกหนองน้ำ' })
    const higher = question?.options.find(({ value }) => value === 1_200_000)?.hash ?? ''
    const choices = [{ plan, item: 'pond', field: 'budget:2027:', choice: higher }]
    expect(await take(second, [path], { choices })).toMatchObject({ settled: 1, open: 0, refused: [] })
    expect((await second.get<PlanItem>('/api/items/pond')).budgetBaht).toBe(1_200_000)
    const [last] = await second.get<HistoryEntry[]>('/api/history')
    expect(last?.label).toMatchObject({
      message: 'command.settle',
      values: { title: 'ขุดลอกหนองน้ำ', choice: 'said.baht', amount: 1_200_000 },
    })
  })

  test('what nobody settles stays marked on the item and in the list, and travels with the next pack', async () => {
    const [first, second] = await twoLaptops()
    await apply(first, { type: 'editItem', plan, item: 'pond', field: 'title', value: 'ขุดลอกหนองใหญ่' })
    await apply(second, { type: 'editItem', plan, item: 'pond', field: 'title', value: 'ขุดลอกหนองเล็ก' })
    expect(await take(second, [await packOf(first, 'theirs')])).toMatchObject({ open: 1 })
    expect((await second.get<ItemPage>(`/api/items?plan=${plan}`)).items).toMatchObject([{ id: 'pond', questions: 1 }])
    const third = laptop('third')
    await take(third, [await packOf(second, 'both')])
    for (const bench of [second, third]) {
      const asked = await bench.get<Question[]>(`/api/plans/${plan}/questions`)
      expect(asked).toMatchObject([{ item: 'pond', field: 'title', isForMeeting: false }])
      expect((await bench.get<PlanSummary[]>('/api/plans'))[0]).toMatchObject({ questionCount: 1 })
    }
  })
})

describe('a pack that is not right', () => {
  test('keeps none of the others out, is named with its reason, and alone changes nothing', async () => {
    const [first, second] = await twoLaptops()
    await apply(first, addItem('road', 'ถนน'))
    const good = await packOf(first, 'good')
    const cut = join(folder.path, 'cut.plan.gpkg')
    writeFileSync(cut, readFileSync(good).subarray(0, 60_000))
    const foreign = join(folder.path, 'foreign.plan.gpkg')
    copyFileSync(join(folder.path, 'first.gpkg'), foreign)
    await expect(take(second, [cut, foreign])).rejects.toThrow('pack.')
    expect((await second.get<ItemPage>(`/api/items?plan=${plan}`)).total).toBe(1)
    const outcome = await take(second, [cut, good, foreign])
    expect(outcome.refused.map(({ name }) => name).sort()).toEqual(['cut.plan.gpkg', 'foreign.plan.gpkg'])
    expect((await second.get<ItemPage>(`/api/items?plan=${plan}`)).total).toBe(2)
  })

  test('that brings an item whose id another plan has is named in the review and refused by itself', async () => {
    const [first, second] = await twoLaptops()
    await apply(second, { type: 'createPlan', plan: 'other', fields: { title: 'แผนอื่น' } })
    await apply(second, { type: 'addItem', plan: 'other', item: { id: 'road', fields: { title: 'ถนนของแผนอื่น' } } })
    const third = laptop('third')
    await apply(third, { type: 'createPlan', plan: 'free', fields: { title: 'แผนว่าง' } })
    await apply(third, { type: 'addItem', plan: 'free', item: { id: 'weir', fields: { title: 'ฝายของแผนว่าง' } } })
    const free = await packOf(third, 'free', 'free')
    await apply(first, addItem('road', 'ถนน'))
    const clash = await packOf(first, 'clash')
    const { review: found } = await review(second, [clash, free])
    const values = { name: 'clash.plan.gpkg', item: 'road', title: 'ถนน', plan: 'แผนอื่น' }
    expect(found.packs.map(({ problem }) => problem)).toEqual([{ code: 'merge.item-elsewhere', values }, null])
    expect(found.plans.map(({ planId }) => planId)).toEqual(['free'])
    await expect(take(second, [clash])).rejects.toThrow('merge.item-elsewhere')
    const outcome = await take(second, [clash, free])
    expect(outcome.refused).toEqual([{ name: 'clash.plan.gpkg', problem: { code: 'merge.item-elsewhere', values } }])
    expect(outcome.plans.map(({ planId }) => planId)).toEqual(['free'])
    expect(await second.get<PlanItem>('/api/items/road')).toMatchObject({ planId: 'other' })
    expect((await second.get<ItemPage>(`/api/items?plan=${plan}`)).total).toBe(1)
  })

  test('of two that bring one id for two plans, the first is taken', async () => {
    const [first, second] = await twoLaptops()
    const third = laptop('third')
    await apply(first, addItem('road', 'ถนน'))
    await apply(third, { type: 'createPlan', plan: 'other', fields: { title: 'แผนอื่น' } })
    await apply(third, { type: 'addItem', plan: 'other', item: { id: 'road', fields: { title: 'ถนนของแผนอื่น' } } })
    const packs = [await packOf(first, 'one'), await packOf(third, 'two', 'other')]
    const outcome = await take(second, packs)
    expect(outcome.plans).toMatchObject([{ planId: plan, added: 1 }])
    expect(outcome.refused).toMatchObject([{ name: 'two.plan.gpkg', problem: { values: { plan: 'แผนตำบลร่วม' } } }])
    expect(await second.get<PlanItem>('/api/items/road')).toMatchObject({ planId: plan })
  })
})

test('three laptops edit one plan: packs merged in all six orders give the same state and the same canonical bytes; then the desk settles', async () => {
  const [first, second] = await twoLaptops()
  const third = laptop('third')
  await take(third, [join(folder.path, 'base.plan.gpkg')])
  const makers = [first, second, third]
  for (const [index, bench] of makers.entries()) {
    await apply(bench, { type: 'setBudget', plan, item: 'pond', fiscalYear: 2027, amountBaht: (index + 2) * 100_000 })
    await apply(bench, { type: 'editItem', plan, item: 'pond', field: 'objective', value: `ของเครื่อง ${index}` })
    await apply(bench, addItem(`own-${index}`, `โครงการของเครื่อง ${index}`))
  }
  await apply(third, { type: 'dropItem', plan, item: 'pond', why: 'ซ้ำกับ อบจ.' })
  const packs = await Promise.all(makers.map((bench, index) => packOf(bench, `maker-${index}`)))
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ] // prettier-ignore
  const results = []
  for (const [index, order] of orders.entries()) {
    const target = laptop(`order-${index}`)
    for (const each of order) await take(target, [packs[each] ?? ''])
    const { manifest, documents } = readPack(await packOf(target, `merged-${index}`))
    results.push({
      documents: manifest.documents,
      changes: documents.map(({ changes }) => changes.map((change) => Buffer.from(change).toString('base64'))),
      items: await target.get<ItemPage>(`/api/items?plan=${plan}&dropped=true`),
      pond: await target.get<PlanItem>('/api/items/pond'),
      questions: await target.get<Question[]>(`/api/plans/${plan}/questions`),
    })
  }
  for (const result of results) expect(result).toEqual(results[0])
  expect(results[0]?.questions.map(({ field, options }) => [field, options.length])).toEqual([
    ['budget:2027:', 3],
    ['dropped', 2],
    ['objective', 3],
  ])
  const desk = open.at(-1) as Bench
  for (const { item, field, options } of results[0]?.questions ?? []) {
    const choice = field === 'objective' ? 'both' : (options.find(({ value }) => value !== null)?.hash ?? '')
    await apply(desk, { type: 'settle', plan, item, field, choice } as CommandInput)
  }
  const settled = await packOf(desk, 'settled')
  for (const bench of [...makers, desk]) {
    await take(bench, [settled])
    expect(await bench.get<Question[]>(`/api/plans/${plan}/questions`)).toEqual([])
    expect((await bench.get<PlanItem>('/api/items/pond')).dropped).toMatchObject({ why: 'ซ้ำกับ อบจ.' })
  }
})

test('forty packs of forty plans are taken in one go, and a second time nothing is new', async () => {
  const paths: string[] = []
  const source = laptop('source')
  for (let index = 0; index < 40; index++) {
    const planId = `plan-${index}`
    const items = [1, 2, 3].map((n) => ({ id: `item-${index}-${n}`, fields: { title: `โครงการ ${n}` } }))
    const fields = { title: `แผนตำบล ${index}`, level: 'tambon' as const }
    await apply(source, { type: 'importItems', plan: planId, fields, items, file: 'x.xlsx' })
    paths.push(await packOf(source, planId, planId))
  }
  const [target, other] = [laptop('target'), laptop('other')]
  const outcome = await take(target, paths)
  expect(outcome).toMatchObject({ refused: [], open: 0 })
  expect(outcome.plans.map(({ added }) => added)).toEqual(Array.from({ length: 40 }, () => 1))
  expect((await take(target, paths.toReversed())).plans.every(({ added }) => added === 0)).toBe(true)
  for (const half of [paths.slice(20), paths.slice(0, 25)]) await take(other, half)
  const listed = async (bench: Bench) => [
    await bench.get<PlanSummary[]>('/api/plans'),
    await bench.get<ItemPage>('/api/items?limit=1000'),
  ]
  expect(await listed(other)).toEqual(await listed(target))
  expect((await listed(target))[1]).toMatchObject({ total: 120 })
})

test('a plan that was dropped here and written there is told of by its name, and comes back when that is settled', async () => {
  const [first, second] = await twoLaptops()
  await apply(first, { type: 'editItem', plan, item: 'pond', field: 'objective', value: 'น้ำพอทั้งปี' })
  await apply(second, { type: 'dropPlan', plan, why: 'ทำใหม่' })
  const outcome = await take(second, [await packOf(first, 'more')])
  expect(outcome).toMatchObject({ plans: [{ title: 'แผนตำบลร่วม' }], open: 1 })
  const standing = () => second.get<PlanSummary[]>('/api/plans').then((plans) => plans.map(({ id }) => id))
  const contested = () => second.get<object[]>('/api/plans/contested')
  expect(await standing()).toEqual([])
  expect(await contested()).toEqual([{ id: plan, title: 'แผนตำบลร่วม' }])
  const [question] = await second.get<Question[]>(`/api/plans/${plan}/questions`)
  const keep = question?.options.find(({ value }) => value === null)
  await apply(second, { type: 'settle', plan, item: null, field: 'dropped', choice: keep?.hash ?? '' })
  expect([await standing(), await contested()]).toEqual([[plan], []])
  expect((await second.get<ItemPage>(`/api/items?plan=${plan}`)).items).toMatchObject([{ title: 'ขุดลอกหนองน้ำ' }])
})

describe('the command line', () => {
  test('merges packs, says with --review what they would bring, and answers 1 where one was refused', async () => {
    const [first, second] = await twoLaptops()
    await apply(first, addItem('road', 'ถนน'))
    const path = await packOf(first, 'more')
    for (const [bench, amountBaht] of [
      [first, 900_000],
      [second, 1_200_000],
    ] as const) {
      await apply(bench, { type: 'setBudget', plan, item: 'pond', fiscalYear: 2027, source: '', amountBaht })
    }
    const disagreeing = await packOf(first, 'disagreeing')
    await Promise.all(open.splice(0).map((bench) => bench.close()))
    const workspace = join(folder.path, 'second.gpkg')
    const looked = await runCli('merge', workspace, path, '--review', '--json')
    expect(looked.stderr).toBe('')
    expect(JSON.parse(looked.stdout) as MergeReview).toMatchObject({ plans: [{ changes: 1, items: [{ id: 'road' }] }] })
    expect((await runCli('merge', workspace, path, '--review')).stdout).toContain(
      '1 changes; 1 new, 0 changed, 0 restored, 0 dropped; 0 to settle',
    )
    expect((await runCli('merge', workspace, disagreeing, '--review')).stdout).toMatch(
      /\n {2}ขุดลอกหนองน้ำ › งบประมาณปี 2570: (900,000 บาท \(.+\) \| 1,200,000 บาท|1,200,000 บาท \(.+\) \| 900,000 บาท) \(.+\)\n/,
    )
    const bad = join(folder.path, 'bad.plan.gpkg')
    writeFileSync(bad, 'not a pack')
    const done = await runCli('merge', workspace, bad, path)
    expect(done.status).toBe(1)
    expect(done.stdout).toContain('merged แผนตำบลร่วม: 1 changes')
    expect(done.stderr).toMatch(/bad\.plan\.gpkg: pack\./)
    expect((await runCli('merge', workspace, path)).stdout).toContain('merged แผนตำบลร่วม: 0 changes')
    expect((await runCli('merge', workspace)).status).toBe(2)
  })
})

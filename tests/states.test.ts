/** States, comparisons, history and ranking as the window asks for them; and what of them the room is given. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CommandAnswer, CommandInput } from '../data/contract/commands.ts'
import type { Comparison, HistoryPage, HistoryPerson, PlanState, UndoOutlook } from '../data/contract/comparison.ts'
import type { PlanInfo, PlanSummary } from '../data/contract/plans.ts'
import type { Ranking } from '../data/contract/ranking.ts'
import { createStore } from '../data/store/open.ts'
import { type Bench, openBench, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('states')
let bench: Bench
let plan: string
let items: string[]

const command = (input: CommandInput) => bench.post<CommandAnswer>('/api/commands', input)
const at = (lon: number, lat: number) => ({
  id: 'p1',
  kind: 'point' as const,
  geometry: JSON.stringify({ type: 'Point', coordinates: [lon, lat] }),
})

beforeAll(async () => {
  const path = join(folder.path, 'งาน.gpkg')
  createStore(path).close()
  bench = openBench(path)
  const fields = { title: 'แผนตำบล', firstFiscalYear: 2027, lastFiscalYear: 2028 }
  plan = (await command({ type: 'createPlan', fields })).documentId
  items = []
  for (const [title, amountBaht] of [
    ['ฝาย', 300],
    ['ถนน', 500],
    ['อบรม', 100],
  ] as const) {
    const budgets = [{ fiscalYear: 2027, source: 'อบต.', amountBaht }]
    items.push(...(await command({ type: 'addItem', plan, item: { fields: { title }, budgets } })).created)
  }
})
afterAll(async () => {
  await bench.close()
  folder.remove()
})

describe('the history', () => {
  it('says where each step was: around what it placed or moved, else where its items lie now', async () => {
    const [weir = '', road = ''] = items
    await command({ type: 'placeItem', plan, item: weir, places: [at(103.5, 15.5)] })
    await command({ type: 'moveItem', plan, item: weir, place: at(103.7, 15.6) })
    await command({ type: 'editItem', plan, item: weir, field: 'target', value: '1 แห่ง' })
    await command({ type: 'editItem', plan, item: road, field: 'target', value: '2 กม.' })
    const { steps } = await bench.get<HistoryPage>(`/api/history/steps?plan=${plan}&limit=4`)
    expect(steps.map(({ box }) => box)).toEqual([
      null,
      [103.7, 15.6, 103.7, 15.6],
      [103.5, 15.5, 103.7, 15.6],
      [103.5, 15.5, 103.5, 15.5],
    ])
    expect(steps[1]).toMatchObject({
      planId: plan,
      planTitle: 'แผนตำบล',
      itemIds: [weir],
      itemCount: 1,
      undoable: true,
    })
    const all = await bench.get<HistoryPage>(`/api/history/steps?item=${weir}`)
    expect(all.steps.map(({ label }) => label.message)).toEqual([
      'command.edit-item',
      'command.move-item',
      'command.place-item',
      'command.add-item',
    ])
  })

  it('comes in pages that leave out and repeat nothing, and by person', async () => {
    const whole = await bench.get<HistoryPage>('/api/history/steps?limit=500')
    const collected: string[] = []
    let before: number | null = Number.MAX_SAFE_INTEGER
    while (before !== null) {
      const page: HistoryPage = await bench.get(`/api/history/steps?limit=3&before=${before}`)
      collected.push(...page.steps.map(({ hash }) => hash))
      before = page.next
    }
    expect(collected).toEqual(whole.steps.map(({ hash }) => hash))
    const [person] = await bench.get<HistoryPerson[]>('/api/history/people')
    expect(person?.steps).toBe(collected.length)
    const own = await bench.get<HistoryPage>(`/api/history/steps?by=${encodeURIComponent(person?.name ?? '')}`)
    expect(own.steps.length).toBe(collected.length)
    expect((await bench.get<HistoryPage>('/api/history/steps?by=nobody')).steps).toEqual([])
  })

  it('tells before a step is taken back what of it stays, and takes back a step in the middle', async () => {
    const [weir = ''] = items
    const edit = (value: string) => command({ type: 'editItem', plan, item: weir, field: 'kpi', value })
    const first = await edit('ก')
    const outlook = (hash: string | null) => bench.get<UndoOutlook>(`/api/history/steps/${hash}/undo`)
    expect(await outlook(first.hash)).toEqual({ canUndo: true, kept: [] })
    const target = await command({ type: 'editItem', plan, item: weir, field: 'reason', value: 'แล้ง' })
    await edit('ข')
    const kept = [{ title: 'ฝาย', field: { message: 'said-field.kpi', values: {} } }]
    expect(await outlook(first.hash)).toEqual({ canUndo: false, kept })
    const refused = await bench.ask('/api/undo', { method: 'POST', body: JSON.stringify({ hash: first.hash }) })
    expect([refused.status, await refused.json()]).toMatchObject([409, { values: { what: '“ฝาย”' } }])
    await bench.post('/api/undo', { hash: target.hash })
    const { items: after } = await bench.post<PlanState>('/api/plans/state', { plan })
    expect(after[0]?.fields).toMatchObject({ kpi: 'ข', reason: null })
    expect(await outlook(target.hash)).toEqual({ canUndo: false, kept: [] })
  })
})

describe('comparisons', () => {
  it('tell what one step did, and what changed since it', async () => {
    const [, , training = ''] = items
    const { hash } = await command({ type: 'editItem', plan, item: training, field: 'title', value: 'อบรมอาชีพ' })
    await command({ type: 'setBudget', plan, item: training, fiscalYear: 2027, source: 'อบต.', amountBaht: 150 })
    const changes = async (left: object, right: object) => {
      const compared = await bench.post<Comparison>('/api/plans/compare', {
        left: { plan, ...left },
        right: { plan, ...right },
      })
      return compared.items.flatMap((item) => item.changes.map(({ field }) => field))
    }
    expect(await changes({ before: hash }, { heads: [hash] })).toEqual(['title'])
    expect(await changes({ heads: [hash] }, {})).toEqual(['budget:2027:อบต.'])
    expect(await changes({ before: hash }, {})).toEqual(['title', 'budget:2027:อบต.'])
  })

  it('leave scenarios out of what all plans have together, and list whose they are', async () => {
    const from = plan
    const { documentId } = await command({ type: 'copyPlan', from, title: 'ทางเลือก' })
    const plans = await bench.get<PlanSummary[]>('/api/plans')
    expect(plans.find(({ id }) => id === documentId)?.scenarioOf).toBe(plan)
    expect(plans.find(({ id }) => id === plan)?.scenarioOf).toBeNull()
    await command({ type: 'dropPlan', plan: documentId })
  })
})

describe('the ranking', () => {
  it('adds up by rank the money of one year and source, with the ceiling of just these', async () => {
    await command({ type: 'setCeiling', plan, fiscalYear: 2027, source: '', amountBaht: 700 })
    const [weir = '', road = '', training = ''] = items
    await command({ type: 'setOrder', plan, item: training, before: weir })
    const asked = await bench.get<Ranking>(`/api/plans/${plan}/ranking?fiscalYear=2027`)
    expect(asked.items.map(({ id, amountBaht, isPlaced }) => [id, amountBaht, isPlaced])).toEqual([
      [training, 150, false],
      [weir, 300, true],
      [road, 500, false],
    ])
    expect([asked.totalBaht, asked.ceilingBaht, asked.fiscalYears, asked.sources]).toEqual([
      950,
      700,
      [2027, 2028],
      ['อบต.'],
    ])
    const own = await bench.get<Ranking>(
      `/api/plans/${plan}/ranking?fiscalYear=2027&source=${encodeURIComponent('อบต.')}`,
    )
    expect([own.totalBaht, own.ceilingBaht]).toEqual([950, null])
  })
})

describe('the room', () => {
  it('has plans and comparisons without the name of anybody who wrote them', async () => {
    const [weir = ''] = items
    await command({ type: 'nameVersion', plan, title: 'ฉบับแรก' })
    await command({ type: 'editPlan', plan, field: 'state', value: 'agreed' })
    await command({ type: 'dropItem', plan, item: weir, why: 'ซ้ำ' })
    const { versions } = await bench.get<PlanInfo>(`/api/plans/${plan}`)
    const by = versions[0]?.by ?? ''
    expect(by).not.toBe('')
    const heads = versions[0]?.heads
    const asked = [
      bench.get(`/api/plans/${plan}`, 'room'),
      bench.get(`/api/items/${weir}`, 'room'),
      bench.post('/api/plans/state', { plan }, 'room'),
      bench.post('/api/plans/state', { plan, heads }, 'room'),
      bench.post('/api/plans/compare', { left: { plan, heads }, right: { plan } }, 'room'),
      bench.get(`/api/plans/${plan}/ranking?fiscalYear=2027`, 'room'),
    ]
    for (const answer of await Promise.all(asked))
      expect(JSON.stringify(answer)).not.toContain(`"by":${JSON.stringify(by)}`)
  })

  it('is refused states that nobody named, and the history', async () => {
    const { steps } = await bench.get<HistoryPage>(`/api/history/steps?plan=${plan}`)
    const { hash } = steps.at(-1)!
    const post = async (path: string, body: object) =>
      (await bench.ask(path, { method: 'POST', body: JSON.stringify(body) }, 'room')).status
    expect(await post('/api/plans/state', { plan, heads: [hash] })).toBe(403)
    expect(await post('/api/plans/state', { plan, before: hash })).toBe(403)
    expect(await post('/api/plans/compare', { left: { plan, before: hash }, right: { plan } })).toBe(403)
    for (const path of ['/api/history/steps', '/api/history/people', `/api/history/steps/${hash}/undo`])
      expect((await bench.ask(path, {}, 'room')).status).toBe(403)
  })
})

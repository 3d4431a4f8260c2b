/** Walks every route as the room: nothing that answers may hold a household, a person, a name, a house's position or a small cell. */
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { AreaValues, IndicatorInfo, LayerInfo } from '../data/contract/api.ts'
import type { CommandInput } from '../data/contract/commands.ts'
import { areaLevels } from '../data/contract/imports.ts'
import { createStore } from '../data/store/open.ts'
import { type Bench, openBench, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('privacy')
let bench: Bench
let householdIds: string[]

/** Whom the history names: what the room may not be told either. */
const PERSON = 'สมหญิง แซ่ทดสอบ'
const plan = 'plan-of-people'

beforeAll(async () => {
  const path = join(folder.path, 'sample.gpkg')
  createStore(path).close()
  vi.stubEnv('PHAENTHI_HOME', join(folder.path, 'home'))
  bench = openBench(path)
  await bench.job(await bench.post('/api/workspace/sample', {}))
  await bench.post('/api/identity', { name: PERSON })
  await givePlanPeople()
  const page = await bench.post<{ rows: string[][] }>('/api/rows', {
    table: 'households:2567',
    columns: ['รหัสครัวเรือน'],
    limit: 500,
  })
  householdIds = page.rows.map(([id]) => id ?? '')
})
afterAll(async () => {
  await bench.close()
  vi.unstubAllEnvs()
  folder.remove()
})

/** A plan in which everything that can carry somebody's name carries it. */
async function givePlanPeople(): Promise<void> {
  const run = (command: CommandInput) => bench.post('/api/commands', command)
  const below = 'plan-below'
  const source = (item: string) => ({ plan: below, item })
  for (const id of [plan, below]) await run({ type: 'createPlan', plan: id, fields: { title: id } })
  for (const id of ['taken', 'answered'])
    await run({ type: 'addItem', plan: below, item: { id, fields: { title: id } } })
  await run({ type: 'takeItems', plan, items: [source('taken')], into: { title: 'รวม' } })
  await run({ type: 'answerItem', plan, source: source('answered'), verdict: 'declined', why: 'ซ้ำ' })
  await run({ type: 'addItem', plan, item: { id: 'item-dropped', fields: { title: 'ตัดออก' } } })
  await run({ type: 'dropItem', plan, item: 'item-dropped', why: 'ซ้ำ' })
  await run({ type: 'nameVersion', plan, title: 'ฉบับแรก' })
  await run({ type: 'editPlan', plan, field: 'state', value: 'agreed' })
}

/** Every address of a route with its parameters filled from what is really there. */
async function addressesOf(path: string): Promise<string[]> {
  const layers = await bench.get<LayerInfo[]>('/api/layers')
  if (path.includes('/api/tiles/')) {
    return layers.flatMap((layer) =>
      [6, 9, 12, 14].map((z) => {
        const at = tileAt(103.5, 16.05, z)
        return layer.tiles.replace('{z}', String(z)).replace('{x}', String(at[0])).replace('{y}', String(at[1]))
      }),
    )
  }
  const filled: Record<string, string[]> = {
    ':code': ['98', '9801', '980101', '98010101'],
    ':level': [...areaLevels],
    ':id': ['2567', 'households:2567', '1', '2', '3', '4', '5', '6', '7', '8', plan, 'item-dropped'],
    ':token': ['x'],
    ':file': ['sarabun-thai-400-normal.woff2'],
    ':z': ['5'],
    ':x': ['25'],
    ':y': ['14'],
  }
  let addresses = [path.replace('/*', '/x').replace(/^\*$/, '/')]
  for (const [name, values] of Object.entries(filled)) {
    addresses = addresses.flatMap((address) =>
      address.includes(name) ? values.map((value) => address.replace(name, encodeURIComponent(value))) : [address],
    )
  }
  return addresses.flatMap((address) =>
    address === '/api/areas' ? areaLevels.map((level) => `/api/areas?level=${level}`) : [address],
  )
}

function tileAt(lon: number, lat: number, z: number): [number, number] {
  const n = 2 ** z
  const radians = (lat * Math.PI) / 180
  return [Math.floor(((lon + 180) / 360) * n), Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * n)]
}

const bodies: Record<string, unknown[]> = {
  '/api/values': [{ indicator: 'households_with_disabled', level: 'village' }],
  '/api/classes': [{ values: { indicator: 'bmn38_18', level: 'village' }, method: 'quantile', classCount: 5 }],
  '/api/tally': [{ columns: ['members'] }, { areaCode: '98010101' }],
  '/api/reach': [{ plan: 'plan-sample-amphoe', item: 'item-sample-a001' }],
  '/api/reach/rows': [{ plan: 'plan-sample-amphoe', part: 'uncovered', measure: 'households' }],
  '/api/lens': [{ plan: 'plan-sample-amphoe', lens: 'overlap', level: 'village' }],
  '/api/lens/items': [{ plan: 'plan-sample-amphoe', lens: 'coverage', area: '98010101' }],
  '/api/lens/rows': [{ plan: 'plan-sample-amphoe', lens: 'gap', rows: { kind: 'gap', area: '98010101' } }],
  '/api/rows': [{ table: 'households:2567' }, { table: 'areas:village' }, { table: 'plan_item' }],
  '/api/exports': [
    { what: 'households:2567', format: 'csv' },
    { what: 'households:2567', format: 'csv', audience: 'room' },
  ],
  '/api/filters': [{ survey: '2567', filter: { areaCode: '98010101' } }],
  '/api/commands': [{ type: 'setTitle', title: 'x' }],
  '/api/plans/state': [{ plan: 'plan-sample-province' }, { plan }],
  '/api/plans/compare': [{ left: { plan: 'plan-sample-province' }, right: { plan: 'plan-sample-amphoe' } }],
}

describe('the room', () => {
  it('is answered without a household on any route', async () => {
    let answered = 0
    let refused = 0
    for (const { method, path } of bench.workbench.routes) {
      for (const address of await addressesOf(path)) {
        const inits: RequestInit[] =
          method === 'get' || method === 'delete'
            ? [{ method: method.toUpperCase() }]
            : (bodies[path] ?? [{}]).map((body) => ({ method: method.toUpperCase(), body: JSON.stringify(body) }))
        for (const init of inits) {
          const controller = new AbortController()
          const response = await bench.ask(address, { ...init, signal: controller.signal }, 'room')
          if (response.status >= 400) {
            refused++
            await response.body?.cancel()
            continue
          }
          answered++
          if (path === '/api/events') {
            controller.abort()
            await response.body?.cancel()
            continue
          }
          const text = Buffer.from(await response.arrayBuffer()).toString('utf8')
          expect(text.includes(PERSON), `${method} ${address} names somebody`).toBe(false)
          for (const id of householdIds) expect(text.includes(id), `${method} ${address} holds ${id}`).toBe(false)
          expect(/household_cell|"household"/.test(text) && address.includes('/tiles/'), address).toBe(false)
        }
      }
    }
    expect(answered).toBeGreaterThan(40)
    expect(refused).toBeGreaterThan(20)
  })

  it('is told of a plan without who agreed, took up, answered or dropped; the desk is told', async () => {
    for (const path of [`/api/plans/${plan}`, '/api/items/item-dropped']) {
      expect(JSON.stringify(await bench.get(path))).toContain(PERSON)
      const shown = JSON.stringify(await bench.get(path, 'room'))
      expect(shown).not.toContain(PERSON)
      expect(shown).toContain('"by":""')
    }
  })

  it('is what the desk may ask values for: a baseline that items carry into the room hides the same cells', async () => {
    const body = { indicator: 'households_with_disabled', level: 'village' }
    const forRoom = await bench.post<AreaValues>('/api/values?audience=room', body)
    expect(forRoom).toEqual(await bench.post<AreaValues>('/api/values', body, 'room'))
    expect(forRoom.states).toContain('suppressed')
    expect((await bench.post<AreaValues>('/api/values', body)).states).not.toContain('suppressed')
  })

  it('may not ask for rows, tallies, filters, files or changes at all', () => {
    const closed = bench.workbench.routes.filter((route) => route.room === 'desk').map((route) => route.path)
    for (const path of [
      '/api/rows',
      '/api/tally',
      '/api/reach',
      '/api/reach/rows',
      '/api/lens',
      '/api/lens/items',
      '/api/lens/rows',
      '/api/filters',
      '/api/identify',
      '/api/snap',
      '/api/exports',
      '/api/files/:token',
      '/api/commands',
      '/api/imports',
      '/api/uploads',
      '/api/history',
      '/api/merges',
      '/api/plans/:id/questions',
      '/api/plans/:id/mirror',
      '/api/items/:id/sources',
      '/api/versions/:id/refused',
    ]) {
      expect(closed, path).toContain(path)
    }
  })

  it('gets no cell under k of any indicator at any level, and none by subtraction', async () => {
    const indicators = await bench.get<IndicatorInfo[]>('/api/indicators', 'room')
    const counted = indicators.filter(
      ({ available, statistic, unit }) =>
        available.includes('2567') && (statistic === 'share' || statistic === 'count' || unit === 'unit.people'),
    )
    expect(counted.length).toBeGreaterThan(40)
    let hidden = 0
    for (const { id } of counted) {
      for (const level of areaLevels) {
        const ask = { indicator: id, level, survey: '2567' }
        const desk = await bench.post<AreaValues>('/api/values', ask)
        const room = await bench.post<AreaValues>('/api/values', ask, 'room')
        const hiddenByParent = new Map<string, number[]>()
        room.states.forEach((state, index) => {
          const numerator = desk.numerators[index] ?? 0
          const count = Math.max(desk.counts[index] ?? 0, numerator)
          const small = [numerator, count - numerator, count].some((n) => n > 0 && n < 5)
          if (state === 'suppressed') {
            hidden++
            expect([room.values[index], room.counts[index], room.numerators[index]]).toEqual([null, null, null])
            const parent = room.codes[index]!.slice(0, -2)
            hiddenByParent.set(parent, [...(hiddenByParent.get(parent) ?? []), index])
          } else expect(small, `${id} ${level} ${room.codes[index]}`).toBe(false)
        })
        for (const [parent, indexes] of hiddenByParent) {
          const others = desk.codes.filter(
            (code, index) => code.startsWith(parent) && code.slice(0, -2) === parent && (desk.counts[index] ?? 0) > 0,
          )
          expect(indexes.length > 1 || others.length === 1 || level === 'province', `${id} ${level} ${parent}`).toBe(
            true,
          )
        }
      }
    }
    expect(hidden).toBeGreaterThan(100)
  })

  it('is refused values under a filter, which two questions could subtract', async () => {
    const ask = {
      indicator: 'households',
      level: 'tambon',
      filter: { where: { kind: 'compare', column: 'members', op: 'gt', value: 3 } },
    }
    const response = await bench.ask('/api/values', { method: 'POST', body: JSON.stringify(ask) }, 'room')
    expect(response.status).toBe(403)
  })

  it('finds no household by search', async () => {
    const id = householdIds[0]!
    expect(await bench.get<unknown[]>(`/api/search?q=${encodeURIComponent(id)}`)).not.toEqual([])
    expect(await bench.get<unknown[]>(`/api/search?q=${encodeURIComponent(id)}`, 'room')).toEqual([])
  })
})

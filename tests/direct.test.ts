/** Two workbenches on this machine bring a plan from one to the other; and what is closed while nobody asked for that. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { DirectState, FoundOffer } from '../data/contract/direct.ts'
import type { PlanSummary } from '../data/contract/plans.ts'
import { type Bench, openBench, root, temporaryFolder } from './harness.ts'

const folder = temporaryFolder('direct')
let sender: Bench
let receiver: Bench
let plans: string[]

beforeAll(async () => {
  vi.stubEnv('PHAENTHI_HOME', join(folder.path, 'home'))
  vi.stubEnv('PHAENTHI_DIRECT_ADDRESSES', '127.0.0.1')
  sender = openBench(join(folder.path, 'ส่ง.gpkg'))
  receiver = openBench(join(folder.path, 'รับ.gpkg'))
  for (const title of ['แผนตำบลหนึ่ง', 'แผนตำบลสอง']) {
    await sender.post('/api/commands', { type: 'createPlan', fields: { title } })
  }
  plans = (await sender.get<PlanSummary[]>('/api/plans')).map(({ id }) => id)
})
afterEach(async () => {
  for (const bench of [sender, receiver]) await bench.ask('/api/direct', { method: 'DELETE' })
})
afterAll(async () => {
  await sender.close()
  await receiver.close()
  vi.unstubAllEnvs()
  folder.remove()
})

/** Waits for a state of one of these kinds. */
async function until<K extends DirectState['kind']>(
  bench: Bench,
  ...kinds: K[]
): Promise<Extract<DirectState, { kind: K }>> {
  for (;;) {
    const state = await bench.get<DirectState>('/api/direct')
    if ((kinds as string[]).includes(state.kind)) return state as Extract<DirectState, { kind: K }>
    if (state.kind === 'ended') throw new Error(JSON.stringify(state.problem))
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** Open doors of this process that lead to a network. */
const openDoors = () => process.getActiveResourcesInfo().filter((name) => /TCPServer|UDP|TCPSocket/.test(name))

describe('direct exchange', () => {
  it('is off, and nothing listens, until it is asked for and after it is ended', async () => {
    expect(await sender.get('/api/direct')).toEqual({ kind: 'off' })
    expect(openDoors()).toEqual([])
    await sender.post('/api/direct/offer', { plans })
    await until(sender, 'offering')
    expect(openDoors().length).toBeGreaterThan(0)
    await sender.ask('/api/direct', { method: 'DELETE' })
    await expect.poll(openDoors).toEqual([])
    expect(await sender.get('/api/direct')).toEqual({ kind: 'off' })
  })

  it('brings plans over, read and found whole, as files to be taken in', async () => {
    await sender.post('/api/direct/offer', { plans })
    const { code, addresses, files } = await until(sender, 'offering')
    expect(code).toMatch(/^\d{4}$/)
    expect(files.map(({ name }) => name).sort()).toEqual(['แผนตำบลสอง.plan.gpkg', 'แผนตำบลหนึ่ง.plan.gpkg'].sort())
    const found = await receiver.get<FoundOffer[]>('/api/direct/find')
    expect(found.map(({ address }) => address)).toContain(addresses[0])
    const thai = code.replace(/\d/g, (digit) => String.fromCharCode('๐'.charCodeAt(0) + Number(digit)))
    await receiver.post('/api/direct/receive', { address: addresses[0], code: ` ${thai} ` })
    const { packs } = await until(receiver, 'received')
    expect(packs.map(({ look }) => look.planId).sort()).toEqual([...plans].sort())
    for (const { token, bytes, look } of packs) {
      expect(look.from.keyId).toMatch(/^\w{4}-/)
      const answer = await receiver.ask(`/api/files/${token}`)
      expect((await answer.arrayBuffer()).byteLength).toBe(bytes)
    }
    const { sent } = await until(sender, 'offering')
    expect(sent).toMatchObject([{ problem: null }])
    // Nothing is taken in by itself.
    expect(await receiver.get('/api/plans')).toEqual([])
  })

  it('keeps what came until somebody says that it may go, whoever begins something else meanwhile', async () => {
    await sender.post('/api/direct/offer', { plans })
    const { code, addresses } = await until(sender, 'offering')
    await receiver.post('/api/direct/receive', { address: addresses[0], code })
    await until(receiver, 'received')
    await expect(receiver.post('/api/direct/offer', { plans })).rejects.toMatchObject({
      problem: { code: 'direct.busy' },
    })
    expect((await until(receiver, 'received')).packs).toHaveLength(2)
    await receiver.ask('/api/direct', { method: 'DELETE' })
    expect(await receiver.get('/api/direct')).toEqual({ kind: 'off' })
  })

  it('brings plans also to who cannot sign their own: a damaged key keeps nobody from receiving', async () => {
    await sender.post('/api/direct/offer', { plans })
    const { code, addresses } = await until(sender, 'offering')
    writeFileSync(join(folder.path, 'home', 'identity', 'signing-key.pem'), 'เสีย')
    await receiver.post('/api/direct/receive', { address: addresses[0], code })
    expect((await until(receiver, 'received')).packs).toHaveLength(2)
    await expect(sender.get('/api/identity')).rejects.toMatchObject({ problem: { code: 'identity.damaged' } })
    await sender.post('/api/identity/renew', {})
  })

  it('says what was wrong, and can be begun again', async () => {
    await sender.post('/api/direct/offer', { plans })
    const { code, addresses } = await until(sender, 'offering')
    const wrong = code === '0000' ? '0001' : '0000'
    await receiver.post('/api/direct/receive', { address: addresses[0], code: wrong })
    await expect(until(receiver, 'received')).rejects.toThrow('direct.wrong-code')
    expect((await until(sender, 'offering')).triesLeft).toBe(2)
    await receiver.post('/api/direct/receive', { address: addresses[0], code })
    expect((await until(receiver, 'received')).packs).toHaveLength(2)
  })

  it('is one at a time, of plans that are there, and of the desk alone', async () => {
    await sender.post('/api/direct/offer', { plans })
    await until(sender, 'offering')
    await expect(sender.post('/api/direct/offer', { plans })).rejects.toMatchObject({
      problem: { code: 'direct.busy' },
    })
    await receiver.post('/api/direct/offer', { plans: ['none'] })
    await expect(until(receiver, 'offering')).rejects.toThrow('request.not-found')
    for (const path of ['/api/direct', '/api/direct/find'])
      expect((await sender.ask(path, {}, 'room')).status).toBe(403)
    for (const [path, method] of [
      ['/api/direct/offer', 'POST'],
      ['/api/direct/receive', 'POST'],
      ['/api/direct', 'DELETE'],
    ] as const) {
      expect((await sender.ask(path, { method, body: method === 'POST' ? '{}' : null }, 'room')).status).toBe(403)
    }
    expect((await sender.get<DirectState>('/api/direct')).kind).toBe('offering')
  })

  it('ends with the workspace', async () => {
    const third = openBench(join(folder.path, 'สาม.gpkg'))
    await third.post('/api/commands', { type: 'createPlan', fields: { title: 'แผน' } })
    const [plan] = await third.get<PlanSummary[]>('/api/plans')
    await third.post('/api/direct/offer', { plans: [plan?.id] })
    await until(third, 'offering')
    await third.close()
    await expect.poll(openDoors).toEqual([])
  })
})

describe('the sources', () => {
  it('open a port or a connection nowhere but at the three doors and in direct exchange', () => {
    const takers = ['data', 'electron', 'renderer'].flatMap((part) =>
      readdirSync(join(root, part), { recursive: true, encoding: 'utf8' })
        .filter((path) => /\.(ts|tsx)$/.test(path) && !/\.test(-support)?\.ts$/.test(path))
        .map((path) => join(part, path))
        .filter((path) =>
          /^import (?!type ).*from 'node:(net|dgram|tls|https?|http2|dns)'/m.test(
            readFileSync(join(root, path), 'utf8'),
          ),
        ),
    )
    const direct = takers.filter((path) => path.startsWith(join('data', 'exchange-direct')))
    expect(direct.map((path) => path.split(/[/\\]/).at(-1)).sort()).toEqual([
      'find-offers.ts',
      'offer.ts',
      'receive.ts',
    ])
    expect(takers.filter((path) => !direct.includes(path)).sort()).toEqual([
      join('data', 'holder.ts'),
      join('data', 'serve.ts'),
      join('data', 'store', 'lock-holder.ts'),
    ])
  })
})

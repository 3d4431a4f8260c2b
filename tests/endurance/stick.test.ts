/**
 * A stick that is pulled while its workspace is open. The stick is a file system on a loop device: pulled, its device answers
 * nothing more, and what the kernel had not written to it by then is lost.
 */
import { cpSync, existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { DatasetInfo, JobState, ServerEvent } from '../../data/contract/api.ts'
import { createStore } from '../../data/store/open.ts'
import { temporaryFolder } from '../harness.ts'
import { type Desk, openDesk, readFile } from './desk.ts'
import { makeStick, whyNoSticks } from './disks.ts'

const folder = temporaryFolder('stick')
const homeBefore = process.env.PHAENTHI_HOME
const because = whyNoSticks(folder.path)
if (because) console.warn(`pulled sticks are not tested: ${because}`)

let stick: ReturnType<typeof makeStick>
let path: string
let desk: Desk
let plan: string
let count = 0

beforeAll(() => {
  process.env.PHAENTHI_HOME = join(folder.path, 'home')
})
afterAll(() => {
  if (homeBefore === undefined) delete process.env.PHAENTHI_HOME
  else process.env.PHAENTHI_HOME = homeBefore
  folder.remove()
})

describe.skipIf(because)('a stick that is pulled', () => {
  beforeEach(async () => {
    stick = makeStick(join(folder.path, `stick-${count++}`))
    path = join(stick.folder, 'แผนตำบล.gpkg')
    createStore(path).close()
    desk = await openDesk(path, { attended: true })
    plan = (await desk.command({ type: 'createPlan', fields: { title: 'แผน' } })).documentId
    for (const title of ['ก่อน 1', 'ก่อน 2']) expect(await desk.add(plan, title)).toBe('kept')
  })
  afterEach(async () => {
    await desk.close()
    stick.remove()
  })

  it('has on it all that was acknowledged, and refuses until it is back; then work goes on', async () => {
    stick.pull()
    expect(await desk.add(plan, 'ตอนไม่มี')).toBe('workspace.gone')
    // SQLite calls the dead stick "malformed" from the second time on; people are not told of damage.
    expect(await desk.add(plan, 'ตอนไม่มี')).toBe('workspace.gone')
    expect(await desk.ask('/api/plans')).toMatchObject({ code: 'workspace.gone', values: { name: 'แผนตำบล.gpkg' } })
    stick.plugIn()
    expect(await desk.titles()).toEqual(['ก่อน 1', 'ก่อน 2'])
    expect(await desk.add(plan, 'หลัง')).toBe('kept')
    await desk.close()
    expect(readFile(path)).toEqual({ whole: 'ok', titles: ['ก่อน 1', 'ก่อน 2', 'หลัง'] })
  })

  it('is noticed when it is only read', async () => {
    stick.pull()
    // What is in SQLite's memory is still answered; the log is asked for at every reading.
    for (const at of ['/api/items', '/api/history', '/api/workspace', '/api/history']) {
      const answer = await desk.ask<object>(at)
      // Not "damaged", which a dead stick looks like to SQLite.
      if ('code' in answer) expect(answer.code).toBe('workspace.gone')
    }
    stick.plugIn()
    await expect.poll(() => desk.titles().catch(() => [])).toEqual(['ก่อน 1', 'ก่อน 2'])
  })

  it('is told to windows by itself once the system has taken it away, and that it is back', async () => {
    const heard = await desk.events()
    const told = () => heard.filter((event): event is ServerEvent & { type: 'file' } => event.type === 'file')
    stick.detach()
    await expect.poll(() => told().map(({ problem }) => problem?.code)).toEqual(['workspace.gone'])
    stick.attach()
    await expect.poll(() => told().map(({ problem }) => problem?.code)).toEqual(['workspace.gone', undefined])
    await expect.poll(() => heard.at(-1)).toMatchObject({ type: 'changed' })
    expect(await desk.titles()).toEqual(['ก่อน 1', 'ก่อน 2'])
  })

  it('is not written to through what is still open of it', async () => {
    stick.detach()
    expect(await desk.add(plan, 'ตอนไม่มี')).toBe('workspace.gone')
    // The folder that it hung in is an empty one of this machine now; nothing is made there.
    expect(existsSync(path)).toBe(false)
    stick.attach()
    expect(await desk.titles()).toEqual(['ก่อน 1', 'ก่อน 2'])
  })

  it('ends an import with the same sentence, leaves nothing of it, and the import goes through later', async () => {
    const source = join(folder.path, 'จุด.geojson')
    const features = Array.from({ length: 100_000 }, (_, row) => ({
      type: 'Feature',
      properties: { row },
      geometry: { type: 'Point', coordinates: [103 + (row % 100) / 500, 16] },
    }))
    writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features }))
    const start = async () => {
      const [held] = await desk.get<{ token: string }[]>('/api/paths', { paths: [source] })
      const { importId } = await desk.get<{ importId: string }>('/api/imports', { tokens: [held?.token] })
      return desk.get<JobState>(`/api/imports/${importId}/run`, { role: 'layer' })
    }
    const heard = await desk.events()
    const ends = () =>
      heard.flatMap((event) => (event.type === 'job' && event.job.kind === 'import' ? [event.job] : []))
    await start()
    await expect.poll(() => ends().some(({ step }) => step === 'job.writing-layer')).toBe(true)
    stick.pull()
    await expect.poll(() => ends().at(-1)?.state).toBe('refused')
    expect(ends().at(-1)?.problem?.code).toBe('workspace.gone')
    stick.plugIn()
    await expect.poll(() => desk.titles().catch(() => [])).toEqual(['ก่อน 1', 'ก่อน 2'])
    expect(await desk.get('/api/datasets')).toEqual([])
    await start()
    await expect.poll(() => ends().at(-1)?.state).toBe('done')
    stick.pull()
    stick.plugIn()
    await expect.poll(() => desk.get<DatasetInfo[]>('/api/datasets').catch(() => [])).toMatchObject([{ kind: 'layer' }])
  })

  it('is taken up again only where the file has the work that was last acknowledged', async () => {
    const elsewhere = join(folder.path, `elsewhere-${count}`)
    mkdirSync(elsewhere)
    cpSync(path, join(elsewhere, 'older.gpkg'))
    const away = join(stick.folder, 'away.gpkg')
    renameSync(path, away)
    for (const rest of ['-wal', '-shm']) renameSync(path + rest, away + rest)
    expect(await desk.add(plan, 'ตอนไม่มี')).toBe('workspace.gone')
    createStore(path).close()
    expect(await desk.add(plan, 'ในไฟล์อื่น')).toBe('workspace.replaced')
    expect(readFile(path).titles).toEqual([])
    cpSync(join(elsewhere, 'older.gpkg'), path)
    expect(await desk.add(plan, 'ในไฟล์เก่า')).toBe('workspace.replaced')
    renameSync(away, path)
    for (const rest of ['-wal', '-shm']) if (existsSync(away + rest)) renameSync(away + rest, path + rest)
    expect(await desk.titles()).toEqual(['ก่อน 1', 'ก่อน 2'])
    expect(await desk.add(plan, 'หลัง')).toBe('kept')
  })

  it('keeps out what another took meanwhile, and does not take the lock from them', async () => {
    stick.pull()
    expect(await desk.add(plan, 'ตอนไม่มี')).toBe('workspace.gone')
    stick.plugIn()
    const other = { user: 'สมชาย', host: 'laptop-2', pid: 1, since: '', socket: null, secret: null }
    writeFileSync(`${path}.lock`, JSON.stringify(other))
    expect(await desk.ask('/api/plans')).toMatchObject({
      code: 'workspace.locked',
      values: { who: 'สมชาย @ laptop-2' },
    })
    await desk.close()
    expect(existsSync(`${path}.lock`)).toBe(true)
  })

  it('gets no backups', async () => {
    expect((await desk.job('/api/workspace/backup')).state).toBe('done')
    const backups = await desk.get<unknown[]>('/api/workspace/backups')
    expect(backups).toHaveLength(1)
    expect(existsSync(join(folder.path, 'home', 'backups'))).toBe(true)
  })
})

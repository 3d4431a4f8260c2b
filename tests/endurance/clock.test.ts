/** A clock that jumps: what is kept and its order do not depend on it, and the window says so where it went back. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DatasetInfo, HistoryEntry, JobState, WorkspaceInfo } from '../../data/contract/api.ts'
import type { CommandAnswer } from '../../data/contract/commands.ts'
import { DocumentStore } from '../../data/documents/store.ts'
import { createStore } from '../../data/store/open.ts'
import { type Bench, openBench, temporaryFolder } from '../harness.ts'

const folder = temporaryFolder('clock')
let bench: Bench
let count = 0

function setClock(at: string): void {
  vi.setSystemTime(new Date(at))
}

beforeEach(() => {
  // Timers go on by the real one, as a jump does not touch the monotonic clock.
  vi.useFakeTimers({ toFake: ['Date'] })
  setClock('2026-11-22T09:00:00Z')
  bench = openBench(join(folder.path, `${count++}.gpkg`))
})
afterEach(async () => {
  vi.useRealTimers()
  await bench.close()
})
afterAll(() => folder.remove())

const titled = (title: string) => bench.post<CommandAnswer>('/api/commands', { type: 'setTitle', title })
const said = async () => (await bench.get<WorkspaceInfo>('/api/workspace')).aheadOfClock
const history = async () =>
  (await bench.get<HistoryEntry[]>('/api/history')).map(({ label, at }) => [label.values.title, at.slice(0, 10)])

describe('a clock that jumps', () => {
  it('back by years: the change is kept, the order stays, undo takes the last, and the window says one sentence', async () => {
    await titled('หนึ่ง')
    expect(await said()).toBeNull()
    setClock('2010-01-01T00:00:00Z')
    await titled('สอง')
    expect(await said()).toBe('2026-11-22T09:00:00.000Z')
    expect(await history()).toEqual([
      ['สอง', '2010-01-01'],
      ['หนึ่ง', '2026-11-22'],
    ])
    await bench.post('/api/undo', {})
    expect((await bench.get<WorkspaceInfo>('/api/workspace')).title).toBe('หนึ่ง')
    expect((await bench.get<WorkspaceInfo>('/api/workspace', 'room')).aheadOfClock).toBeNull()
    setClock('2026-11-22T09:01:00Z')
    expect(await said()).toBeNull()
  })

  it('is told to a window that is open already, and not for a few minutes', async () => {
    const plan = (await bench.post<CommandAnswer>('/api/commands', { type: 'createPlan', fields: { title: 'แผน' } }))
      .documentId
    const response = await bench.ask('/api/events')
    const events = response.body?.pipeThrough(new TextDecoderStream() as never) as unknown as AsyncIterable<string>
    const next = events[Symbol.asyncIterator]()
    const hear = async () => {
      for (;;) {
        const { value } = await next.next()
        if (String(value).includes('"changed"')) return String(value)
      }
    }
    const add = (title: string) => bench.post('/api/commands', { type: 'addItem', plan, item: { fields: { title } } })
    setClock('2026-11-22T08:57:00Z')
    await add('สามนาทีก่อน')
    expect(await hear()).not.toContain('workspace')
    setClock('2026-11-21T09:00:00Z')
    await add('เมื่อวาน')
    expect(await hear()).toContain('workspace')
  })

  it('is seen at the next opening as well', async () => {
    await titled('หนึ่ง')
    const path = join(folder.path, `${count - 1}.gpkg`)
    await bench.close()
    setClock('2026-11-20T09:00:00Z')
    bench = openBench(path)
    expect(await said()).toBe('2026-11-22T09:00:00.000Z')
  })

  it('lets two laptops with wrong clocks merge to the same plan in the same order', () => {
    const laptops = ['ก', 'ข'].map((name, index) => {
      const now = () => new Date(index === 0 ? '2041-01-01T00:00:00Z' : '2001-01-01T00:00:00Z')
      return new DocumentStore(createStore(join(folder.path, `laptop-${name}-${count}.gpkg`)).db, { by: name, now })
    })
    const [first, second] = laptops as [DocumentStore, DocumentStore]
    const plan = first.apply({ type: 'createPlan', fields: { title: 'แผน' } }).documentId
    const target = { documentId: plan, kind: 'plan' } as const
    second.merge(target, first.changes(plan))
    first.apply({ type: 'addItem', plan, item: { fields: { title: 'ของ ก' } } })
    second.apply({ type: 'addItem', plan, item: { fields: { title: 'ของ ข' } } })
    second.apply({ type: 'editPlan', plan, field: 'title', value: 'แผนใหม่' })
    first.merge(target, second.changes(plan))
    second.merge(target, first.changes(plan))
    expect(first.items(plan)).toEqual(second.items(plan))
    // Changed later by the one whose clock says 2001: later is what follows, not what is dated so.
    expect([first.plan(plan)?.fields.title, second.plan(plan)?.fields.title]).toEqual(['แผนใหม่', 'แผนใหม่'])
  })

  it('does not reach what is measured, nor the order of versions: an import while it jumps to and fro', async () => {
    const source = join(folder.path, 'points.geojson')
    const features = Array.from({ length: 40_000 }, (_, row) => ({
      type: 'Feature',
      properties: { row },
      geometry: { type: 'Point', coordinates: [103 + (row % 100) / 500, 16] },
    }))
    writeFileSync(source, JSON.stringify({ type: 'FeatureCollection', features }))
    const remaining = new Set<number>()
    const watch = setInterval(async () => {
      setClock(Date.now() > Date.parse('2020-01-01') ? '1999-01-01T00:00:00Z' : '2099-01-01T00:00:00Z')
      for (const job of await bench.get<JobState[]>('/api/jobs')) remaining.add(job.remainingSeconds ?? 0)
    }, 5)
    try {
      await bench.import(source, { role: 'layer' })
      await bench.import(source, { role: 'layer' })
    } finally {
      clearInterval(watch)
    }
    expect(Math.min(...remaining)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...remaining)).toBeLessThan(3600)
    const [points] = await bench.get<DatasetInfo[]>('/api/datasets')
    expect(points?.versions.map(({ versionId }) => versionId)).toEqual([1, 2])
    expect(points?.currentVersion).toBe(2)
  })
})

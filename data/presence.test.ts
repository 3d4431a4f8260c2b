/** The file taken from its place and put back while it is open, without any disk being pulled: see tests/endurance for those. */
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { JobState } from './contract/api.ts'
import type { CommandAnswer } from './contract/commands.ts'
import type { Problem } from './contract/errors.ts'
import { createStore, openStore } from './store/open.ts'
import { createWorkbench, type Workbench } from './workbench.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-presence-'))
const rests = ['', '-wal', '-shm']
let path: string
let workbench: Workbench
let count = 0

beforeEach(() => {
  path = join(folder, `${count++}.gpkg`)
  createStore(path).close()
  workbench = createWorkbench({ path })
})
afterEach(() => workbench.close())
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function ask<T>(at: string, body?: unknown, audience: 'desk' | 'room' = 'desk'): Promise<T & Partial<Problem>> {
  const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
  const response = await workbench.fetch(new Request(`http://test.invalid${at}`, init), { audience, trust: 'shell' })
  return (await response.json()) as T & Partial<Problem>
}

const title = (words: string) => ask<CommandAnswer>('/api/commands', { type: 'setTitle', title: words })
const titleNow = async () => (await ask<{ title: string }>('/api/workspace')).title

/** Whether anyone had it open since it was made and did not close it. */
function openedBy(at: string): unknown {
  const store = openStore(at, { readOnly: true })
  const closed = store.db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'closed'").pluck().get()
  store.close()
  return closed
}

function move(from: string, to: string): void {
  for (const rest of rests) if (existsSync(from + rest)) renameSync(from + rest, to + rest)
}

// Windows lets nobody take away a file that is open.
describe.skipIf(process.platform === 'win32')('a file that is not in its place', () => {
  it('is not written to, is said to be away, and is gone on with when it is back', async () => {
    await title('หนึ่ง')
    move(path, `${path}.away`)
    expect(await title('สอง')).toMatchObject({ code: 'workspace.gone' })
    expect(await ask('/api/workspace')).toMatchObject({ code: 'workspace.gone' })
    expect(existsSync(path)).toBe(false)
    move(`${path}.away`, path)
    expect(await titleNow()).toBe('หนึ่ง')
    expect(await title('สาม')).toMatchObject({ changed: expect.arrayContaining(['workbook']) })
    await workbench.close()
    const store = openStore(path)
    expect(store.db.pragma('integrity_check', { simple: true })).toBe('ok')
    store.close()
  })

  it('leaves the log of the file that took its place alone', async () => {
    await title('หนึ่ง')
    move(path, `${path}.away`)
    createStore(path).close()
    writeFileSync(`${path}-wal`, 'of the other')
    expect(await title('สอง')).toMatchObject({ code: 'workspace.gone' })
    await workbench.close()
    expect(existsSync(`${path}-wal`)).toBe(true)
  })

  it('is closed as it is where nobody noticed that it went', async () => {
    await title('หนึ่ง')
    move(path, `${path}.away`)
    createStore(path).close()
    writeFileSync(`${path}-wal`, 'of the other')
    await workbench.close()
    expect(existsSync(`${path}-wal`)).toBe(true)
  })

  it('is refused to a job, which writes nothing to what took its place', async () => {
    move(path, `${path}.away`)
    createStore(path).close()
    const { jobId } = await ask<JobState>('/api/workspace/check', {})
    const ended = async () => (await ask<JobState>(`/api/jobs/${jobId}`)).problem?.code
    const now = async () => (await ask('/api/workspace')).code
    // The job is refused; with that the file is known to be away, and the other one in its place is not taken.
    await expect.poll(async () => [await ended(), await now()]).toContain('workspace.replaced')
    expect(openedBy(path)).toBe('clean')
  })

  it('is not looked for elsewhere: the room is told nothing but that it is away', async () => {
    await title('หนึ่ง')
    move(path, `${path}.away`)
    createStore(path).close()
    await title('สอง')
    expect(await ask('/api/workspace', undefined, 'room')).toEqual({
      code: 'workspace.gone',
      values: { name: `${count - 1}.gpkg` },
    })
  })

  it('keeps what outlives it: a filter and a chosen file are known afterwards', async () => {
    const chosen = join(folder, 'chosen.csv')
    writeFileSync(chosen, 'a,b\n1,2\n')
    const [held] = await ask<{ token: string }[]>('/api/paths', { paths: [chosen] })
    move(path, `${path}.away`)
    await title('สอง')
    move(`${path}.away`, path)
    await titleNow()
    const session = await ask<{ importId: string }>('/api/imports', { tokens: [held?.token] })
    expect(session.importId).toEqual(expect.any(String))
  })

  it('can be closed while it is away, and leaves nothing in its place', async () => {
    await title('หนึ่ง')
    move(path, `${path}.away`)
    await title('สอง')
    await workbench.close()
    expect(rests.map((rest) => existsSync(path + rest))).toEqual([false, false, false])
  })
})

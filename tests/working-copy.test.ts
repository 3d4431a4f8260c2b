/** A workspace in a network folder is worked on as a copy. The folder is one of this machine that is said to be a share. */
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { WorkbenchClient } from '../data/client.ts'
import type { WorkspaceInfo } from '../data/contract/api.ts'
import { type HoldOptions, holdWorkspace } from '../data/holder.ts'
import { takeLock } from '../data/store/lock.ts'
import { createStore, openStore } from '../data/store/open.ts'
import { temporaryFolder } from './harness.ts'

vi.mock('../data/store/network.ts', () => ({ isOnNetwork: (path: string) => path.includes('/share/') }))

const folder = temporaryFolder('working-copy')
const original = join(folder.path, 'share', 'แผนจังหวัด.gpkg')
const homeBefore = process.env.PHAENTHI_HOME

beforeAll(() => {
  process.env.PHAENTHI_HOME = join(folder.path, 'home')
  mkdirSync(join(folder.path, 'share', 'แผนจังหวัด.basemaps'), { recursive: true })
  writeFileSync(join(folder.path, 'share', 'แผนจังหวัด.basemaps', 'ฐาน.pmtiles'), 'map')
  createStore(original).close()
})
afterAll(() => {
  if (homeBefore === undefined) delete process.env.PHAENTHI_HOME
  else process.env.PHAENTHI_HOME = homeBefore
  folder.remove()
})

async function opened<T>(options: HoldOptions, use: (client: WorkbenchClient) => Promise<T>): Promise<T> {
  const client = await holdWorkspace(original, options)
  try {
    return await use(client)
  } finally {
    await client.close()
  }
}

async function infoOf(client: WorkbenchClient, audience: 'desk' | 'room' = 'desk'): Promise<WorkspaceInfo> {
  const response = await client.fetch(new Request('http://test.invalid/api/workspace'), { audience, trust: 'window' })
  return (await response.json()) as WorkspaceInfo
}

async function rename(client: WorkbenchClient, title: string): Promise<number> {
  const request = new Request('http://test.invalid/api/commands', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type: 'setTitle', title }),
  })
  return (await client.fetch(request, { audience: 'desk', trust: 'window' })).status
}

describe('a workspace in a network folder', () => {
  it('is worked on as a copy in one’s own folder, and nothing is written to the original', async () => {
    const before = readFileSync(original)
    const onCopying = vi.fn()
    await opened({ attended: true, onCopying }, async (client) => {
      const { copyOf, readOnlyBecause, fileName } = await infoOf(client)
      expect({ readOnlyBecause, fileName }).toEqual({ readOnlyBecause: null, fileName: 'แผนจังหวัด.gpkg' })
      expect(copyOf).toMatchObject({ original, originalChanged: false })
      expect(copyOf?.path.startsWith(join(folder.path, 'home'))).toBe(true)
      const basemap = join(copyOf?.path ?? '', '..', 'แผนจังหวัด.basemaps', 'ฐาน.pmtiles')
      expect(readFileSync(basemap, 'utf8')).toBe('map')
      expect((await infoOf(client, 'room')).copyOf).toBeNull()
      expect(await rename(client, 'แผนของเรา')).toBe(200)
    })
    const [done, total] = onCopying.mock.lastCall ?? []
    expect(done).toBe(total)
    expect(total).toBe(before.length + 'map'.length)
    expect(readFileSync(original)).toEqual(before)
  })

  it('comes back with the work done in it, without being copied again', async () => {
    const onCopying = vi.fn()
    await opened({ attended: true, onCopying }, async (client) => {
      expect(await infoOf(client)).toMatchObject({ title: 'แผนของเรา', copyOf: { originalChanged: false } })
    })
    expect(onCopying).not.toHaveBeenCalled()
  })

  it('says when the original was changed since, and is begun anew once the copy is moved away', async () => {
    const store = openStore(original)
    store.db.prepare("INSERT INTO phaenthi_meta VALUES ('test', 'changed')").run()
    store.close()
    const copy = await opened({ attended: true }, async (client) => (await infoOf(client)).copyOf)
    expect(copy?.originalChanged).toBe(true)
    renameSync(copy?.path ?? '', join(folder.path, `moved-${basename(original)}`))
    writeFileSync(`${copy?.path}-wal`, 'of the copy that was moved')
    await opened({ attended: true }, async (client) => {
      expect(await infoOf(client)).toMatchObject({ title: '', copyOf: { originalChanged: false } })
      expect(readFileSync(`${copy?.path}-wal`).toString('latin1')).not.toContain('moved')
    })
  })

  it('is only read by a single command, with a sentence why', async () => {
    await opened({}, async (client) => {
      expect(await infoOf(client)).toMatchObject({ readOnlyBecause: 'workspace.on-network', copyOf: null })
      expect(await rename(client, 'x')).toBe(403)
    })
  })

  it('is opened not at all where the copying was called off, and leaves nothing behind', async () => {
    const copy = await opened({ attended: true }, async (client) => (await infoOf(client)).copyOf)
    const moved = join(folder.path, 'called-off.gpkg')
    renameSync(copy?.path ?? '', moved)
    const stop = new AbortController()
    const onCopying = () => stop.abort()
    const options = { attended: true, onCopying, signal: stop.signal }
    await expect(holdWorkspace(original, options)).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(dirname(copy?.path ?? ''))).toBe(false)
  })

  it('is not copied while someone has it open', async () => {
    const copy = await opened({ attended: true }, async (client) => (await infoOf(client)).copyOf)
    renameSync(copy?.path ?? '', join(folder.path, 'again.gpkg'))
    const lock = await takeLock(original)
    try {
      await expect(holdWorkspace(original, { attended: true })).rejects.toMatchObject({ code: 'workspace.locked' })
    } finally {
      lock.release()
    }
  })

  it('keeps what a killed program had not yet folded into it', async () => {
    const store = openStore(original)
    store.db.prepare("UPDATE phaenthi_meta SET value = 'last words' WHERE key = 'test'").run()
    const [file, wal] = [readFileSync(original), readFileSync(`${original}-wal`)]
    store.close()
    writeFileSync(original, file)
    writeFileSync(`${original}-wal`, wal)
    const copy = await opened({ attended: true }, async (client) => (await infoOf(client)).copyOf)
    const seen = openStore(copy?.path ?? '', { readOnly: true })
    expect(seen.db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'test'").pluck().get()).toBe('last words')
    seen.close()
  })
})

import { existsSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { backUp, listBackups } from './backup.ts'
import { createStore, openStore, type Store } from './open.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-backup-'))
const homeBefore = process.env.PHAENTHI_HOME
let store: Store

beforeAll(() => {
  process.env.PHAENTHI_HOME = join(folder, 'home')
  store = createStore(join(folder, 'stick', '..', 'งาน.gpkg'))
})
afterAll(() => {
  store.close()
  if (homeBefore === undefined) delete process.env.PHAENTHI_HOME
  else process.env.PHAENTHI_HOME = homeBefore
  rmSync(folder, { recursive: true, force: true })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Moves the newest backup's time back by days and minutes. */
function age(path: string, days: number): void {
  const at = new Date(Date.now() - days * 86_400_000)
  utimesSync(path, at, at)
}

describe('backups', () => {
  it('are whole workspaces in the person’s own folder, never beside the file', async () => {
    store.db.prepare("INSERT OR REPLACE INTO phaenthi_meta VALUES ('note', 'ก่อน')").run()
    const path = await backUp(store.db)
    expect(path.startsWith(join(folder, 'home'))).toBe(true)
    expect(readdirSync(folder).some((name) => name.includes('backup'))).toBe(false)
    const copy = openStore(path, { readOnly: true })
    expect(copy.db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'note'").pluck().get()).toBe('ก่อน')
    copy.close()
  })

  it('are the newest three and one of each earlier day, within twice the file', async () => {
    for (const days of [5, 5, 4, 3, 2, 1, 0, 0, 0]) age(await backUp(store.db), days)
    const kept = listBackups(store.db)
    const bytes = kept.reduce((sum, backup) => sum + backup.bytes, 0)
    const size = kept[0]?.bytes ?? 0
    // Twice the file is two copies of it: the bound on size speaks before the one on days does.
    expect(bytes).toBeLessThanOrEqual(size * 2)
    expect(kept.length).toBeGreaterThanOrEqual(1)
    expect(kept[0]?.at.getTime()).toBeGreaterThan(Date.now() - 60_000)
  })

  it('are told apart by their number, not by a clock that was years ahead for a while', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2099-01-01T08:00:00Z') })
    for (let copy = 0; copy < 4; copy++) age(await backUp(store.db), 0)
    vi.setSystemTime(new Date('2026-01-01T08:00:00Z'))
    const [first, second] = [await backUp(store.db), await backUp(store.db)]
    for (const path of [first, second]) age(path, 0)
    const next = await backUp(store.db)
    expect(listBackups(store.db).map(({ path }) => path)).toEqual([next, second])
  })

  it('leave nothing when they are cancelled', async () => {
    const before = listBackups(store.db).map(({ path }) => path)
    await expect(backUp(store.db, { cancelled: () => true })).rejects.toThrow()
    expect(listBackups(store.db).map(({ path }) => path)).toEqual(before)
    const home = join(folder, 'home', 'backups')
    const left = readdirSync(home, { recursive: true }).filter((name) => String(name).endsWith('.part'))
    expect(left).toEqual([])
    expect(existsSync(home)).toBe(true)
  })
})

/** Locks that were left, locks of others, locks that are no locks: none keeps people out for good, none is held twice. */
import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { takeLock } from './lock.ts'
import { type LockHolder, livingHolder, lockPath, readHolder } from './lock-holder.ts'

const folder = mkdtempSync(join(tmpdir(), 'phaenthi-lock-'))
let path: string
let count = 0

beforeEach(() => {
  path = join(folder, `${count++}.gpkg`)
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const MINUTE = 60_000

/** Takes and lets go over and over, sometimes as if killed, and counts how often another was inside as well. */
const taker = `
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { takeLock } from '${new URL('./lock.ts', import.meta.url).href}'
const [path] = process.argv.slice(2)
const count = { taken: 0, together: 0 }
for (const until = performance.now() + 4000; performance.now() < until; await sleep(Math.random() * 3)) {
  const lock = await takeLock(path).catch((error) => {
    if (error.code !== 'workspace.locked') throw error
    return null
  })
  if (!lock) continue
  count.taken++
  try {
    closeSync(openSync(path + '.inside', 'wx'))
  } catch {
    count.together++
  }
  await sleep(Math.random() * 5)
  rmSync(path + '.inside', { force: true })
  if (Math.random() < 0.5) lock.release()
  else writeFileSync(path + '.lock', JSON.stringify({ ...lock.holder, pid: 2 ** 30 }))
}
console.log(JSON.stringify(count))
process.exit(0)
`

async function runTaker(script: string): Promise<{ taken: number; together: number }> {
  const child = spawn(process.execPath, [script, path])
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) said += chunk
  return JSON.parse(said) as { taken: number; together: number }
}

/** Leaves a lock as somebody would have, touched so many ms ago (before now: negative is the future). */
function leave(holder: Partial<LockHolder>, agoMs = 0): void {
  const whole = { user: 'สมชาย', host: hostname(), pid: process.pid, since: '', socket: null, secret: 's', ...holder }
  writeFileSync(lockPath(path), JSON.stringify(whole))
  touch(agoMs)
}

function touch(agoMs: number): void {
  const at = (Date.now() - agoMs) / 1000
  utimesSync(lockPath(path), at, at)
}

async function listenAt(socket: string): Promise<Server> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(socket, resolve))
  return server
}

/** Takes the lock and lets it go; answers whether that could be done. */
async function canTake(): Promise<boolean> {
  try {
    ;(await takeLock(path)).release()
    return true
  } catch (error) {
    expect(error).toMatchObject({ code: 'workspace.locked' })
    return false
  }
}

describe('a lock of this machine', () => {
  it('counts for nothing once its process is gone', async () => {
    leave({ pid: spawnSync(process.execPath, ['-e', '0']).pid })
    expect(await canTake()).toBe(true)
  })

  it('counts for nothing where its number is another program’s by now: nobody answers at the door', async () => {
    leave({ pid: process.ppid, socket: join(folder, 'nobody.sock') }, 2 * MINUTE)
    expect(await readHolder(path)).toBeNull()
    expect(await canTake()).toBe(true)
  })

  it('counts while the door answers, however long ago it was touched: a laptop may have slept', async () => {
    const socket = process.platform === 'win32' ? '\\\\.\\pipe\\phaenthi-test' : join(folder, 'living.sock')
    const server = await listenAt(socket)
    leave({ pid: process.ppid, socket }, 30 * 24 * 60 * MINUTE)
    expect(await readHolder(path)).toMatchObject({ user: 'สมชาย' })
    expect(await canTake()).toBe(false)
    await new Promise((resolve) => server.close(resolve))
  })

  it('counts while it is touched, though something swept the socket away', async () => {
    leave({ pid: process.ppid, socket: join(folder, 'swept.sock') }, 5000)
    expect(await canTake()).toBe(false)
  })

  it('is not held twice by one program either', async () => {
    const lock = await takeLock(path)
    expect(await canTake()).toBe(false)
    lock.release()
    expect(existsSync(lockPath(path))).toBe(false)
  })

  it('is held by one of many who come at once, also over one that a dead process left', async () => {
    leave({ pid: spawnSync(process.execPath, ['-e', '0']).pid })
    const tries = await Promise.allSettled(Array.from({ length: 12 }, () => takeLock(path)))
    const taken = tries.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
    expect(taken).toHaveLength(1)
    expect(readFileSync(lockPath(path), 'utf8')).toBe(JSON.stringify(taken[0]?.holder))
    taken[0]?.release()
    expect(readdirSync(folder).filter((name) => name.startsWith(`${count - 1}.gpkg`))).toEqual([])
  })

  it('is never held by two of several programs, half of which are killed', async () => {
    const script = join(folder, 'taker.mjs')
    writeFileSync(script, taker)
    const counts = await Promise.all(Array.from({ length: 6 }, () => runTaker(script)))
    expect(counts.map(({ together }) => together)).toEqual([0, 0, 0, 0, 0, 0])
    expect(counts.reduce((sum, { taken }) => sum + taken, 0)).toBeGreaterThan(40)
  })

  it('is let go and kept alive only by its own holder', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const lock = await takeLock(path)
    leave({ user: 'คนอื่น', host: 'laptop-2' }, 10 * MINUTE)
    const touched = statSync(lockPath(path)).mtimeMs
    vi.advanceTimersByTime(2 * MINUTE)
    expect(statSync(lockPath(path)).mtimeMs).toBe(touched)
    lock.release()
    expect(existsSync(lockPath(path))).toBe(true)
  })
})

describe('a lock of another machine', () => {
  it('counts for five minutes after its holder was last heard of', async () => {
    leave({ host: 'laptop-2', pid: 1 }, 4 * MINUTE)
    expect(await canTake()).toBe(false)
    touch(6 * MINUTE)
    expect(await canTake()).toBe(true)
  })

  it('whose clock is years ahead is watched: it counts while it is touched, and not for years', async () => {
    leave({ host: 'laptop-2', pid: 1 }, -5 * 365 * 24 * 60 * MINUTE)
    const waits: number[] = []
    const still = await livingHolder(path, async (ms) => void waits.push(ms))
    expect({ holder: still.holder, waits }).toEqual({ holder: null, waits: [25_000] })
    const beating = await livingHolder(path, async () => touch(-5 * 365 * 24 * 60 * MINUTE - 20_000))
    expect(beating.holder).toMatchObject({ host: 'laptop-2' })
  })
})

describe('a lock that cannot be read', () => {
  it.each([
    ['nothing', ''],
    ['half of one', '{"user":"สมชาย","host":"lap'],
    ['something else', '[1, 2, 3]'],
    ['null', 'null'],
    ['bytes', '\u0000\u0001\u0002'],
  ])('is nobody’s: %s', async (_, text) => {
    writeFileSync(lockPath(path), text)
    expect(await canTake()).toBe(true)
  })

  it('is nobody’s where it is a folder', async () => {
    mkdirSync(join(lockPath(path), 'within'), { recursive: true })
    expect(await canTake()).toBe(true)
  })

  it('is waited for where it is just being written', async () => {
    writeFileSync(lockPath(path), '')
    const found = await livingHolder(path, async () => leave({}))
    expect(found.holder).toMatchObject({ user: 'สมชาย' })
  })
})

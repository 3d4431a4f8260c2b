import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answersInTime } from './reach.ts'

/** Stands for a question to a share that is away: a process that never ends by itself. */
const unanswered = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] }
const patient = { timeLimitMs: 60_000 }

describe('asking whether a path answers', () => {
  it('says yes of what is there and of what is not', async () => {
    expect(await answersInTime(tmpdir(), patient)).toBe(true)
    expect(await answersInTime(join(tmpdir(), 'ไม่มี', 'such'), patient)).toBe(true)
  })

  it('says no when nothing comes back in time', async () => {
    expect(await answersInTime('', { timeLimitMs: 100 }, unanswered)).toBe(false)
  })

  it('says no at once when the answer is no longer wanted', async () => {
    const abort = new AbortController()
    const asked = answersInTime('', { ...patient, signal: abort.signal }, unanswered)
    abort.abort()
    expect(await asked).toBe(false)
    expect(await answersInTime(tmpdir(), { ...patient, signal: abort.signal })).toBe(false)
  })

  it('leaves it to the caller where the system lacks the command', async () => {
    expect(await answersInTime('', patient, { command: join(tmpdir(), 'no-such-command'), args: [] })).toBe(true)
  })
})

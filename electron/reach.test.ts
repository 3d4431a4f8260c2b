import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { answersBefore } from './reach.ts'

/** Stands for a question to a share that is away: a process that never ends by itself. */
const unanswered = { command: process.execPath, args: ['-e', 'setInterval(() => {}, 1000)'] }
const patient = AbortSignal.timeout(60_000)

describe('asking whether a path answers', () => {
  it('says yes of what is there and of what is not', async () => {
    expect(await answersBefore(patient, tmpdir())).toBe(true)
    expect(await answersBefore(patient, join(tmpdir(), 'ไม่มี', 'such'))).toBe(true)
  })

  it('says no when nothing comes back in time', async () => {
    expect(await answersBefore(AbortSignal.timeout(100), '', unanswered)).toBe(false)
  })

  it('says no at once when the answer is no longer wanted', async () => {
    const abort = new AbortController()
    const asked = answersBefore(abort.signal, '', unanswered)
    abort.abort()
    expect(await asked).toBe(false)
    expect(await answersBefore(abort.signal, tmpdir())).toBe(false)
  })

  it('asks nothing about what is no absolute path', async () => {
    for (const path of ['+H', '-e', '', 'งาน.gpkg']) expect(await answersBefore(patient, path)).toBe(false)
  })

  it('leaves it to the caller where the system lacks the command', async () => {
    expect(await answersBefore(patient, '', { command: join(tmpdir(), 'no-such-command'), args: [] })).toBe(true)
  })
})

/**
 * How long the route thread was held, for benches. The route is there only where PHAENTHI_MEASURE=1 is set: a timer that ticks
 * each millisecond is nothing a planner's laptop should pay for.
 */
import { existsSync, readFileSync } from 'node:fs'
import type { RouteEntry } from './route.ts'

/** A time between two ticks of a 1 ms timer: everything else of the thread waited that long. */
export interface Hold {
  readonly ms: number
  /** Of it, what the thread itself worked. */
  readonly workMs: number
  /** Of it, what the thread waited for a processor that others had; 0 where the system does not tell (it does on Linux). */
  readonly waitMs: number
  /** When it ended, ms since the last time this was asked. */
  readonly atMs: number
}

/** GET /api/measure: since the last time it was asked. */
export interface RouteThreadMeasure {
  readonly longest: Hold
  /** The longest without the wait for a processor: the thread's own fault, be it work, locks or the disk. */
  readonly longestOwn: Hold
}

const TICK_MS = 1
const SCHEDULER = '/proc/thread-self/schedstat'
const none: Hold = { ms: 0, workMs: 0, waitMs: 0, atMs: 0 }
const nothing: RouteThreadMeasure = { longest: none, longestOwn: none }

export function measureRoutes(): RouteEntry[] {
  if (process.env.PHAENTHI_MEASURE !== '1') return []
  let since = performance.now()
  let seen = nothing
  let before = readClocks()
  setInterval(() => {
    const now = readClocks()
    const hold: Hold = {
      ms: now.at - before.at,
      workMs: now.workMs - before.workMs,
      waitMs: now.waitMs - before.waitMs,
      atMs: now.at - since,
    }
    before = now
    seen = {
      longest: hold.ms > seen.longest.ms ? hold : seen.longest,
      longestOwn: ownMs(hold) > ownMs(seen.longestOwn) ? hold : seen.longestOwn,
    }
  }, TICK_MS).unref()
  return [
    {
      method: 'get',
      path: '/api/measure',
      room: 'desk',
      handler: (c) => {
        const answer = seen
        seen = nothing
        since = performance.now()
        return c.json(answer)
      },
    },
  ]
}

function ownMs({ ms, waitMs }: Hold): number {
  return ms - waitMs
}

function readClocks(): { at: number; workMs: number; waitMs: number } {
  const { user, system } = process.threadCpuUsage()
  // Nanoseconds on a processor, nanoseconds waiting for one, turns (kernel: Documentation/scheduler/sched-stats).
  const waitNs = hasScheduler ? Number(readFileSync(SCHEDULER, 'utf8').split(' ')[1]) : 0
  return { at: performance.now(), workMs: (user + system) / 1000, waitMs: waitNs / 1e6 }
}

const hasScheduler = existsSync(SCHEDULER)

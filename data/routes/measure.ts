/**
 * How long the route thread was held, for benches. The route is there only where PHAENTHI_MEASURE=1 is set: a timer that ticks
 * each millisecond is nothing a planner's laptop should pay for.
 */
import type { RouteEntry } from './route.ts'

/** GET /api/measure: since the last time it was asked. */
export interface RouteThreadMeasure {
  /** Longest time between two ticks of a 1 ms timer: everything else of the thread waited that long. */
  readonly longestHoldMs: number
  /** What the thread itself worked in that time; the rest it waited for a processor that others had. */
  readonly workOfLongestMs: number
  /** Most work between two ticks, wherever it was. */
  readonly mostWorkMs: number
  /** When the longest hold ended, ms since the last time this was asked. */
  readonly atMs: number
}

const TICK_MS = 1
const nothing: RouteThreadMeasure = { longestHoldMs: 0, workOfLongestMs: 0, mostWorkMs: 0, atMs: 0 }

export function measureRoutes(): RouteEntry[] {
  if (process.env.PHAENTHI_MEASURE !== '1') return []
  let since = performance.now()
  let seen = nothing
  let before = { at: since, workMs: workedMs() }
  setInterval(() => {
    const now = { at: performance.now(), workMs: workedMs() }
    const holdMs = now.at - before.at
    const workMs = now.workMs - before.workMs
    before = now
    if (workMs > seen.mostWorkMs) seen = { ...seen, mostWorkMs: workMs }
    if (holdMs > seen.longestHoldMs)
      seen = { ...seen, longestHoldMs: holdMs, workOfLongestMs: workMs, atMs: now.at - since }
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

function workedMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** Jobs under way, and the one stream of events that each window holds. */
import { setTimeout as sleep } from 'node:timers/promises'
import { streamSSE } from 'hono/streaming'
import { Refusal } from '../contract/errors.ts'
import { param, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

const HEARTBEAT_MS = 15_000

export function jobRoutes({ jobs }: WorkbenchState): RouteEntry[] {
  return [
    { method: 'get', path: '/api/jobs', room: 'desk', handler: (c) => c.json(jobs.list()) },
    {
      method: 'get',
      path: '/api/jobs/:id',
      room: 'desk',
      handler: (c) => {
        const job = jobs.get(param(c, 'id'))
        if (!job) throw new Refusal('request.not-found', { what: param(c, 'id') })
        return c.json(job)
      },
    },
    {
      method: 'delete',
      path: '/api/jobs/:id',
      room: 'desk',
      handler: (c) => {
        jobs.cancel(param(c, 'id'))
        return c.body(null, 204)
      },
    },
  ]
}

/** Goes on while the file is away: it is how windows hear that it is back. */
export function eventRoutes({ events }: Pick<WorkbenchState, 'events'>): RouteEntry[] {
  return [
    {
      method: 'get',
      path: '/api/events',
      room: 'reduced',
      handler: (c) => {
        const room = c.env.audience === 'room'
        return streamSSE(c, async (stream) => {
          // A job's state names files and refused rows: the room hears only that something changed.
          const end = events.subscribe((event) => {
            if (room && event.type !== 'changed') return
            void stream.writeSSE({ data: JSON.stringify(event) })
          })
          if (!room && events.absence) {
            await stream.writeSSE({ data: JSON.stringify({ type: 'file', problem: events.absence }) })
          }
          const gone = new AbortController()
          stream.onAbort(() => gone.abort())
          const signal = AbortSignal.any([gone.signal, events.ended])
          while (!signal.aborted) {
            await stream.writeSSE({ data: '', event: 'heartbeat' })
            await sleep(HEARTBEAT_MS, undefined, { signal }).catch(() => undefined)
          }
          end()
        })
      },
    },
  ]
}

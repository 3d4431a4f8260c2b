/** Jobs under way, and the one stream of events that each window holds. */
import { setTimeout as sleep } from 'node:timers/promises'
import { streamSSE } from 'hono/streaming'
import { Refusal } from '../contract/errors.ts'
import { param, type RouteEntry } from './route.ts'
import type { WorkbenchState } from './state.ts'

const HEARTBEAT_MS = 15_000

export function jobRoutes({ jobs, events }: WorkbenchState): RouteEntry[] {
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

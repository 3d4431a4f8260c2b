/** Jobs under way, and the one stream of events that each window holds. */
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
          stream.onAbort(end)
          while (!stream.aborted && !stream.closed) {
            await stream.writeSSE({ data: '', event: 'heartbeat' })
            await stream.sleep(HEARTBEAT_MS)
          }
          end()
        })
      },
    },
  ]
}

/** What the desk shows to the room: a title and a view. The room reads it; only the desk writes it. */
import { z } from 'zod'
import { areaLevels } from '../contract/imports.ts'
import { type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export const roomStateSchema = z.object({
  title: z.string().max(300),
  indicator: z.string().max(200).nullable(),
  level: z.enum(areaLevels).nullable(),
  survey: z.string().max(200).nullable(),
  compareWith: z.string().max(200).nullable().default(null),
  center: z.tuple([z.number(), z.number()]).nullable(),
  zoom: z.number().min(0).max(24).nullable(),
  /** Which of the prepared stops this is. */
  stop: z.object({ number: z.number().int(), count: z.number().int() }).nullable().default(null),
})
type RoomState = z.infer<typeof roomStateSchema>

export function roomRoutes(state: WorkbenchState): RouteEntry[] {
  let shown: RoomState | null = null
  return [
    {
      method: 'post',
      path: '/api/room/enter',
      room: 'desk',
      handler: (c) => {
        state.events.send({ type: 'room' })
        return c.body(null, 204)
      },
    },
    { method: 'get', path: '/api/room/state', room: 'open', handler: (c) => c.json(shown) },
    {
      method: 'post',
      path: '/api/room/state',
      room: 'desk',
      handler: async (c) => {
        shown = await readBody(c, roomStateSchema)
        state.events.changed(['room'])
        return c.body(null, 204)
      },
    },
  ]
}

/** What the desk shows to the room: a title and a view. The room reads it; only the desk writes it. */
import { roomStateSchema } from '../contract/room.ts'
import { type RouteEntry, readBody } from './route.ts'
import type { WorkbenchState } from './state.ts'

export function roomRoutes(state: WorkbenchState): RouteEntry[] {
  const { room } = state
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
    { method: 'get', path: '/api/room/state', room: 'open', handler: (c) => c.json(room.shown) },
    {
      method: 'post',
      path: '/api/room/state',
      room: 'desk',
      handler: async (c) => {
        room.shown = await readBody(c, roomStateSchema)
        state.events.changed(['room'])
        return c.body(null, 204)
      },
    },
  ]
}

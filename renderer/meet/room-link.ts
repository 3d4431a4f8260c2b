/**
 * What the wall should show, as it travels from the desk: in the address of the room's page (after '#', which no server sees)
 * when this window turns into the wall, or through data/ when a meeting is on.
 */
import { z } from 'zod'
import { type RoomState, roomStateSchema } from '../../data/contract/room.ts'

const ROOM = '#/room?'
const DESK = '#/desk?'

/** The address part that makes a room page show this state. */
export function roomHash(state: RoomState): string {
  return `${ROOM}${new URLSearchParams({ state: JSON.stringify(state), from: 'desk' })}`
}

/** The state in a room page's address, or null where there is none that can be read. */
export function readRoomHash(hash: string): RoomState | null {
  if (!hash.startsWith(ROOM)) return null
  const text = new URLSearchParams(hash.slice(ROOM.length)).get('state')
  try {
    return roomStateSchema.safeParse(JSON.parse(text ?? 'null')).data ?? null
  } catch {
    return null
  }
}

/** Whether this page is a desk's window turned to the wall: then the way back is the way it came. */
export function cameFromDesk(hash: string): boolean {
  return hash.startsWith(ROOM) && new URLSearchParams(hash.slice(ROOM.length)).get('from') === 'desk'
}

const deskViewSchema = z.object({
  mode: z.enum(['explore', 'draft', 'meet', 'report']),
  center: roomStateSchema.shape.center,
  zoom: roomStateSchema.shape.zoom,
})
export type DeskView = z.infer<typeof deskViewSchema>

/** The address part that a desk page is left with, so that coming back finds it as it was. */
export function deskHash(view: DeskView): string {
  return `${DESK}${new URLSearchParams({ view: JSON.stringify(view) })}`
}

export function readDeskHash(hash: string): DeskView | null {
  if (!hash.startsWith(DESK)) return null
  try {
    const text = new URLSearchParams(hash.slice(DESK.length)).get('view')
    return deskViewSchema.safeParse(JSON.parse(text ?? 'null')).data ?? null
  } catch {
    return null
  }
}

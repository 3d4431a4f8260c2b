/** The meeting at the desk: whether it is on, which stop the wall shows, what it is called there, and the facilitator's notes. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { RoomState } from '../../data/contract/room.ts'
import type { Bookmark } from '../../data/contract/workbook.ts'
import { type Camera, useCamera } from '../state/camera.ts'
import { useSpot } from '../state/spot.ts'
import { useThematic } from '../state/thematic.ts'

interface MeetingState {
  readonly isOn: boolean
  readonly follows: boolean
  readonly stopId: string | null
  /** What the room reads above the map; empty: the indicator's name. */
  readonly title: string
  /** Of how many stops the present one is which; told to the wall. */
  readonly place: { readonly number: number; readonly count: number } | null
  readonly setOn: (isOn: boolean) => void
  readonly setFollows: (follows: boolean) => void
  readonly setTitle: (title: string) => void
  readonly showStop: (stop: Bookmark, place: { readonly number: number; readonly count: number }) => void
}

export const useMeeting = create<MeetingState>()((set) => ({
  isOn: false,
  follows: true,
  stopId: null,
  title: '',
  place: null,
  setOn: (isOn) => set({ isOn }),
  setFollows: (follows) => set({ follows }),
  setTitle: (title) => set({ title }),
  showStop: (stop, place) => {
    set({ stopId: stop.id, title: stop.title, place })
    useCamera.getState().ask({ kind: 'go', camera: { center: stop.center, zoom: stop.zoom } })
  },
}))

interface NotesState {
  readonly notes: Readonly<Record<string, string>>
  readonly write: (key: string, text: string) => void
}

/** Notes by workspace and stop; on this machine only, never in the file that travels. */
export const useNotes = create<NotesState>()(
  persist(
    (set) => ({
      notes: {},
      write: (key, text) => set(({ notes }) => ({ notes: { ...notes, [key]: text } })),
    }),
    { name: 'phaenthi-meeting-notes' },
  ),
)

/** What the wall would show now: the desk's indicator, level, survey and camera under the meeting's title. */
export function presentRoomState(): RoomState {
  const { indicator, level, survey, compareWith } = useThematic.getState().choice
  const camera = cameraForRoom()
  const { title, place } = useMeeting.getState()
  return {
    // Empty: the wall names the indicator itself, in its own words.
    title,
    indicator,
    level,
    survey,
    compareWith,
    center: camera ? [camera.center[0], camera.center[1]] : null,
    zoom: camera?.zoom ?? null,
    stop: place,
  }
}

/** From this zoom in, the middle of the map tells which house is meant. */
const HOUSE_ZOOM = 14

/** The desk's camera; none while the desk looks at one household's house, and the wall stays where it was. */
function cameraForRoom(): Camera | null {
  const { camera } = useCamera.getState()
  const isAtHouse = useSpot.getState().point !== null && camera !== null && camera.zoom >= HOUSE_ZOOM
  return isAtHouse ? null : camera
}

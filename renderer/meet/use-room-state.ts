import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { api } from '../api.ts'
import { useCamera } from '../state/camera.ts'
import { useThematic } from '../state/thematic.ts'
import { type RoomState, readRoomHash, roomStateSchema } from './room-link.ts'

const POLL_MS = 4000

/** What this wall is to show: what the desk last sent, else what came in the address, else what the workbook was left on. */
export function useRoomState(): RoomState | null {
  const [linked] = useState(() => readRoomHash(window.location.hash))
  const { data: sent } = useQuery({
    queryKey: ['room', 'state'],
    queryFn: ({ signal }) => api.roomState(signal),
    refetchInterval: POLL_MS,
    staleTime: 0,
    retry: false,
  })
  const state = linked && !isNewer(sent ?? null, linked) ? linked : (sent ?? null)
  // The workbook's own choice is taken over first; what the desk shows goes before it.
  const isRestored = useThematic((thematic) => thematic.isRestored)
  useEffect(() => {
    if (state && isRestored) apply(state)
  }, [state, isRestored])
  return state
}

/** A turned window shows its own view until the desk of a meeting sends another. */
function isNewer(sent: RoomState | null, linked: RoomState): boolean {
  return sent !== null && JSON.stringify(roomStateSchema.parse(sent)) !== JSON.stringify(linked)
}

function apply({ indicator, level, survey, compareWith, center, zoom }: RoomState): void {
  useThematic.getState().choose({ indicator, survey, compareWith: compareWith ?? null, ...(level ? { level } : {}) })
  if (center && zoom !== null) useCamera.getState().ask({ kind: 'go', camera: { center, zoom } })
}

import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Box } from '../../data/contract/imports.ts'
import { type RoomState, roomStateSchema } from '../../data/contract/room.ts'
import { api } from '../api.ts'
import { useWorkspace } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useThematic } from '../state/thematic.ts'
import { readRoomHash } from './room-link.ts'
import { showsWhole } from './shows-whole.ts'

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
  const { data: workspace } = useWorkspace()
  const box = workspace?.box ?? null
  useEffect(() => {
    if (state && isRestored) apply(state, box)
  }, [state, isRestored, box])
  return state
}

/** A turned window shows its own view until the desk of a meeting sends another. */
function isNewer(sent: RoomState | null, linked: RoomState): boolean {
  return sent !== null && JSON.stringify(roomStateSchema.parse(sent)) !== JSON.stringify(linked)
}

function apply({ indicator, level, survey, compareWith, center, zoom }: RoomState, box: Box | null): void {
  useThematic.getState().choose({ indicator, survey, compareWith: compareWith ?? null, ...(level ? { level } : {}) })
  if (!center || zoom === null) return
  const { ask } = useCamera.getState()
  // A wall is not of the desk's shape: where the desk sees the whole, so does the wall.
  if (box && showsWhole({ center, zoom }, box)) ask({ kind: 'fit', box })
  else ask({ kind: 'go', camera: { center, zoom } })
}

import type { WorkspaceInfo } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { queryClient } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { notifyProblem } from '../state/notices.ts'
import { useWindow } from '../state/window.ts'
import { presentRoomState } from './meeting.ts'
import { cameFromDesk, deskHash, roomHash } from './room-link.ts'

/**
 * F9: the desk's window goes to the room's own origin with the present view and back again. Nothing of the desk stays in the
 * page that the wall shows: it is another page, from another origin, that never had a household.
 */
export async function toggleRoom(): Promise<void> {
  const workspace = queryClient.getQueryData<WorkspaceInfo>(['workspace'])
  if (workspace?.audience === 'room') return leaveRoom()
  try {
    await api.enterRoom()
  } catch (error) {
    notifyProblem(error)
  }
}

/** Takes this window to the room, as every window of the desk does when the key was pressed in any. */
export async function enterRoom(): Promise<void> {
  try {
    const url = await api.roomUrl()
    const { camera } = useCamera.getState()
    const view = {
      mode: useWindow.getState().mode,
      center: camera ? pair(camera.center) : null,
      zoom: camera?.zoom ?? null,
    }
    window.history.replaceState(null, '', deskHash(view))
    const state = presentRoomState()
    // Other walls follow, and this one finds the same when it asks.
    await api.setRoomState(state)
    window.location.assign(url + roomHash(state))
  } catch (error) {
    notifyProblem(error)
  }
}

/** Back to the desk, where this window came from one; a window that was opened as the room's stays what it is. */
function leaveRoom(): void {
  if (cameFromDesk(window.location.hash)) window.history.back()
}

function pair([lon, lat]: readonly [number, number]): [number, number] {
  return [lon, lat]
}

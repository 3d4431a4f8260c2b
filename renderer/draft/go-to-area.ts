import { api } from '../api.ts'
import { queryClient } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { notifyProblem } from '../state/notices.ts'
import { levelOfCode, useSelection } from '../state/selection.ts'

const NEAR_ZOOM = 14

/** Shows an area on the map and outlines it; what is selected besides stays. */
export async function goToArea(code: string): Promise<void> {
  const level = levelOfCode(code)
  try {
    const areas = await queryClient.ensureQueryData({ queryKey: ['areas', level], queryFn: () => api.areas(level) })
    const area = areas.find((each) => each.code === code)
    if (!area) return
    useSelection.getState().selectArea({ code, level })
    const [west, south, east, north] = area.box
    const { ask } = useCamera.getState()
    if (west < east || south < north) ask({ kind: 'fit', box: area.box })
    else ask({ kind: 'go', camera: { center: area.labelPoint, zoom: NEAR_ZOOM } })
  } catch (error) {
    notifyProblem(error)
  }
}

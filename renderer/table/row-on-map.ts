/** A row and its place on the map: selecting it, going there. */
import type { AreaRow } from '../../data/contract/api.ts'
import { api } from '../api.ts'
import { queryClient } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { notifyProblem } from '../state/notices.ts'
import { useSelection } from '../state/selection.ts'
import { useSpot } from '../state/spot.ts'
import type { GridRow, RowPlace } from './source.ts'

const NEAR_ZOOM = 16
const ITEM_ZOOM = 14

export function selectRow({ place }: GridRow): void {
  const { selectArea, selectItem } = useSelection.getState()
  if (place?.itemId) selectItem(place.itemId)
  else if (place?.area) selectArea(place.area)
}

/** Moves the map to where the row lies: its point, its own box, its project's place or its area. */
export function goToRow({ place }: GridRow): void {
  if (!place) return
  goToPlace(place).catch(notifyProblem)
}

async function goToPlace({ point, box, itemId, area }: RowPlace): Promise<void> {
  const { ask } = useCamera.getState()
  useSpot.getState().show(point ?? null)
  if (point) return ask({ kind: 'go', camera: { center: point, zoom: NEAR_ZOOM } })
  if (box) return ask({ kind: 'fit', box })
  if (itemId) {
    const { places } = await api.item(itemId)
    const at = places
      .map(({ geometry }) => geometry && firstPosition(JSON.parse(geometry) as GeoJSON.Geometry))
      .find(Boolean)
    if (at) return ask({ kind: 'go', camera: { center: at, zoom: ITEM_ZOOM } })
  }
  if (!area) return
  const rows = await queryClient.fetchQuery({
    queryKey: ['areas', area.level],
    queryFn: ({ signal }): Promise<AreaRow[]> => api.areas(area.level, signal),
  })
  const found = rows.find(({ code }) => code === area.code)
  if (found) ask({ kind: 'fit', box: found.box })
}

function firstPosition(geometry: GeoJSON.Geometry): readonly [number, number] | null {
  if (geometry.type === 'GeometryCollection') return null
  let part: unknown = geometry.coordinates
  while (Array.isArray(part) && Array.isArray(part[0])) part = part[0]
  const [lon, lat] = part as number[]
  return lon === undefined || lat === undefined ? null : [lon, lat]
}

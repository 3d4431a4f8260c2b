import type { SearchHit } from '../../data/contract/api.ts'
import { useCamera } from '../state/camera.ts'
import { levelOfCode, useSelection } from '../state/selection.ts'
import { useWindow } from '../state/window.ts'

const NEAR_ZOOM = 15

/** Shows what was found: the map goes there, and an area or item is selected. */
export function goToHit({ kind, id, box, point }: SearchHit): void {
  const selection = useSelection.getState()
  const { mode, setMode } = useWindow.getState()
  switch (kind) {
    case 'area':
    case 'village':
      selection.selectArea({ code: id, level: levelOfCode(id) })
      if (mode === 'report') setMode('explore')
      break
    case 'item':
      selection.selectItem(id)
      setMode('draft')
      break
    case 'household':
    case 'place':
      if (mode === 'report') setMode('explore')
  }
  if (box && (box[0] < box[2] || box[1] < box[3])) useCamera.getState().ask({ kind: 'fit', box })
  else if (point) useCamera.getState().ask({ kind: 'go', camera: { center: point, zoom: NEAR_ZOOM } })
}

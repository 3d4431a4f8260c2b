import type { Box } from '../../data/contract/imports.ts'
import type { Camera } from '../state/camera.ts'

const TILE_PX = 512
/** A desk's map is about this large, and a view counts as centred with its middle this near to the box's own. */
const DESK_PX = { width: 1100, height: 900 }
const CENTRED_SHARE = 0.2

/** Whether a desk with this camera has all of a box (west, south, east, north) before it, and not a part or one corner. */
export function showsWhole({ center: [lon, lat], zoom }: Camera, [west, south, east, north]: Box): boolean {
  const degreePx = (TILE_PX * 2 ** zoom) / 360
  // Web Mercator stretches north and south by the same as 1 / cos(latitude), near enough over a country.
  const stretch = 1 / Math.cos((((south + north) / 2) * Math.PI) / 180)
  const widthPx = (east - west) * degreePx
  const heightPx = (north - south) * degreePx * stretch
  const isCentred =
    Math.abs(lon - (west + east) / 2) < (east - west) * CENTRED_SHARE &&
    Math.abs(lat - (south + north) / 2) < (north - south) * CENTRED_SHARE
  return isCentred && widthPx < DESK_PX.width && heightPx < DESK_PX.height
}

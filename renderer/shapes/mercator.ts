/** Web Mercator, in which the map is drawn: the world is 1 wide, x to the east and y to the south. */
import type { Position } from 'geojson'

const RADIANS = Math.PI / 180
/** MapLibre's world at zoom 0, in pixels. */
const WORLD_PX = 512
/** A tenth of a millimetre, as fine as terra-draw keeps positions. */
const DECIMALS = 1e9

export function mercatorX(lon: number): number {
  return (lon + 180) / 360
}

export function mercatorY(lat: number): number {
  return (1 - Math.asinh(Math.tan(lat * RADIANS)) / Math.PI) / 2
}

/** Longitude and latitude of a spot of the world, to nine decimals. */
export function positionAt(x: number, y: number): [lon: number, lat: number] {
  const lat = Math.atan(Math.sinh((1 - 2 * y) * Math.PI)) / RADIANS
  return [Math.round((x * 360 - 180) * DECIMALS) / DECIMALS, Math.round(lat * DECIMALS) / DECIMALS]
}

/** So many pixels as a share of the world's width. */
export function shareOfWorld(px: number, zoom: number): number {
  return px / (WORLD_PX * 2 ** zoom)
}

/** Carries positions as the hand that moved from one to the other does on the map: a shape keeps its look. */
export function carrier(from: Position, to: Position): (position: Position) => Position {
  const dx = mercatorX(to[0]!) - mercatorX(from[0]!)
  const dy = mercatorY(to[1]!) - mercatorY(from[1]!)
  return ([lon = 0, lat = 0]) => positionAt(mercatorX(lon) + dx, mercatorY(lat) + dy)
}

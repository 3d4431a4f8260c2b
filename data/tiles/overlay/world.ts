/**
 * Where things are inside the tile pyramid. A world unit is the width of the Web Mercator square divided by 2^31 (1.9 cm at
 * the equator): whole numbers, so that two areas which share a border share it exactly, at every zoom.
 */
const WORLD_BITS = 31
const WORLD = 2 ** WORLD_BITS
const LARGEST = WORLD - 1

/** Width of a tile in its own units (Mapbox Vector Tile specification 2.1, clause 4.1). */
export const TILE_EXTENT = 4096
const EXTENT_BITS = 12

/** How far geometry runs on beyond the tile's edge, in tile units, so that outlines meet under the seam. */
export const TILE_BUFFER = 80

/** The nearest zoom for which overlay tiles are made; MapLibre scales them up beyond it. */
export const OVERLAY_MAX_ZOOM = 14

/** No tile may be larger than this, in bytes. */
export const TILE_BYTES_LIMIT = 500_000

export interface TileAddress {
  readonly z: number
  readonly x: number
  readonly y: number
}

/** A tile's frame in world units: its corner, its side and how many world units one tile unit is. */
export interface TileFrame {
  readonly originX: number
  readonly originY: number
  readonly side: number
  readonly unit: number
}

/** World x of a longitude in degrees. */
export function worldX(lon: number): number {
  return clamp(Math.round((lon / 360 + 0.5) * WORLD))
}

/** World y (growing southwards) of a latitude in degrees; beyond 85.05° it stays at the square's edge. */
export function worldY(lat: number): number {
  const sine = Math.sin((lat * Math.PI) / 180)
  return clamp(Math.round((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * WORLD))
}

/** The frame of a tile. */
export function frameOf({ z, x, y }: TileAddress): TileFrame {
  const side = 2 ** (WORLD_BITS - z)
  return { originX: x * side, originY: y * side, side, unit: 2 ** (WORLD_BITS - EXTENT_BITS - z) }
}

/** Whether an address lies in the pyramid that overlays have. */
export function isOverlayAddress({ z, x, y }: TileAddress): boolean {
  const whole = Number.isInteger(z) && Number.isInteger(x) && Number.isInteger(y)
  return whole && z >= 0 && z <= OVERLAY_MAX_ZOOM && x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z
}

function clamp(value: number): number {
  return Math.max(0, Math.min(value, LARGEST))
}

/** Circles on the ground, as the polygons they are kept as. */
import type { Polygon, Position } from 'geojson'

const EARTH_RADIUS_M = 6_371_008.8
const STEPS = 72
const RADIANS = Math.PI / 180
/** A centimetre. */
const DECIMALS = 1e7

/** A circle of a radius in metres on the sphere of the mean radius (direct problem; Snyder 1987, p. 31). */
export function circlePolygon([lon = 0, lat = 0]: Position, radiusM: number): Polygon {
  const angle = radiusM / EARTH_RADIUS_M
  const [sinLat, cosLat] = [Math.sin(lat * RADIANS), Math.cos(lat * RADIANS)]
  const ring = Array.from({ length: STEPS }, (_, step): Position => {
    const bearing = (-step / STEPS) * 2 * Math.PI
    const sin = sinLat * Math.cos(angle) + cosLat * Math.sin(angle) * Math.cos(bearing)
    const east = Math.atan2(Math.sin(bearing) * Math.sin(angle) * cosLat, Math.cos(angle) - sinLat * sin)
    return [rounded(lon + east / RADIANS), rounded(Math.asin(sin) / RADIANS)]
  })
  return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }
}

/** Metres between two positions on the same sphere (haversine). */
export function distanceM([lonA = 0, latA = 0]: Position, [lonB = 0, latB = 0]: Position): number {
  const half = (from: number, to: number) => Math.sin(((to - from) * RADIANS) / 2) ** 2
  const chord = half(latA, latB) + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * half(lonA, lonB)
  return 2 * EARTH_RADIUS_M * Math.asin(Math.sqrt(chord))
}

function rounded(degrees: number): number {
  return Math.round(degrees * DECIMALS) / DECIMALS
}

/** Longitude and latitude on a plane whose x is shortened by the cosine of the middle latitude and whose y grows downwards. */
import type { Box } from '../../data/contract/imports.ts'

export interface PlaneView {
  readonly lonScale: number
  readonly widthDegrees: number
  readonly viewBox: string
}

type Position = readonly number[]

/** SVG path data of lines and rings; points have none. */
export function pathOf(geometry: GeoJSON.Geometry | null, view: PlaneView): string {
  if (!geometry) return ''
  switch (geometry.type) {
    case 'Point':
    case 'MultiPoint':
      return ''
    case 'LineString':
      return lineOf(geometry.coordinates, view)
    case 'MultiLineString':
      return geometry.coordinates.map((line) => lineOf(line, view)).join('')
    case 'Polygon':
      return ringsOf(geometry.coordinates, view)
    case 'MultiPolygon':
      return geometry.coordinates.map((rings) => ringsOf(rings, view)).join('')
    case 'GeometryCollection':
      return geometry.geometries.map((part) => pathOf(part, view)).join('')
  }
}

/**
 * The points of a geometry on the plane, or with no view as longitude and latitude. Only point geometries have any, unless
 * `everyVertex` asks for the corners of lines and rings too.
 */
export function pointsOf(
  geometry: GeoJSON.Geometry | null,
  view: PlaneView | null,
  everyVertex = false,
): ReadonlyArray<readonly [x: number, y: number]> {
  if (!geometry) return []
  if (geometry.type === 'GeometryCollection')
    return geometry.geometries.flatMap((part) => [...pointsOf(part, view, everyVertex)])
  if (!everyVertex && !geometry.type.endsWith('Point')) return []
  return positionsOf(geometry.coordinates).map((position) => place(position, view))
}

/** The box around these points, or null where there are none. */
export function fitBox(points: ReadonlyArray<readonly [number, number]>): Box | null {
  if (points.length === 0) return null
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of points) {
    west = Math.min(west, x)
    south = Math.min(south, y)
    east = Math.max(east, x)
    north = Math.max(north, y)
  }
  return [west, south, east, north]
}

/** A box as an SVG rectangle, never smaller than `least` so that a tiny one can still be seen and hit. */
export function rectOf(box: Box, view: PlaneView, least: number) {
  const [west, south, east, north] = box
  const width = Math.max((east - west) * view.lonScale, least)
  const height = Math.max(north - south, least)
  const middleX = ((west + east) / 2) * view.lonScale
  return { x: middleX - width / 2, y: -(south + north) / 2 - height / 2, width, height }
}

function place([lon = 0, lat = 0]: Position, view: PlaneView | null): readonly [number, number] {
  return view ? [lon * view.lonScale, -lat] : [lon, lat]
}

function lineOf(line: readonly Position[], view: PlaneView): string {
  return line
    .map((position, index) => `${index === 0 ? 'M' : 'L'}${place(position, view).map(round).join(' ')}`)
    .join('')
}

function ringsOf(rings: ReadonlyArray<readonly Position[]>, view: PlaneView): string {
  return rings.map((ring) => `${lineOf(ring, view)}Z`).join('')
}

function round(value: number): string {
  return value.toFixed(5)
}

function positionsOf(coordinates: unknown): readonly Position[] {
  if (!Array.isArray(coordinates)) return []
  return typeof coordinates[0] === 'number'
    ? [coordinates as number[]]
    : coordinates.flatMap((part) => [...positionsOf(part)])
}

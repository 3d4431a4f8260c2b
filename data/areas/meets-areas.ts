/** Whether a shape has any part in common with some areas: by its points, by borders that cross, or by lying around them. */
import type { Geometry, Position } from 'geojson'
import type { Box } from '../contract/imports.ts'
import { boxOf } from '../store/geometry.ts'
import type { AreaIndex } from './area-index.ts'

export interface AreaSet {
  readonly index: AreaIndex
  /** Positions of the areas in the index. */
  readonly members: ReadonlySet<number>
}

/** The single shapes of a geometry: what is several is looked at one by one. */
export function partsOfGeometry(geometry: Geometry): Geometry[] {
  switch (geometry.type) {
    case 'GeometryCollection':
      return geometry.geometries.flatMap(partsOfGeometry)
    case 'MultiPoint':
      return geometry.coordinates.map((coordinates) => ({ type: 'Point', coordinates }))
    case 'MultiLineString':
      return geometry.coordinates.map((coordinates) => ({ type: 'LineString', coordinates }))
    case 'MultiPolygon':
      return geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
    default:
      return [geometry]
  }
}

/** The lines of a shape: a point as a line of one position, a polygon as its rings. */
export function linesOf(part: Geometry): Position[][] {
  if (part.type === 'Point') return [[part.coordinates]]
  if (part.type === 'LineString') return [part.coordinates]
  return part.type === 'Polygon' ? part.coordinates : partsOfGeometry(part).flatMap(linesOf)
}

/** True where the shape (WGS84) and the areas have a position in common. */
export function meetsAreas({ index, members }: AreaSet, part: Geometry): boolean {
  const lines = linesOf(part)
  for (const line of lines)
    for (const [lon, lat] of line) if (members.has(index.locate(lon ?? Number.NaN, lat ?? Number.NaN))) return true
  const box = part.type === 'Point' ? null : boxOf(part)
  if (!box) return false
  const rings = part.type === 'Polygon' ? part.coordinates : []
  for (const area of members) {
    if (!boxesMeet(box, index.boxes, area * 4)) continue
    for (let ring = index.areaRings[area]!; ring < index.areaRings[area + 1]!; ring++) {
      const [from, to] = [index.ringStarts[ring]!, index.ringStarts[ring + 1]!]
      if (lines.some((line) => crossesRing(line, index.coordinates, from, to))) return true
      const [lon, lat] = [index.coordinates[from * 2]!, index.coordinates[from * 2 + 1]!]
      if (isWithinRings(rings, lon, lat)) return true
    }
  }
  return false
}

/** Even-odd: a hole is outside. */
export function isWithinRings(rings: readonly (readonly Position[])[], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let at = 0, before = ring.length - 1; at < ring.length; before = at++) {
      const [x1 = 0, y1 = 0] = ring[at]!
      const [x2 = 0, y2 = 0] = ring[before]!
      if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) inside = !inside
    }
  }
  return inside
}

function boxesMeet([minX, minY, maxX, maxY]: Box, boxes: Float64Array, at: number): boolean {
  return minX <= boxes[at + 2]! && boxes[at]! <= maxX && minY <= boxes[at + 3]! && boxes[at + 1]! <= maxY
}

function crossesRing(line: readonly Position[], ring: Float64Array, from: number, to: number): boolean {
  for (let at = 1; at < line.length; at++) {
    const [ax = 0, ay = 0] = line[at - 1]!
    const [bx = 0, by = 0] = line[at]!
    for (let v = from; v < to - 1; v++) {
      const other = [ring[v * 2]!, ring[v * 2 + 1]!, ring[v * 2 + 2]!, ring[v * 2 + 3]!] as const
      if (segmentsCross([ax, ay, bx, by], other)) return true
    }
  }
  return false
}

type Segment = readonly [x1: number, y1: number, x2: number, y2: number]

/** True where two segments have a point in common, their ends too. */
export function segmentsCross([ax, ay, bx, by]: Segment, [cx, cy, dx, dy]: Segment): boolean {
  const side = (px: number, py: number, qx: number, qy: number, x: number, y: number): number =>
    Math.sign((qx - px) * (y - py) - (qy - py) * (x - px))
  const [c, d] = [side(ax, ay, bx, by, cx, cy), side(ax, ay, bx, by, dx, dy)]
  const [a, b] = [side(cx, cy, dx, dy, ax, ay), side(cx, cy, dx, dy, bx, by)]
  if (c * d < 0 && a * b < 0) return true
  const within = (x: number, y: number, [px, py, qx, qy]: Segment): boolean =>
    x >= Math.min(px, qx) && x <= Math.max(px, qx) && y >= Math.min(py, qy) && y <= Math.max(py, qy)
  return (
    (c === 0 && within(cx, cy, [ax, ay, bx, by])) ||
    (d === 0 && within(dx, dy, [ax, ay, bx, by])) ||
    (a === 0 && within(ax, ay, [cx, cy, dx, dy])) ||
    (b === 0 && within(bx, by, [cx, cy, dx, dy]))
  )
}

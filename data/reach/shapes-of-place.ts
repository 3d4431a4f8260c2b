/** A place's geometry and a distance as the shapes within which households are counted. */
import type { Geometry, Position } from 'geojson'
import type { Shape } from '../contract/filters.ts'

/** Around a point or a line where the item says nothing else. */
export const DEFAULT_REACH_M = 1000

type Pair = [number, number]

/**
 * The shapes that together are what lies inside a geometry and within a distance of it. A point or line has no inside: without a
 * distance it is reached from a kilometre away. A polygon with a distance is itself and a band along each of its rings.
 */
export function shapesOfGeometry(geometry: Geometry, distanceM: number | null): Shape[] {
  switch (geometry.type) {
    case 'Point':
      return [circle(geometry.coordinates, distanceM ?? DEFAULT_REACH_M)]
    case 'MultiPoint':
      return geometry.coordinates.map((position) => circle(position, distanceM ?? DEFAULT_REACH_M))
    case 'LineString':
      return alongLine(geometry.coordinates, distanceM ?? DEFAULT_REACH_M)
    case 'MultiLineString':
      return geometry.coordinates.flatMap((line) => alongLine(line, distanceM ?? DEFAULT_REACH_M))
    case 'Polygon':
      return inPolygon(geometry.coordinates, distanceM)
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => inPolygon(rings, distanceM))
    case 'GeometryCollection':
      return geometry.geometries.flatMap((part) => shapesOfGeometry(part, distanceM))
  }
}

function inPolygon(rings: readonly (readonly Position[])[], distanceM: number | null): Shape[] {
  const inside: Shape = { kind: 'polygon', polygons: [rings.map((ring) => ring.map(pair))] }
  return distanceM === null ? [inside] : [inside, ...rings.flatMap((ring) => alongLine(ring, distanceM))]
}

/** A line that is being begun has one place only. */
function alongLine(line: readonly Position[], distanceM: number): Shape[] {
  const [first] = line
  if (!first) return []
  const isPlace = line.every(([x, y]) => x === first[0] && y === first[1])
  return isPlace ? [circle(first, distanceM)] : [{ kind: 'corridor', line: line.map(pair), distanceM }]
}

function circle(position: Position, radiusM: number): Shape {
  return { kind: 'circle', center: pair(position), radiusM }
}

function pair(position: Position): Pair {
  return [position[0] ?? 0, position[1] ?? 0]
}

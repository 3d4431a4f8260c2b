/** Shapes of filters and reaches as geometry to draw. */
import type { Geometry, Position } from 'geojson'
import type { Shape } from '../../data/contract/filters.ts'

const CIRCLE_STEPS = 72
const METRES_PER_DEGREE = 111_320

/** What is outlined on the map: a shape, or lines such as roads. */
export type Mark = Shape | { readonly kind: 'lines'; readonly lines: Position[][] }

/** The outline of a shape; a corridor is drawn as its line, since its width is said beside it. */
export function shapeGeometry(shape: Mark): Geometry {
  switch (shape.kind) {
    case 'lines':
      return { type: 'MultiLineString', coordinates: shape.lines }
    case 'polygon':
      return { type: 'MultiPolygon', coordinates: shape.polygons }
    case 'corridor':
      return { type: 'LineString', coordinates: shape.line }
    case 'circle':
      return { type: 'Polygon', coordinates: [circleRing(shape.center, shape.radiusM)] }
  }
}

/** A closed ring around a centre; on the scale of a few kilometres the Earth is flat enough for a drawing. */
function circleRing([lon, lat]: readonly [number, number], radiusM: number): [number, number][] {
  const north = radiusM / METRES_PER_DEGREE
  const east = north / Math.cos((lat * Math.PI) / 180)
  const ring = Array.from({ length: CIRCLE_STEPS }, (_, step): [number, number] => {
    const angle = (step / CIRCLE_STEPS) * 2 * Math.PI
    return [lon + east * Math.cos(angle), lat + north * Math.sin(angle)]
  })
  return [...ring, ring[0]!]
}

/** Geometry as SVG paths on a plain page: for the map without WebGL, for legends and paper. */
import type { FeatureCollection, Geometry, Position } from 'geojson'

export interface PlainProjection {
  readonly height: number
  /** Metres on the ground of one unit of the page. */
  readonly unitM: number
  readonly project: (lon: number, lat: number) => readonly [x: number, y: number]
}

/** A degree of latitude on the ground. */
const DEGREE_M = 111_320

/** Equirectangular at the middle latitude of what is there, filling a page of this width; null where nothing is there. */
export function plainProjection(shapes: FeatureCollection, width: number): PlainProjection | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { geometry } of shapes.features) {
    eachPosition(geometry, ([lon = 0, lat = 0]) => {
      west = Math.min(west, lon)
      east = Math.max(east, lon)
      south = Math.min(south, lat)
      north = Math.max(north, lat)
    })
  }
  if (!(east > west) || !(north > south)) return null
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = width / ((east - west) * squeeze)
  return {
    height: (north - south) * scale,
    unitM: DEGREE_M / scale,
    project: (lon, lat) => [(lon - west) * squeeze * scale, (north - lat) * scale],
  }
}

/** The path of polygons and lines, and of points as circles of `radius` units of the page. */
export function outlinePath(geometry: Geometry | null, { project }: PlainProjection, radius = 0): string {
  const line = (positions: readonly Position[]) =>
    positions
      .map(([lon = 0, lat = 0], index) => {
        const [x, y] = project(lon, lat)
        return `${index === 0 ? 'M' : 'L'}${Math.round(x * 10) / 10},${Math.round(y * 10) / 10}`
      })
      .join('')
  switch (geometry?.type) {
    case 'Polygon':
      return geometry.coordinates.map((ring) => `${line(ring)}Z`).join('')
    case 'MultiPolygon':
      return geometry.coordinates.flatMap((rings) => rings.map((ring) => `${line(ring)}Z`)).join('')
    case 'LineString':
      return line(geometry.coordinates)
    case 'MultiLineString':
      return geometry.coordinates.map(line).join('')
    case 'Point': {
      const [lon = 0, lat = 0] = geometry.coordinates
      const [x, y] = project(lon, lat)
      const half = `a${radius},${radius} 0 1 1`
      return `M${Math.round((x - radius) * 10) / 10},${Math.round(y * 10) / 10}${half} ${2 * radius},0${half} ${-2 * radius},0Z`
    }
    default:
      return ''
  }
}

function eachPosition(geometry: Geometry | null, visit: (position: Position) => void): void {
  for (const position of positionsOf(geometry)) visit(position)
}

function positionsOf(geometry: Geometry | null): readonly Position[] {
  switch (geometry?.type) {
    case 'Point':
      return [geometry.coordinates]
    case 'MultiPoint':
    case 'LineString':
      return geometry.coordinates
    case 'Polygon':
    case 'MultiLineString':
      return geometry.coordinates.flat()
    case 'MultiPolygon':
      return geometry.coordinates.flat(2)
    case 'GeometryCollection':
      return geometry.geometries.flatMap(positionsOf)
    default:
      return []
  }
}

/** Whether two shapes come close to each other, in metres on a plane laid at their latitude: good for a few kilometres. */
import type { Geometry, Position } from 'geojson'
import { isWithinRings, linesOf, partsOfGeometry, segmentsCross } from '../areas/meets-areas.ts'

/** Metres of a degree along a meridian, on the sphere of mean radius 6,371,008.8 m. */
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180

/** True where any part of one lies within so many metres of any part of the other, or inside of it. */
export function areNear(a: Geometry, b: Geometry, limitM: number): boolean {
  const latitude = linesOf(a)[0]?.[0]?.[1] ?? 0
  const across = METRES_PER_DEGREE * Math.cos((latitude * Math.PI) / 180)
  const flat = (geometry: Geometry) => partsOfGeometry(geometry).map((part) => flatten(part, across))
  const others = flat(b)
  return flat(a).some((one) => others.some((other) => partsNear(one, other, limitM)))
}

interface FlatPart {
  readonly lines: readonly Position[][]
  readonly isArea: boolean
  readonly box: readonly [number, number, number, number]
}

function flatten(part: Geometry, across: number): FlatPart {
  const lines = linesOf(part).map((line) => line.map(([lon = 0, lat = 0]) => [lon * across, lat * METRES_PER_DEGREE]))
  const xs = lines.flatMap((line) => line.map(([x = 0]) => x))
  const ys = lines.flatMap((line) => line.map(([, y = 0]) => y))
  const least = (values: number[]) => values.reduce((low, value) => Math.min(low, value), Infinity)
  const most = (values: number[]) => values.reduce((high, value) => Math.max(high, value), -Infinity)
  return { lines, isArea: part.type === 'Polygon', box: [least(xs), least(ys), most(xs), most(ys)] }
}

function partsNear(a: FlatPart, b: FlatPart, limitM: number): boolean {
  const apart =
    a.box[0] > b.box[2] + limitM ||
    b.box[0] > a.box[2] + limitM ||
    a.box[1] > b.box[3] + limitM ||
    b.box[1] > a.box[3] + limitM
  if (apart) return false
  if (holdsFirst(a, b) || holdsFirst(b, a)) return true
  return a.lines.some((one) => b.lines.some((other) => linesNear(one, other, limitM)))
}

function holdsFirst(outer: FlatPart, inner: FlatPart): boolean {
  const [x = Number.NaN, y = Number.NaN] = inner.lines[0]?.[0] ?? []
  return outer.isArea && isWithinRings(outer.lines, x, y)
}

function linesNear(one: readonly Position[], other: readonly Position[], limitM: number): boolean {
  for (let i = 0; i < Math.max(1, one.length - 1); i++) {
    for (let k = 0; k < Math.max(1, other.length - 1); k++) {
      const [a, b] = [one[i]!, one[i + 1] ?? one[i]!]
      const [c, d] = [other[k]!, other[k + 1] ?? other[k]!]
      const distances = [toSegment(a, c, d), toSegment(b, c, d), toSegment(c, a, b), toSegment(d, a, b)]
      if (distances.some((distanceM) => distanceM <= limitM)) return true
      if (segmentsCross([a[0]!, a[1]!, b[0]!, b[1]!], [c[0]!, c[1]!, d[0]!, d[1]!])) return true
    }
  }
  return false
}

function toSegment([x = 0, y = 0]: Position, [ax = 0, ay = 0]: Position, [bx = 0, by = 0]: Position): number {
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length2 === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length2))
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay))
}

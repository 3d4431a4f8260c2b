/** Shapes from fields: where a field is positive becomes polygons (marching squares, each crossing interpolated). */
import { insideRing, ringAreaKm2, type Spot } from './plane.ts'

export interface ContourArea {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
  readonly stepKm: number
}

/** A polygon: its outer ring counter-clockwise, then its holes clockwise; rings are not closed by a repeated spot. */
export type Shape = readonly (readonly Spot[])[]

/** Polygons of the parts of the area where `field` is positive, those under `leastKm2` left out. */
export function contourShapes(field: (x: number, y: number) => number, area: ContourArea, leastKm2: number): Shape[] {
  const rings = traceRings(segmentsOf(field, area)).filter((ring) => Math.abs(ringAreaKm2(ring)) >= leastKm2)
  const outers = rings.filter((ring) => ringAreaKm2(ring) > 0)
  const holes = rings.filter((ring) => ringAreaKm2(ring) < 0)
  return outers.map((outer) => [
    outer,
    ...holes.filter((hole) => {
      const around = outers.filter((other) => insideRing(hole[0] as Spot, other))
      const nearest = around.toSorted((a, b) => ringAreaKm2(a) - ringAreaKm2(b))[0]
      return nearest === outer
    }),
  ])
}

type Crossing = string
type Segments = Map<Crossing, { readonly spot: Spot; readonly next: Crossing }>

/** For each case of positive corners (south-west 1, south-east 2, north-east 4, north-west 8): from side to side, inside on the left. */
const cases: ReadonlyArray<ReadonlyArray<readonly [from: Side, to: Side]>> = [
  [],
  [['s', 'w']],
  [['e', 's']],
  [['e', 'w']],
  [['n', 'e']],
  [
    ['s', 'w'],
    ['n', 'e'],
  ],
  [['n', 's']],
  [['n', 'w']],
  [['w', 'n']],
  [['s', 'n']],
  [
    ['e', 's'],
    ['w', 'n'],
  ],
  [['e', 'n']],
  [['w', 'e']],
  [['s', 'e']],
  [['w', 's']],
  [],
]
type Side = 'n' | 'e' | 's' | 'w'

function segmentsOf(field: (x: number, y: number) => number, area: ContourArea): Segments {
  const columns = Math.ceil((area.maxX - area.minX) / area.stepKm) + 1
  const rows = Math.ceil((area.maxY - area.minY) / area.stepKm) + 1
  const xAt = (column: number): number => area.minX + column * area.stepKm
  const yAt = (row: number): number => area.minY + row * area.stepKm
  const values = new Float64Array(columns * rows)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      // The rim counts as outside, so that every shape closes.
      const rim = row === 0 || column === 0 || row === rows - 1 || column === columns - 1
      values[row * columns + column] = rim ? -1e-3 : field(xAt(column), yAt(row)) || -1e-9
    }
  }
  const value = (column: number, row: number): number => values[row * columns + column] as number
  const segments: Segments = new Map()
  const crossing = (column: number, row: number, side: Side): { key: Crossing; spot: Spot } => {
    const alongRow = side === 's' || side === 'n'
    const c = side === 'e' ? column + 1 : column
    const r = side === 'n' ? row + 1 : row
    const here = value(c, r)
    const there = alongRow ? value(c + 1, r) : value(c, r + 1)
    const share = here / (here - there)
    const spot = alongRow ? { x: xAt(c + share), y: yAt(r) } : { x: xAt(c), y: yAt(r + share) }
    return { key: `${alongRow ? 'h' : 'v'}${c},${r}`, spot }
  }
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const bits =
        (value(column, row) > 0 ? 1 : 0) |
        (value(column + 1, row) > 0 ? 2 : 0) |
        (value(column + 1, row + 1) > 0 ? 4 : 0) |
        (value(column, row + 1) > 0 ? 8 : 0)
      for (const [from, to] of cases[bits] ?? []) {
        const start = crossing(column, row, from)
        segments.set(start.key, { spot: start.spot, next: crossing(column, row, to).key })
      }
    }
  }
  return segments
}

function traceRings(segments: Segments): Spot[][] {
  const rings: Spot[][] = []
  while (segments.size > 0) {
    const ring: Spot[] = []
    let key = segments.keys().next().value
    while (key !== undefined) {
      const segment = segments.get(key)
      if (!segment) break
      segments.delete(key)
      ring.push(segment.spot)
      key = segment.next
    }
    if (ring.length > 2) rings.push(ring)
  }
  return rings
}

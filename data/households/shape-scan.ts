/** Which households of a grid lie in a shape: runs of whole cells, and single households of the cells its outline crosses. */
import type { Shape } from '../contract/filters.ts'
import type { PointGrid } from './point-grid.ts'
import { POSITION_SCALE } from './survey-rows.ts'

export interface ScanVisitor {
  /** Cells first…last (inclusive) of one row of the grid lie wholly inside. */
  readonly cells: (first: number, last: number) => void
  /** The household at this place of the grid's order lies inside. */
  readonly household: (at: number) => void
}

/** Metres of a degree along a meridian, on the sphere of mean radius 6,371,008.8 m. */
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180

/** Visits everything inside the shape once. Polygons count even-odd, so holes and overlaps between parts are left out. */
export function scanShape(grid: PointGrid, shape: Shape, visitor: ScanVisitor): void {
  if (grid.order.length === 0) return
  switch (shape.kind) {
    case 'polygon':
      for (const polygon of shape.polygons.length === 1 ? shape.polygons : [shape.polygons.flat()])
        scanRings(grid, polygon, visitor)
      break
    case 'circle':
      scanNear(grid, [shape.center, shape.center], shape.radiusM, visitor)
      break
    case 'corridor':
      scanNear(grid, shape.line, shape.distanceM, visitor)
  }
}

type Position = readonly [number, number]

/** x1, y1, x2, y2 per edge with y1 ≤ y2, in the grid's units; level edges never count. */
function edgesOf(rings: readonly (readonly Position[])[]): Float64Array {
  const total = rings.reduce((sum, ring) => sum + ring.length, 0)
  const edges = new Float64Array(total * 4)
  let at = 0
  const add = (a: Position, b: Position): void => {
    const [low, high] = a[1] <= b[1] ? [a, b] : [b, a]
    edges[at++] = low[0] / POSITION_SCALE
    edges[at++] = low[1] / POSITION_SCALE
    edges[at++] = high[0] / POSITION_SCALE
    edges[at++] = high[1] / POSITION_SCALE
  }
  for (const ring of rings) for (let i = 0; i < ring.length; i++) add(ring[i]!, ring[(i + 1) % ring.length]!)
  return edges
}

function scanRings(grid: PointGrid, rings: readonly (readonly Position[])[], visitor: ScanVisitor): void {
  const edges = edgesOf(rings)
  const { rows, columns, minX, minY, width, height } = grid
  const byRow = rowsOfEdges(grid, edges)
  const touched = new Uint8Array(columns)
  const near = new Float64Array(edges.length)
  for (let row = 0; row < rows; row++) {
    const list = byRow[row]
    if (!list) continue
    const bottom = minY + row * height
    touched.fill(0)
    let length = 0
    let first = columns
    let last = -1
    for (const edge of list) {
      for (let k = 0; k < 4; k++) near[length++] = edges[edge + k]!
      const [from, to] = columnsOfEdge(grid, edges, edge, bottom)
      for (let column = Math.max(0, from); column <= Math.min(columns - 1, to); column++) touched[column] = 1
      if (from < first) first = from
      if (to > last) last = to
    }
    const middle = bottom + height / 2 + 0.25
    let runFrom = -1
    for (let column = Math.max(0, first); column <= Math.min(columns - 1, last); column++) {
      const cell = row * columns + column
      if (touched[column] === 1) {
        if (runFrom >= 0) visitor.cells(runFrom, cell - 1)
        runFrom = -1
        for (let at = grid.starts[cell]!; at < grid.starts[cell + 1]!; at++) {
          if (inside(near, length, grid.xs[at]!, grid.ys[at]!)) visitor.household(at)
        }
      } else if (runFrom < 0 && (column === 0 || column === first || touched[column - 1] === 1)) {
        if (inside(near, length, minX + (column + 0.5) * width, middle)) runFrom = cell
      }
    }
    if (runFrom >= 0) visitor.cells(runFrom, row * columns + Math.min(columns - 1, last))
  }
}

function rowsOfEdges(grid: PointGrid, edges: Float64Array): (number[] | undefined)[] {
  const byRow: (number[] | undefined)[] = []
  for (let edge = 0; edge < edges.length; edge += 4) {
    const from = Math.max(0, Math.floor((edges[edge + 1]! - grid.minY) / grid.height))
    const to = Math.min(grid.rows - 1, Math.floor((edges[edge + 3]! - grid.minY) / grid.height))
    for (let row = from; row <= to; row++) {
      const list = byRow[row]
      if (list) list.push(edge)
      else byRow[row] = [edge]
    }
  }
  return byRow
}

/** Columns that an edge touches within one row of cells, widened by a unit against rounding. */
function columnsOfEdge(grid: PointGrid, edges: Float64Array, edge: number, bottom: number): [number, number] {
  const [x1, y1, x2, y2] = [edges[edge]!, edges[edge + 1]!, edges[edge + 2]!, edges[edge + 3]!]
  const slope = y2 > y1 ? (x2 - x1) / (y2 - y1) : 0
  const a = y2 > y1 ? x1 + (Math.max(y1, bottom - 1) - y1) * slope : x1
  const b = y2 > y1 ? x1 + (Math.min(y2, bottom + grid.height + 1) - y1) * slope : x2
  const columnOf = (x: number): number => Math.floor((x - grid.minX) / grid.width)
  return [columnOf(Math.min(a, b) - 1), columnOf(Math.max(a, b) + 1)]
}

function inside(edges: Float64Array, length: number, x: number, y: number): boolean {
  let odd = false
  for (let e = 0; e < length; e += 4) {
    const y1 = edges[e + 1]!
    const y2 = edges[e + 3]!
    if (y1 <= y && y < y2) {
      const x1 = edges[e]!
      if (x < x1 + ((y - y1) / (y2 - y1)) * (edges[e + 2]! - x1)) odd = !odd
    }
  }
  return odd
}

/**
 * Everything within a distance of a line (a point is a line of one place). Distances are taken in a plane with the scale of the
 * line's middle latitude: within 0.1 % over 50 km in Thailand.
 */
function scanNear(grid: PointGrid, line: readonly Position[], distanceM: number, visitor: ScanVisitor): void {
  const lats = line.map((position) => position[1])
  const perY = METRES_PER_DEGREE * POSITION_SCALE
  const perX = perY * Math.cos(((Math.min(...lats) + Math.max(...lats)) / 2) * (Math.PI / 180))
  const segments = segmentsOf(line, perX, perY)
  const { state, crossings, firstCell, lastCell } = cellStates(grid, segments, { distanceM, perX, perY })
  const limit = distanceM * distanceM
  let runFrom = -1
  for (let cell = firstCell; cell <= lastCell; cell++) {
    const whole = state[cell] === 2
    if (whole && runFrom < 0) runFrom = cell
    const rowEnds = (cell + 1) % grid.columns === 0
    if (runFrom >= 0 && (!whole || rowEnds)) {
      visitor.cells(runFrom, whole ? cell : cell - 1)
      runFrom = -1
    }
    if (state[cell] !== 1) continue
    const near = crossings.get(cell)!
    for (let at = grid.starts[cell]!; at < grid.starts[cell + 1]!; at++) {
      if (isNear(segments, near, { x: grid.xs[at]! * perX, y: grid.ys[at]! * perY, limit })) visitor.household(at)
    }
  }
}

/** x1, y1, x2, y2 per segment in metres. */
function segmentsOf(line: readonly Position[], perX: number, perY: number): Float64Array {
  const segments = new Float64Array(Math.max(1, line.length - 1) * 4)
  for (let i = 0; i + 1 < line.length; i++) {
    const [a, b] = [line[i]!, line[i + 1]!]
    segments.set([(a[0] / POSITION_SCALE) * perX, (a[1] / POSITION_SCALE) * perY], i * 4)
    segments.set([(b[0] / POSITION_SCALE) * perX, (b[1] / POSITION_SCALE) * perY], i * 4 + 2)
  }
  return segments
}

interface CellStates {
  /** Per cell: 0 outside, 1 crossed by the outline, 2 wholly within the distance of one segment. */
  readonly state: Uint8Array
  /** By crossed cell: where in `segments` those begin that may be near enough to one of its households. */
  readonly crossings: ReadonlyMap<number, readonly number[]>
  /** No cell before and after these is touched. */
  readonly firstCell: number
  readonly lastCell: number
}

function cellStates(
  grid: PointGrid,
  segments: Float64Array,
  { distanceM, perX, perY }: { distanceM: number; perX: number; perY: number },
): CellStates {
  const state = new Uint8Array(grid.columns * grid.rows)
  const crossings = new Map<number, number[]>()
  let [south, north] = [grid.rows, -1]
  const half = Math.hypot(grid.width * perX, grid.height * perY) / 2
  const columnOf = (x: number): number => Math.floor((x / perX - grid.minX) / grid.width)
  const rowOf = (y: number): number => Math.floor((y / perY - grid.minY) / grid.height)
  for (let s = 0; s < segments.length; s += 4) {
    const [x1, y1, x2, y2] = [segments[s]!, segments[s + 1]!, segments[s + 2]!, segments[s + 3]!]
    const firstRow = Math.max(0, rowOf(Math.min(y1, y2) - distanceM))
    const lastRow = Math.min(grid.rows - 1, rowOf(Math.max(y1, y2) + distanceM))
    const firstColumn = Math.max(0, columnOf(Math.min(x1, x2) - distanceM))
    const lastColumn = Math.min(grid.columns - 1, columnOf(Math.max(x1, x2) + distanceM))
    south = Math.min(south, firstRow)
    north = Math.max(north, lastRow)
    for (let row = firstRow; row <= lastRow; row++) {
      const y = (grid.minY + (row + 0.5) * grid.height) * perY
      for (let column = firstColumn; column <= lastColumn; column++) {
        const cell = row * grid.columns + column
        if (state[cell] === 2) continue
        const x = (grid.minX + (column + 0.5) * grid.width) * perX
        const distance = Math.sqrt(distanceSquared(segments, s, x, y))
        if (distance + half <= distanceM) state[cell] = 2
        else if (distance - half <= distanceM) {
          state[cell] = 1
          const near = crossings.get(cell)
          if (near) near.push(s)
          else crossings.set(cell, [s])
        }
      }
    }
  }
  return { state, crossings, firstCell: south * grid.columns, lastCell: (north + 1) * grid.columns - 1 }
}

function isNear(
  segments: Float64Array,
  near: readonly number[],
  { x, y, limit }: { readonly x: number; readonly y: number; readonly limit: number },
): boolean {
  for (const s of near) if (distanceSquared(segments, s, x, y) <= limit) return true
  return false
}

function distanceSquared(segments: Float64Array, s: number, x: number, y: number): number {
  const x1 = segments[s]!
  const y1 = segments[s + 1]!
  const dx = segments[s + 2]! - x1
  const dy = segments[s + 3]! - y1
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / length))
  const ex = x - x1 - along * dx
  const ey = y - y1 - along * dy
  return ex * ex + ey * ey
}

/** Line segments in the cells of a square grid, to find those near a place without looking at all of them. Metres in a plane. */

export interface Segments {
  /** x1, y1, x2, y2 of each, in metres. */
  readonly ends: Float64Array
  readonly count: number
}

export interface SegmentGrid {
  readonly segments: Segments
  readonly cellM: number
  readonly minX: number
  readonly minY: number
  readonly columns: number
  readonly rows: number
  /** Segments of cell c: list[starts[c]…starts[c + 1]). A segment stands in each cell that it may touch. */
  readonly starts: Uint32Array
  readonly list: Uint32Array
}

const MOST_CELLS = 1 << 19
const SEGMENTS_PER_STEP = 10_000

/** Builds the grid, yielding every few milliseconds. Cells are at least `cellM` wide. */
export function* segmentGridSteps(segments: Segments, cellM: number): Generator<void, SegmentGrid> {
  const { ends, count } = segments
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < count * 4; i += 2) {
    minX = Math.min(minX, ends[i]!)
    maxX = Math.max(maxX, ends[i]!)
    minY = Math.min(minY, ends[i + 1]!)
    maxY = Math.max(maxY, ends[i + 1]!)
  }
  if (count === 0) [minX, minY, maxX, maxY] = [0, 0, 0, 0]
  const size = Math.max(cellM, Math.sqrt(((maxX - minX + 1) * (maxY - minY + 1)) / MOST_CELLS))
  const columns = Math.floor((maxX - minX) / size) + 1
  const rows = Math.floor((maxY - minY) / size) + 1
  const shape = { segments, cellM: size, minX, minY, columns, rows }
  const starts = new Uint32Array(columns * rows + 1)
  for (let s = 0; s < count; s++) {
    if (s % SEGMENTS_PER_STEP === 0) yield
    eachCell(shape, s, (cell) => {
      starts[cell + 1]!++
    })
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell] = starts[cell]! + starts[cell - 1]!
  yield
  const next = starts.slice()
  const list = new Uint32Array(starts.at(-1) ?? 0)
  for (let s = 0; s < count; s++) {
    if (s % SEGMENTS_PER_STEP === 0) yield
    eachCell(shape, s, (cell) => {
      list[next[cell]!++] = s
    })
  }
  return { ...shape, starts, list }
}

type GridShape = Omit<SegmentGrid, 'starts' | 'list'>

/** The cells that a segment passes, and hardly any other: a long one would stand in all cells of its box. */
function eachCell(grid: GridShape, s: number, visit: (cell: number) => void): void {
  const { ends } = grid.segments
  const [x1, y1, x2, y2] = [ends[s * 4]!, ends[s * 4 + 1]!, ends[s * 4 + 2]!, ends[s * 4 + 3]!]
  const { cellM, minX, minY, columns } = grid
  const firstRow = Math.floor((Math.min(y1, y2) - minY) / cellM)
  const lastRow = Math.floor((Math.max(y1, y2) - minY) / cellM)
  for (let row = firstRow; row <= lastRow; row++) {
    // What of the segment lies in this row of cells.
    const bottom = minY + row * cellM
    const a = y1 === y2 ? x1 : xAt(x1, y1, x2, y2, bottom)
    const b = y1 === y2 ? x2 : xAt(x1, y1, x2, y2, bottom + cellM)
    const from = Math.floor((Math.min(a, b) - minX) / cellM)
    const to = Math.floor((Math.max(a, b) - minX) / cellM)
    for (let column = Math.max(0, from); column <= Math.min(columns - 1, to); column++) visit(row * columns + column)
  }
}

/** Where a segment is at a height, or its end where it does not come so far. */
function xAt(x1: number, y1: number, x2: number, y2: number, y: number): number {
  const share = Math.max(0, Math.min(1, (y - y1) / (y2 - y1)))
  return x1 + share * (x2 - x1)
}

/** Visits each segment of the cells that meet a box; one that stands in several of them is visited as often. */
export function eachSegmentNear(
  grid: SegmentGrid,
  box: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number },
  visit: (segment: number) => void,
): void {
  const { cellM, minX, minY, columns, rows, starts, list } = grid
  const clamp = (value: number, most: number): number => Math.max(0, Math.min(most, Math.floor(value / cellM)))
  const [firstRow, lastRow] = [clamp(box.minY - minY, rows - 1), clamp(box.maxY - minY, rows - 1)]
  const [firstColumn, lastColumn] = [clamp(box.minX - minX, columns - 1), clamp(box.maxX - minX, columns - 1)]
  for (let row = firstRow; row <= lastRow; row++) {
    for (let i = starts[row * columns + firstColumn]!; i < starts[row * columns + lastColumn + 1]!; i++) visit(list[i]!)
  }
}

/** A place on a segment: how far along it (0–1), and how far from the place asked for. */
export interface Nearest {
  readonly segment: number
  readonly along: number
  readonly distanceM: number
}

/** The nearest segment within a distance of a place, or null. */
export function nearestSegment(grid: SegmentGrid, x: number, y: number, withinM: number): Nearest | null {
  let found: Nearest | null = null
  for (let radius = Math.min(grid.cellM, withinM); ; radius = Math.min(radius * 2, withinM)) {
    eachSegmentNear(grid, { minX: x - radius, minY: y - radius, maxX: x + radius, maxY: y + radius }, (segment) => {
      const near = onSegment(grid.segments.ends, segment, x, y)
      if (near.distanceM <= withinM && (found === null || near.distanceM < found.distanceM)) found = near
    })
    // One beyond the square that was looked through may still be nearer than its corner.
    const nearest = found as Nearest | null
    if (radius >= withinM || (nearest !== null && nearest.distanceM <= radius)) return nearest
  }
}

/** The place of a segment that is nearest to another place. */
export function onSegment(ends: Float64Array, segment: number, x: number, y: number): Nearest {
  const at = segment * 4
  const [x1, y1] = [ends[at]!, ends[at + 1]!]
  const [dx, dy] = [ends[at + 2]! - x1, ends[at + 3]! - y1]
  const squared = dx * dx + dy * dy
  const along = squared === 0 ? 0 : Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / squared))
  return { segment, along, distanceM: Math.hypot(x - x1 - along * dx, y - y1 - along * dy) }
}

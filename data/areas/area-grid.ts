/**
 * Which area a point lies in, a million times a second. The box of all areas is cut into cells. A cell that no border
 * crosses belongs wholly to one area (or to none) and is a lookup; a cell that a border crosses names the areas to test,
 * and the test only meets the edges of the same row of cells. Edges are kept with their lower end first, so that
 * neighbours that share a border compute the same crossing and a point on it belongs to exactly one of them.
 */
import type { Box } from '../contract/imports.ts'

/** Flat polygon rings of a list of areas; a ring's last vertex repeats its first. */
export interface FlatAreas {
  /** x, y of every vertex, one ring after the other. */
  readonly coordinates: Float64Array
  /** First vertex of each ring, and one past the last. */
  readonly ringStarts: Uint32Array
  /** First ring of each area, and one past the last. Holes and parts alike: what counts is even or odd. */
  readonly areaRings: Uint32Array
}

export interface AreaGrid {
  readonly locate: (x: number, y: number) => number
  readonly columns: number
  readonly rows: number
}

const OUTSIDE = -1
const CELLS_PER_AREA = 640
const MIN_CELLS = 16_384
const MAX_CELLS = 4_000_000

/** Box of all vertices; null when there are none. */
export function boxOfFlat(coordinates: Float64Array): Box | null {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let i = 0; i < coordinates.length; i += 2) {
    const x = coordinates[i]!
    const y = coordinates[i + 1]!
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  return minX <= maxX ? [minX, minY, maxX, maxY] : null
}

/** Builds the grid; `locate` answers the area's position in the list, or -1 outside all of them. */
export function buildAreaGrid(areas: FlatAreas): AreaGrid {
  const box = boxOfFlat(areas.coordinates)
  const count = areas.areaRings.length - 1
  if (!box || count < 1) return { locate: () => OUTSIDE, columns: 0, rows: 0 }
  const frame = frameOf(box, count)
  const edges = collectEdges(areas, frame)
  const cells = fillCells(areas, edges, frame)
  return { locate: locator(frame, edges, cells), columns: frame.columns, rows: frame.rows }
}

interface Frame {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
  readonly columns: number
  readonly rows: number
  readonly perX: number
  readonly perY: number
}

function frameOf(box: Box, areaCount: number): Frame {
  const [minX, minY, maxX, maxY] = box
  const width = Math.max(maxX - minX, 1e-9)
  const height = Math.max(maxY - minY, 1e-9)
  const wanted = Math.min(MAX_CELLS, Math.max(MIN_CELLS, areaCount * CELLS_PER_AREA))
  const side = Math.sqrt((width * height) / wanted)
  const columns = Math.min(4096, Math.max(1, Math.ceil(width / side)))
  const rows = Math.min(4096, Math.max(1, Math.ceil(height / side)))
  return { minX, minY, maxX, maxY, columns, rows, perX: columns / width, perY: rows / height }
}

interface Edges {
  /** x1, y1, x2, y2 with y1 ≤ y2. */
  readonly ends: Float64Array
  /** First row of cells of each area, and its first slot in rowStarts. */
  readonly firstRow: Int32Array
  readonly slotOf: Uint32Array
  /** Per area and row: where its edges begin in `list`. */
  readonly rowStarts: Uint32Array
  readonly list: Uint32Array
}

function clampCell(value: number, cells: number): number {
  return value < 0 ? 0 : value >= cells ? cells - 1 : Math.floor(value)
}

function collectEdges(areas: FlatAreas, frame: Frame): Edges {
  const { coordinates, ringStarts, areaRings } = areas
  const count = areaRings.length - 1
  const ends = new Float64Array(coordinates.length * 2)
  const firstRow = new Int32Array(count)
  const slotOf = new Uint32Array(count + 1)
  const edgesOfArea = new Uint32Array(count + 1)
  let edge = 0
  for (let area = 0; area < count; area++) {
    edgesOfArea[area] = edge
    let low = Infinity
    let high = -Infinity
    for (let ring = areaRings[area]!; ring < areaRings[area + 1]!; ring++) {
      for (let v = ringStarts[ring]!; v < ringStarts[ring + 1]! - 1; v++) {
        const up = coordinates[v * 2 + 1]! <= coordinates[v * 2 + 3]!
        const from = up ? v : v + 1
        const to = up ? v + 1 : v
        ends[edge * 4] = coordinates[from * 2]!
        ends[edge * 4 + 1] = coordinates[from * 2 + 1]!
        ends[edge * 4 + 2] = coordinates[to * 2]!
        ends[edge * 4 + 3] = coordinates[to * 2 + 1]!
        low = Math.min(low, ends[edge * 4 + 1]!)
        high = Math.max(high, ends[edge * 4 + 3]!)
        edge++
      }
    }
    firstRow[area] = low <= high ? clampCell((low - frame.minY) * frame.perY, frame.rows) : 0
    const lastRow = low <= high ? clampCell((high - frame.minY) * frame.perY, frame.rows) : -1
    slotOf[area + 1] = slotOf[area]! + Math.max(0, lastRow - firstRow[area]! + 1) + 1
  }
  edgesOfArea[count] = edge
  return sortIntoRows({ ends: ends.subarray(0, edge * 4), firstRow, slotOf }, edgesOfArea, frame)
}

function sortIntoRows(
  base: Pick<Edges, 'ends' | 'firstRow' | 'slotOf'>,
  edgesOfArea: Uint32Array,
  frame: Frame,
): Edges {
  const { ends, firstRow, slotOf } = base
  const count = firstRow.length
  const rowStarts = new Uint32Array(slotOf[count]! + 1)
  const rowOf = (y: number) => clampCell((y - frame.minY) * frame.perY, frame.rows)
  const eachSlot = (visit: (slot: number, edge: number) => void) => {
    for (let area = 0; area < count; area++) {
      const base = slotOf[area]! - firstRow[area]!
      for (let edge = edgesOfArea[area]!; edge < edgesOfArea[area + 1]!; edge++) {
        const last = rowOf(ends[edge * 4 + 3]!)
        for (let row = rowOf(ends[edge * 4 + 1]!); row <= last; row++) visit(base + row, edge)
      }
    }
  }
  eachSlot((slot) => {
    rowStarts[slot + 1]!++
  })
  for (let i = 1; i < rowStarts.length; i++) rowStarts[i]! += rowStarts[i - 1]!
  const list = new Uint32Array(rowStarts[rowStarts.length - 1]!)
  const next = rowStarts.slice()
  eachSlot((slot, edge) => {
    list[next[slot]!++] = edge
  })
  return { ends, firstRow, slotOf, rowStarts, list }
}

/** Is the point inside the area, by the edges of its row of cells only. */
function insideInRow(edges: Edges, slot: number, x: number, y: number): boolean {
  const { ends, rowStarts, list } = edges
  let inside = false
  for (let i = rowStarts[slot]!; i < rowStarts[slot + 1]!; i++) {
    const e = list[i]! * 4
    const y1 = ends[e + 1]!
    const y2 = ends[e + 3]!
    if (y1 <= y && y < y2) {
      const x1 = ends[e]!
      if (x < x1 + ((y - y1) / (y2 - y1)) * (ends[e + 2]! - x1)) inside = !inside
    }
  }
  return inside
}

interface Cells {
  /** Area of a cell that no border crosses, -1 outside, -2 - n for the n-th list of candidates. */
  readonly cell: Int32Array
  readonly candidates: ReadonlyArray<readonly number[]>
}

function fillCells(areas: FlatAreas, edges: Edges, frame: Frame): Cells {
  const cell = new Int32Array(frame.columns * frame.rows).fill(OUTSIDE)
  const candidates: number[][] = []
  const touched = new Int32Array(frame.columns)
  const claim = (at: number, area: number, border: boolean) => {
    const now = cell[at]!
    if (now <= -2) candidates[-2 - now]!.push(area)
    else if (!border && now === OUTSIDE) cell[at] = area
    else {
      candidates.push(now === OUTSIDE ? [area] : [now, area])
      cell[at] = -1 - candidates.length
    }
  }
  let stamp = 0
  for (let area = 0; area < areas.areaRings.length - 1; area++) {
    const slots = edges.slotOf[area + 1]! - edges.slotOf[area]! - 1
    for (let k = 0; k < slots; k++) {
      const row = edges.firstRow[area]! + k
      const span = markRow({ edges, frame, touched, stamp: ++stamp }, edges.slotOf[area]! + k, row)
      const middle = frame.minY + (row + 0.5) / frame.perY
      // Between two touched cells nothing changes, so one test serves the whole run.
      let inside: boolean | null = null
      for (let column = span.first; column <= span.last; column++) {
        const at = row * frame.columns + column
        if (touched[column] === stamp) {
          claim(at, area, true)
          inside = null
        } else {
          inside ??= insideInRow(edges, edges.slotOf[area]! + k, frame.minX + (column + 0.5) / frame.perX, middle)
          if (inside) claim(at, area, false)
        }
      }
    }
  }
  return { cell, candidates }
}

/** Marks the cells of one row that the area's edges touch, widened by a hair against rounding. */
function markRow(
  state: { edges: Edges; frame: Frame; touched: Int32Array; stamp: number },
  slot: number,
  row: number,
): { first: number; last: number } {
  const { edges, frame, touched, stamp } = state
  const bottom = frame.minY + (row - 1e-6) / frame.perY
  const top = frame.minY + (row + 1 + 1e-6) / frame.perY
  let first = frame.columns
  let last = -1
  for (let i = edges.rowStarts[slot]!; i < edges.rowStarts[slot + 1]!; i++) {
    const e = edges.list[i]! * 4
    const [x1, y1, x2, y2] = [edges.ends[e]!, edges.ends[e + 1]!, edges.ends[e + 2]!, edges.ends[e + 3]!]
    const slope = y2 > y1 ? (x2 - x1) / (y2 - y1) : 0
    const a = y2 > y1 ? x1 + (Math.max(y1, bottom) - y1) * slope : x1
    const b = y2 > y1 ? x1 + (Math.min(y2, top) - y1) * slope : x2
    const from = clampCell((Math.min(a, b) - frame.minX) * frame.perX - 1e-6, frame.columns)
    const to = clampCell((Math.max(a, b) - frame.minX) * frame.perX + 1e-6, frame.columns)
    for (let column = from; column <= to; column++) touched[column] = stamp
    if (from < first) first = from
    if (to > last) last = to
  }
  return { first, last }
}

function locator(frame: Frame, edges: Edges, cells: Cells): (x: number, y: number) => number {
  const { minX, minY, maxX, maxY, columns, rows, perX, perY } = frame
  return (x, y) => {
    // Written so that NaN falls outside.
    if (!(x >= minX && x <= maxX && y >= minY && y <= maxY)) return OUTSIDE
    const row = clampCell((y - minY) * perY, rows)
    const found = cells.cell[row * columns + clampCell((x - minX) * perX, columns)]!
    if (found >= OUTSIDE) return found
    for (const area of cells.candidates[-2 - found]!) {
      if (insideInRow(edges, edges.slotOf[area]! + row - edges.firstRow[area]!, x, y)) return area
    }
    return OUTSIDE
  }
}

/**
 * Households in the cells of a grid, cell by cell, so that a shape meets whole cells by their sums and tests single households
 * only in the cells that its outline crosses. Coordinates are in 1e-7 degrees.
 */
import { NO_POSITION } from './survey-rows.ts'

export interface PointGrid {
  readonly columns: number
  readonly rows: number
  readonly minX: number
  readonly minY: number
  /** Size of a cell. */
  readonly width: number
  readonly height: number
  /** Households of cell c stand at order[starts[c]…starts[c + 1]); cells row by row from the south-west. */
  readonly starts: Uint32Array
  /** Rows of the survey in cell order, and their positions. */
  readonly order: Uint32Array
  readonly xs: Int32Array
  readonly ys: Int32Array
}

const MAX_SIDE = 512
const MIN_SIDE = 16
const HOUSEHOLDS_PER_CELL = 4

const ROWS_PER_STEP = 1 << 18

/** Builds the grid of all households that have a position, yielding every few milliseconds. */
export function* pointGridSteps(lons: Int32Array, lats: Int32Array): Generator<void, PointGrid> {
  const count = lons.length
  let [minX, minY, maxX, maxY, placed] = [Infinity, Infinity, -Infinity, -Infinity, 0]
  for (let i = 0; i < count; i++) {
    const x = lons[i]!
    if (x === NO_POSITION) continue
    const y = lats[i]!
    placed++
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  }
  if (placed === 0) [minX, minY, maxX, maxY] = [0, 0, 0, 0]
  const side = Math.round(Math.min(MAX_SIDE, Math.max(MIN_SIDE, Math.sqrt(placed / HOUSEHOLDS_PER_CELL))))
  const width = Math.max(1, Math.ceil((maxX - minX + 1) / side))
  const height = Math.max(1, Math.ceil((maxY - minY + 1) / side))
  const cellOf = new Uint32Array(count)
  const starts = new Uint32Array(side * side + 1)
  for (let i = 0; i < count; i++) {
    if (i % ROWS_PER_STEP === 0) yield
    if (lons[i] === NO_POSITION) continue
    const cell = Math.floor((lats[i]! - minY) / height) * side + Math.floor((lons[i]! - minX) / width)
    cellOf[i] = cell
    starts[cell + 1]!++
  }
  for (let cell = 1; cell < starts.length; cell++) starts[cell] = starts[cell]! + starts[cell - 1]!
  const next = starts.slice()
  const order = new Uint32Array(placed)
  const xs = new Int32Array(placed)
  const ys = new Int32Array(placed)
  for (let i = 0; i < count; i++) {
    if (i % ROWS_PER_STEP === 0) yield
    if (lons[i] === NO_POSITION) continue
    const at = next[cellOf[i]!]!++
    order[at] = i
    xs[at] = lons[i]!
    ys[at] = lats[i]!
  }
  return { columns: side, rows: side, minX, minY, width, height, starts, order, xs, ys }
}

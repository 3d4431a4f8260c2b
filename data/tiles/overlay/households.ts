/**
 * Tiles of households: one layer of points, `household`. Far out a point stands for the households of a cell of 8 pixels, lies in their
 * middle and says how many they are (`n`); near, each household is a point (no `n`; id = row in the survey). Never at the
 * room's wall.
 */
import { finishTile, GeometryKind, LayerWriter } from './mvt-writer.ts'
import { type PointIndex, pointRange } from './point-index.ts'
import { frameOf, TILE_EXTENT, type TileAddress } from './world.ts'

/** Which rows are shown: bit `row & 31` of word `row >> 5`. */
export interface RowFilter {
  /** Names the filter among the cached tiles; equal keys must mean equal bits. */
  readonly key: string
  readonly bits: Uint32Array
}

export interface HouseholdTile {
  readonly address: TileAddress
  readonly filter: RowFilter | null
}

/** Name of the layer in the tile. */
export const HOUSEHOLD_LAYER = 'household'

/** From this zoom on households are points of their own. */
export const HOUSEHOLD_POINT_ZOOM = 12

const CELLS_ACROSS = 64
const FINE_CELLS_ACROSS = 128
/** About 18 bytes each: more than these in one tile are shown as fine cells. */
const POINTS_PER_TILE = 20_000

/** The tile of a survey's households under a filter, or null where there are none. */
export function drawHouseholdTile(points: PointIndex, wanted: HouseholdTile): Uint8Array | null {
  const { address, filter } = wanted
  const [start, end] = pointRange(points, address)
  if (start === end) return null
  if (address.z >= HOUSEHOLD_POINT_ZOOM) {
    const rows = shown(points, start, end, filter)
    if (rows.length <= POINTS_PER_TILE) return drawPoints(points, rows, wanted)
  }
  const across = address.z >= HOUSEHOLD_POINT_ZOOM ? FINE_CELLS_ACROSS : CELLS_ACROSS
  return drawCells(points, [start, end], { ...wanted, across })
}

function shown(points: PointIndex, start: number, end: number, filter: RowFilter | null): Uint32Array {
  const out = new Uint32Array(end - start)
  let count = 0
  for (let at = start; at < end; at++) {
    if (!filter || bitOf(filter.bits, points.rows[at]!) === 1) out[count++] = at
  }
  return out.subarray(0, count)
}

/** 1 where the row is shown, else 0. */
function bitOf(bits: Uint32Array, row: number): number {
  return (bits[row >>> 5]! >>> (row & 31)) & 1
}

function drawPoints(points: PointIndex, places: Uint32Array, { address }: HouseholdTile): Uint8Array | null {
  const { originX, originY, unit } = frameOf(address)
  const layer = new LayerWriter(HOUSEHOLD_LAYER)
  const [x, y] = [new Int32Array(1), new Int32Array(1)]
  for (const at of places) {
    x[0] = Math.floor((points.xs[at]! - originX) / unit)
    y[0] = Math.floor((points.ys[at]! - originY) / unit)
    layer.geometry.begin()
    layer.geometry.points(x, y, 1)
    layer.feature(GeometryKind.point, points.rows[at]!)
  }
  return finishTile([layer])
}

function drawCells(
  points: PointIndex,
  [start, end]: readonly [number, number],
  wanted: HouseholdTile & { readonly across: number },
): Uint8Array | null {
  const { across, address } = wanted
  const { unit } = frameOf(address)
  const { counts, sumX, sumY } = sumCells(points, [start, end], wanted)
  const layer = new LayerWriter(HOUSEHOLD_LAYER)
  for (let index = 0; index < across * across; index++) {
    const n = counts[index]!
    if (n === 0) continue
    const within = (sum: number) => Math.min(TILE_EXTENT - 1, Math.floor(sum / n / unit))
    layer.geometry.begin()
    layer.geometry.points([within(sumX[index]!)], [within(sumY[index]!)], 1)
    layer.tag('n', n)
    layer.feature(GeometryKind.point, null)
  }
  return finishTile([layer])
}

/**
 * Counts and sums of positions by cell. The points of a cell stand together on the curve, so they are summed in local
 * variables and written once a cell: a million points in 5 ms instead of 20.
 */
function sumCells(
  { xs, ys, rows }: PointIndex,
  [start, end]: readonly [number, number],
  { address, filter, across }: HouseholdTile & { readonly across: number },
): { counts: Uint32Array; sumX: Float64Array; sumY: Float64Array } {
  const { originX, originY, side } = frameOf(address)
  const shift = Math.log2(side / across)
  const counts = new Uint32Array(across * across)
  const sumX = new Float64Array(across * across)
  const sumY = new Float64Array(across * across)
  const bits = filter?.bits ?? null
  let at = start
  while (at < end) {
    const cellX = (xs[at]! - originX) >>> shift
    const cellY = (ys[at]! - originY) >>> shift
    let [count, x, y] = [0, 0, 0]
    for (; at < end; at++) {
      const dx = xs[at]! - originX
      const dy = ys[at]! - originY
      if (dx >>> shift !== cellX || dy >>> shift !== cellY) break
      // Multiplied by 0 or 1 instead of branched on: which rows pass is not to be guessed, and wrong guesses cost more.
      const share = bits === null ? 1 : bitOf(bits, rows[at]!)
      count += share
      x += dx * share
      y += dy * share
    }
    const cell = cellY * across + cellX
    counts[cell]! += count
    sumX[cell]! += x
    sumY[cell]! += y
  }
  return { counts, sumX, sumY }
}

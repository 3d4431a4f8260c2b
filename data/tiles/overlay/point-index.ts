/**
 * Very many points, sorted along a Z-order curve of the tile pyramid: the points of any tile down to zoom 16 stand together,
 * so a tile is two binary searches and one run over its own points.
 */
import { frameOf, type TileAddress, worldX, worldY } from './world.ts'

export interface PointIndex {
  readonly count: number
  /** World units, in curve order. */
  readonly xs: Int32Array
  readonly ys: Int32Array
  /** Row of each point in the caller's own order; what a filter's bits are numbered by. */
  readonly rows: Uint32Array
}

const KEY_BITS = 16
const WORLD_BITS = 31

/** Points by longitude and latitude (degrees), indexed. A row without a finite position has no point. */
export function buildPointIndex(lon: ArrayLike<number>, lat: ArrayLike<number>): PointIndex {
  const kept = new Uint32Array(lon.length)
  const allXs = new Int32Array(lon.length)
  const allYs = new Int32Array(lon.length)
  let count = 0
  for (let row = 0; row < lon.length; row++) {
    if (!Number.isFinite(lon[row]) || !Number.isFinite(lat[row])) continue
    allXs[row] = worldX(lon[row]!)
    allYs[row] = worldY(lat[row]!)
    kept[count++] = row
  }
  const rows = sortByKey(kept.subarray(0, count), (row) => curveKey(allXs[row]!, allYs[row]!))
  return { count, xs: pick(allXs, rows), ys: pick(allYs, rows), rows }
}

/** First and last-plus-one place of a tile's points; zoom 16 at the nearest. */
export function pointRange(index: PointIndex, { z, x, y }: TileAddress): readonly [start: number, end: number] {
  const { originX, originY } = frameOf({ z, x, y })
  const first = curveKey(originX, originY)
  const size = 4 ** (KEY_BITS - z)
  return [lowerBound(index, first), lowerBound(index, first + size)]
}

/** The index as bytes for the store. */
export function packPoints({ count, xs, ys, rows }: PointIndex): Uint8Array {
  const out = new Int32Array(1 + count * 3)
  out[0] = count
  out.set(xs, 1)
  out.set(ys, 1 + count)
  out.set(new Int32Array(rows.buffer, rows.byteOffset, count), 1 + count * 2)
  return new Uint8Array(out.buffer)
}

/** The reverse of `packPoints`; the arrays are views of `bytes`. */
export function unpackPoints(bytes: Uint8Array): PointIndex {
  const count = new Int32Array(bytes.buffer, bytes.byteOffset, 1)[0]!
  const at = (section: number) => bytes.byteOffset + 4 + section * count * 4
  return {
    count,
    xs: new Int32Array(bytes.buffer as ArrayBuffer, at(0), count),
    ys: new Int32Array(bytes.buffer as ArrayBuffer, at(1), count),
    rows: new Uint32Array(bytes.buffer as ArrayBuffer, at(2), count),
  }
}

/** Bytes an index holds. */
export function pointsByteLength({ count }: PointIndex): number {
  return count * 12
}

/** Interleaves the upper 16 bits of both coordinates (Morton 1966). */
function curveKey(x: number, y: number): number {
  return spread(x >>> (WORLD_BITS - KEY_BITS)) + spread(y >>> (WORLD_BITS - KEY_BITS)) * 2
}

function spread(value: number): number {
  let v = value & 0xffff
  v = (v | (v << 8)) & 0x00ff00ff
  v = (v | (v << 4)) & 0x0f0f0f0f
  v = (v | (v << 2)) & 0x33333333
  v = (v | (v << 1)) & 0x55555555
  return v
}

function lowerBound({ xs, ys, count }: PointIndex, key: number): number {
  let [low, high] = [0, count]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (curveKey(xs[middle]!, ys[middle]!) < key) low = middle + 1
    else high = middle
  }
  return low
}

/** Radix sort by a 32-bit key, eight bits at a time: a comparison sort of a million rows takes a second. */
function sortByKey(rows: Uint32Array, keyOf: (row: number) => number): Uint32Array {
  const count = rows.length
  let from = { keys: Uint32Array.from(rows, keyOf), rows: rows.slice() }
  let to = { keys: new Uint32Array(count), rows: new Uint32Array(count) }
  for (let shift = 0; shift < 32; shift += 8) {
    const starts = new Uint32Array(257)
    for (let i = 0; i < count; i++) starts[((from.keys[i]! >>> shift) & 255) + 1]!++
    for (let digit = 0; digit < 256; digit++) starts[digit + 1]! += starts[digit]!
    for (let i = 0; i < count; i++) {
      const place = starts[(from.keys[i]! >>> shift) & 255]!++
      to.keys[place] = from.keys[i]!
      to.rows[place] = from.rows[i]!
    }
    ;[from, to] = [to, from]
  }
  return from.rows
}

function pick(values: Int32Array, rows: Uint32Array): Int32Array {
  const out = new Int32Array(rows.length)
  for (let i = 0; i < rows.length; i++) out[i] = values[rows[i]!]!
  return out
}

/**
 * An R-tree written straight into the shadow tables of SQLite's rtree module (https://sqlite.org/rtree.html; layout as in
 * ext/rtree/rtree.c): leaves filled along a Hilbert curve, then each level above from the one below. About ten times faster than
 * inserting row by row, and tighter. A node is a blob of fixed size: depth (root only), number of cells, then per cell a
 * big-endian 64-bit id and four 32-bit floats rounded outwards.
 */
import type { Database, Statement } from 'better-sqlite3'
import { hilbertKeys, sortedOrder } from './hilbert.ts'

export interface PackedRtreeInput {
  /** Row ids, any order, each once. */
  readonly ids: ArrayLike<number>
  /**
   * [minX, minY, maxX, maxY] per id, or [x, y] per id where all are points. What is not finite (empty geometry) is left out, as
   * the standard asks.
   */
  readonly boxes: Float64Array
}

const CELL_BYTES = 24
const MAX_CELLS = 51
const HEADER_BYTES = 4
const DEFAULT_PAGE_BYTES = 4096
const NODES_PER_STEP = 400
const ROWS_PER_STEP = 8000
const ROWS_PER_STATEMENT = 200

/** Creates `rtree_<table>_geom` and fills it in one transaction. Nothing may be reading that R-tree meanwhile. */
export function writePackedRtree(db: Database, table: string, input: PackedRtreeInput): void {
  const pageBytes = Number(db.pragma('page_size', { simple: true }))
  const write = (): void => {
    for (const _ of packedRtreeSteps(db, table, packRtree(input, pageBytes)));
  }
  if (db.inTransaction) write()
  else db.transaction(write)()
}

/** All nodes in memory (about 40 bytes per row); touches no table. A third of a second per million rows, so do it out of turn. */
export function packRtree(input: PackedRtreeInput, pageBytes = DEFAULT_PAGE_BYTES): PackedRtree {
  return packNodes(input, Math.min(pageBytes - 64, HEADER_BYTES + MAX_CELLS * CELL_BYTES))
}

/**
 * Writes a packed tree in steps of a few milliseconds each, so that a job can give up its turn in between; yields the rows
 * indexed so far. Each step writes in the caller's transaction; the index is whole after the last one only.
 */
export function* packedRtreeSteps(db: Database, table: string, tree: PackedRtree): Generator<number, void> {
  const rtree = `rtree_${table}_geom`
  db.exec(`CREATE VIRTUAL TABLE ${quoted(rtree)} USING rtree(id, minx, maxx, miny, maxy)`)
  if (tree.rowids.length === 0) return
  const nodes = prepareUnsafe(db, `INSERT OR REPLACE INTO ${quoted(`${rtree}_node`)} (nodeno, data) VALUES (?, ?)`)
  const parents = prepareUnsafe(db, `INSERT INTO ${quoted(`${rtree}_parent`)} (nodeno, parentnode) VALUES (?, ?)`)
  for (let start = 1; start <= tree.nodeCount; start += NODES_PER_STEP) {
    const end = Math.min(tree.nodeCount, start + NODES_PER_STEP - 1)
    unsafely(db, () => {
      for (let node = start; node <= end; node++)
        nodes.run(node, tree.blobs.subarray((node - 1) * tree.nodeBytes, node * tree.nodeBytes))
      for (let node = Math.max(2, start); node <= end; node++) parents.run(node, tree.parents[node]!)
    })
    yield 0
  }
  yield* writeRowids(db, rtree, tree)
}

/** Row id → leaf, appended in order of row id, many rows to a statement. */
function* writeRowids(db: Database, rtree: string, tree: PackedRtree): Generator<number, void> {
  const into = `INSERT INTO ${quoted(`${rtree}_rowid`)} (rowid, nodeno) VALUES `
  const many = prepareUnsafe(db, into + Array.from({ length: ROWS_PER_STATEMENT }, () => '(?,?)').join(','))
  const one = prepareUnsafe(db, `${into}(?,?)`)
  const { rowids: ids, leaves } = tree
  const pair = new Array<number>(ROWS_PER_STATEMENT * 2).fill(0)
  for (let start = 0; start < ids.length; ) {
    const end = Math.min(ids.length, start + ROWS_PER_STEP)
    const from = start
    unsafely(db, () => {
      let i = from
      for (; i + ROWS_PER_STATEMENT <= end; i += ROWS_PER_STATEMENT) {
        for (let k = 0; k < ROWS_PER_STATEMENT; k++) {
          pair[2 * k] = ids[i + k]!
          pair[2 * k + 1] = leaves[i + k]!
        }
        many.run(pair)
      }
      for (; i < end; i++) one.run(ids[i]!, leaves[i]!)
    })
    start = end
    yield start
  }
}

export interface PackedRtree {
  readonly nodeCount: number
  /** Nodes one behind the other: 1 is the root, 2… the leaves first, then each level above. */
  readonly blobs: Uint8Array
  readonly nodeBytes: number
  readonly parents: Uint32Array
  /** Row ids ascending, and the leaf that holds each. */
  readonly rowids: Float64Array
  readonly leaves: Uint32Array
}

function packNodes(input: PackedRtreeInput, nodeBytes: number): PackedRtree {
  const capacity = Math.min(MAX_CELLS, Math.floor((nodeBytes - HEADER_BYTES) / CELL_BYTES))
  const stride = input.boxes.length === input.ids.length * 2 ? 2 : 4
  const order = finiteOrder(input.boxes, stride)
  const levels = levelSizes(order.length, capacity)
  const nodeCount = levels.reduce((sum, size) => sum + size, 0)
  const blobs = new Uint8Array(nodeCount * nodeBytes)
  const view = new DataView(blobs.buffer)
  const parents = new Uint32Array(nodeCount + 1)
  const leafOf = new Uint32Array(input.ids.length)
  const bounds = new Float32Array((nodeCount + 1) * 4)
  let firstNode = levels.length === 1 ? 1 : 2
  let below: { first: number; count: number } | null = null
  for (const size of levels) {
    const items: number = below ? below.count : order.length
    for (let n = 0; n < size; n++) {
      const node = size === 1 ? 1 : firstNode + n
      const start = Math.floor((n * items) / size)
      const end = Math.floor(((n + 1) * items) / size)
      const at = (node - 1) * nodeBytes
      view.setUint16(at + 2, end - start)
      growFrom(bounds, node)
      for (let i = start; i < end; i++) {
        const cell = at + HEADER_BYTES + (i - start) * CELL_BYTES
        if (below) {
          const child: number = below.first + i
          parents[child] = node
          writeCell(view, cell, child, bounds, child * 4)
        } else {
          const item = order[i]!
          leafOf[item] = node
          roundOutwards(input.boxes, item, stride)
          writeCell(view, cell, input.ids[item]!, rounded, 0)
        }
        growBy(bounds, node, view, cell)
      }
    }
    below = { first: firstNode, count: size }
    firstNode += size
  }
  view.setUint16(0, levels.length - 1)
  return { nodeCount, blobs, nodeBytes, parents, ...leavesByRowid(input.ids, leafOf) }
}

function levelSizes(items: number, capacity: number): number[] {
  const sizes = [Math.max(1, Math.ceil(items / capacity))]
  while (sizes.at(-1)! > 1) sizes.push(Math.ceil(sizes.at(-1)! / capacity))
  return sizes
}

function finiteOrder(boxes: Float64Array, stride: 2 | 4): Uint32Array {
  const count = boxes.length / stride
  const middles = new Float64Array(count * 2)
  let finite = 0
  for (let i = 0; i < count; i++) {
    const at = i * stride
    const x = (boxes[at]! + boxes[at + stride - 2]!) / 2
    const y = (boxes[at + 1]! + boxes[at + stride - 1]!) / 2
    const ok = Number.isFinite(x) && Number.isFinite(y)
    if (ok) finite++
    middles[2 * i] = ok ? x : Number.NaN
    middles[2 * i + 1] = ok ? y : Number.NaN
  }
  const order = sortedOrder(hilbertKeys(middles, middles.subarray(1), 2))
  if (finite === count) return order
  return order.filter((item) => Number.isFinite(middles[2 * item]!))
}

/** Row ids ascending and the leaf of each; what was left out of the tree has no leaf. */
function leavesByRowid(ids: ArrayLike<number>, leafOf: Uint32Array): { rowids: Float64Array; leaves: Uint32Array } {
  let inputs = new Uint32Array(ids.length)
  let count = 0
  let ascending = true
  for (let i = 0; i < ids.length; i++) {
    if (leafOf[i] === 0) continue
    if (count > 0 && ids[i]! < ids[inputs[count - 1]!]!) ascending = false
    inputs[count++] = i
  }
  inputs = inputs.subarray(0, count)
  if (!ascending) inputs = Uint32Array.from(Array.from(inputs).sort((a, b) => ids[a]! - ids[b]!))
  const rowids = new Float64Array(count)
  const leaves = new Uint32Array(count)
  for (let i = 0; i < count; i++) {
    rowids[i] = ids[inputs[i]!]!
    leaves[i] = leafOf[inputs[i]!]!
  }
  return { rowids, leaves }
}

const TOWARDS_ZERO = 1 - 1 / 8388608
const AWAY_FROM_ZERO = 1 + 1 / 8388608
const rounded = new Float32Array(4)

/** A 32-bit box that still holds the 64-bit one, by the module's own rounding. */
function roundOutwards(boxes: Float64Array, item: number, stride: 2 | 4): void {
  for (let side = 0; side < 4; side++) {
    const value = boxes[item * stride + (side % stride)]!
    const single = Math.fround(value)
    const negative = value < 0
    if (side < 2) rounded[side] = single > value ? value * (negative ? AWAY_FROM_ZERO : TOWARDS_ZERO) : single
    else rounded[side] = single < value ? value * (negative ? TOWARDS_ZERO : AWAY_FROM_ZERO) : single
  }
}

/** A cell is id, then min and max of x, then of y. */
function writeCell(view: DataView, at: number, id: number, box: Float32Array, from: number): void {
  view.setInt32(at, Math.floor(id / 4294967296))
  view.setUint32(at + 4, id % 4294967296)
  view.setFloat32(at + 8, box[from]!)
  view.setFloat32(at + 12, box[from + 2]!)
  view.setFloat32(at + 16, box[from + 1]!)
  view.setFloat32(at + 20, box[from + 3]!)
}

function growFrom(bounds: Float32Array, node: number): void {
  bounds[node * 4] = bounds[node * 4 + 1] = Infinity
  bounds[node * 4 + 2] = bounds[node * 4 + 3] = -Infinity
}

function growBy(bounds: Float32Array, node: number, view: DataView, cell: number): void {
  const at = node * 4
  bounds[at] = Math.min(bounds[at]!, view.getFloat32(cell + 8))
  bounds[at + 1] = Math.min(bounds[at + 1]!, view.getFloat32(cell + 16))
  bounds[at + 2] = Math.max(bounds[at + 2]!, view.getFloat32(cell + 12))
  bounds[at + 3] = Math.max(bounds[at + 3]!, view.getFloat32(cell + 20))
}

/** SQLite guards shadow tables against direct writing ("defensive"); the guard is down for `write` only. */
function unsafely<T>(db: Database, write: () => T): T {
  db.unsafeMode(true)
  try {
    return write()
  } finally {
    db.unsafeMode(false)
  }
}

function prepareUnsafe(db: Database, sql: string): Statement<unknown[]> {
  return unsafely(db, () => db.prepare<unknown[]>(sql))
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

/** Writing many rows as a job may: in short turns, so that nobody who waits for theirs notices. */
import type { Box } from '../../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../../jobs/context.ts'
import { packedRtreeSteps, packRtree } from '../../store/packed-rtree.ts'
import { quoteName } from '../../store/sql.ts'

const ROWS_PER_TURN = 500
const BYTES_PER_TURN = 2 * 1024 ** 2

export interface RowWriter {
  readonly add: (row: readonly unknown[]) => void
  /** Writes what is still held back. */
  readonly finish: () => void
}

/** Inserts rows of `width` values into a table; `written` hears the number of rows after each turn. Throws `cancelled`. */
export function rowWriter(
  context: JobContext,
  table: string,
  { width, written }: { readonly width: number; readonly written: (rows: number) => void },
): RowWriter {
  const { db, turn } = context
  const marks = Array.from({ length: width }, () => '?').join(',')
  const insert = db.prepare(`INSERT INTO ${quoteName(table)} VALUES (${marks})`)
  let rows: (readonly unknown[])[] = []
  let bytes = 0
  let count = 0
  const finish = () => {
    stopIfCancelled(context)
    turn.holdSync(() =>
      db.transaction(() => {
        for (const row of rows) insert.run(row)
      })(),
    )
    count += rows.length
    rows = []
    bytes = 0
    written(count)
  }
  const add = (row: readonly unknown[]) => {
    rows.push(row)
    for (const value of row) if (value instanceof Uint8Array) bytes += value.length
    if (rows.length >= ROWS_PER_TURN || bytes >= BYTES_PER_TURN) finish()
  }
  return { add, finish }
}

/** Packs and writes the R-tree of a staged table, whose rows are 1…n, a short transaction at a time. Throws `cancelled`. */
export function indexInTurns(context: JobContext, table: string, boxes: Float64Array): void {
  const { db, turn } = context
  const ids = Uint32Array.from({ length: boxes.length / 4 }, (_, index) => index + 1)
  const steps = packedRtreeSteps(db, table, packRtree({ ids, boxes }, Number(db.pragma('page_size', { simple: true }))))
  for (let done = false; !done; ) {
    stopIfCancelled(context)
    turn.holdSync(() => {
      db.transaction(() => {
        done = steps.next().done === true
      })()
    })
  }
}

/** The box around boxes [minX, minY, maxX, maxY]*n; those without a shape (NaN) are passed over. */
export function boxAround(boxes: Float64Array): Box | null {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let i = 0; i < boxes.length; i += 4) {
    if (Number.isNaN(boxes[i])) continue
    box[0] = Math.min(box[0], boxes[i]!)
    box[1] = Math.min(box[1], boxes[i + 1]!)
    box[2] = Math.max(box[2], boxes[i + 2]!)
    box[3] = Math.max(box[3], boxes[i + 3]!)
  }
  return box[0] <= box[2] ? box : null
}

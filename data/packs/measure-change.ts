/**
 * How many operations a change says it holds, read off its columns before Automerge sees it. Columns are run-length encoded, so a
 * hundred bytes can claim 2^50 rows; whoever unfolds them is out of memory. The layout is that of Automerge's binary format
 * (https://automerge.org/automerge-binary-format-spec/): a change's contents, then columns by kind.
 */
import { ByteCursor } from './byte-cursor.ts'

const HASH_BYTES = 32
/** The low three bits of a column's id. */
const kinds = ['group', 'actor', 'integer', 'delta', 'boolean', 'text', 'value-meta', 'value'] as const
const DEFLATED_COLUMN = 8
/** More heads, actors or columns than any change of ours names. */
const MANY = 10_000

/**
 * The largest number of rows that any column of a change's contents claims. Throws RangeError on contents that do not hold
 * together.
 */
export function operationsOf(contents: Uint8Array): number {
  const cursor = new ByteCursor(contents)
  cursor.bytes(fewOf(cursor.unsigned()) * HASH_BYTES)
  cursor.sized()
  // Sequence number, first operation, time.
  cursor.unsigned()
  cursor.unsigned()
  cursor.signed()
  cursor.sized()
  for (let actors = fewOf(cursor.unsigned()); actors > 0; actors--) cursor.sized()
  const columns: Array<{ id: number; length: number }> = []
  for (let count = fewOf(cursor.unsigned()); count > 0; count--) {
    columns.push({ id: cursor.unsigned(), length: cursor.unsigned() })
  }
  return columns.reduce((most, { id, length }) => Math.max(most, rowsOf(id, cursor.bytes(length))), 0)
}

function fewOf(count: number): number {
  if (count > MANY) throw new RangeError('a change names too many others')
  return count
}

function rowsOf(id: number, bytes: Uint8Array): number {
  if ((id & DEFLATED_COLUMN) !== 0) throw new RangeError('a column of a change is deflated')
  const cursor = new ByteCursor(bytes)
  const kind = kinds[id & 7]
  if (kind === 'value') return 0
  if (kind === 'boolean') {
    let rows = 0
    while (cursor.left > 0) rows += cursor.unsigned()
    return rows
  }
  const skip =
    kind === 'text' ? () => cursor.sized() : kind === 'delta' ? () => cursor.signed() : () => cursor.unsigned()
  let rows = 0
  while (cursor.left > 0) {
    const run = cursor.signed()
    if (run > 0) skip()
    else if (run === 0) rows += cursor.unsigned()
    else for (let literal = run; literal < 0; literal++) skip()
    rows += Math.abs(run)
  }
  return rows
}

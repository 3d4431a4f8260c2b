/**
 * Rows of a survey in the order of a column, for tables of a million rows: a radix sort over 16 bits at a time that gives the
 * thread back between passes, so that sorting never holds up a tile.
 */
import { giveWay } from '../jobs/turns.ts'
import { hasBit } from './bits.ts'
import type { Column, TextColumn } from './columns.ts'

const RADIX = 1 << 16
/** Rows that are worked through before the thread is given back: 2 to 5 ms. */
const SLICE_ROWS = 1 << 17
/** Up to here words are compared as Thai dictionaries order them; beyond, by their first bytes. */
const COLLATED_ROWS = 20_000

/** `rows` by the column's values, missing ones last in either direction; equal ones stay in the order given. */
export async function orderRows(rows: Uint32Array, column: Column, descending: boolean): Promise<Uint32Array> {
  const { present, missing } = await splitRows(rows, column)
  const sorted =
    column.kind === 'text' && present.length <= COLLATED_ROWS
      ? collated(present, column)
      : await radixSort(present, await keysOf(column, present))
  if (descending) sorted.reverse()
  const out = new Uint32Array(rows.length)
  out.set(sorted)
  out.set(missing, sorted.length)
  return out
}

/** Works from 0 to `length` in slices, giving the thread back between them. */
async function inSlices(length: number, work: (from: number, to: number) => void): Promise<void> {
  for (let from = 0; from < length; from += SLICE_ROWS) {
    work(from, Math.min(length, from + SLICE_ROWS))
    await giveWay()
  }
}

async function splitRows(rows: Uint32Array, column: Column): Promise<{ present: Uint32Array; missing: Uint32Array }> {
  const present = new Uint32Array(rows.length)
  const missing = new Uint32Array(rows.length)
  let presentCount = 0
  let missingCount = 0
  await inSlices(rows.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rows[at]!
      if (isPresent(column, row)) present[presentCount++] = row
      else missing[missingCount++] = row
    }
  })
  return { present: present.subarray(0, presentCount), missing: missing.subarray(0, missingCount) }
}

function isPresent(column: Column, row: number): boolean {
  switch (column.kind) {
    case 'answer':
      return hasBit(column.answered, row)
    case 'number':
      return !column.present || hasBit(column.present, row)
    case 'category':
      return column.codes[row] !== 0
    case 'text':
      return column.offsets[row] !== column.offsets[row + 1]
  }
}

function collated(rows: Uint32Array, column: TextColumn): Uint32Array {
  const collator = new Intl.Collator('th', { numeric: true })
  const words = new Map([...rows].map((row) => [row, textOf(column, row)]))
  return rows.slice().sort((a, b) => collator.compare(words.get(a) ?? '', words.get(b) ?? ''))
}

/** The text of a row, '' where it is missing. */
export function textOf({ bytes, offsets }: TextColumn, row: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + offsets[row]!, offsets[row + 1]! - offsets[row]!).toString('utf8')
}

interface Keys {
  readonly high: Uint32Array
  readonly low: Uint32Array
}

/** A 64-bit key per row, high half first, whose unsigned order is the order of the values. */
async function keysOf(column: Column, rows: Uint32Array): Promise<Keys> {
  const keys = { high: new Uint32Array(rows.length), low: new Uint32Array(rows.length) }
  const ranks = column.kind === 'category' ? wordRanks(column.words) : null
  await inSlices(rows.length, (from, to) => {
    for (let at = from; at < to; at++) {
      const row = rows[at]!
      if (column.kind === 'text') putTextKey(keys, at, { column, row })
      else putNumberKey(keys, at, numberOf(column, row, ranks))
    }
  })
  return keys
}

const float = new Float64Array(1)
const words = new Uint32Array(float.buffer)

/** Little-endian IEEE 754: the sign bit turned for positives, all bits for negatives, gives unsigned order. */
function putNumberKey({ high, low }: Keys, at: number, value: number): void {
  float[0] = value
  const negative = words[1]! >>> 31 === 1
  high[at] = negative ? ~words[1]! : words[1]! ^ 0x80000000
  low[at] = negative ? ~words[0]! : words[0]!
}

/** The first eight bytes. */
function putTextKey({ high, low }: Keys, at: number, { column, row }: { column: TextColumn; row: number }): void {
  const start = column.offsets[row]!
  const end = column.offsets[row + 1]!
  const byte = (index: number) => (start + index < end ? column.bytes[start + index]! : 0)
  high[at] = (byte(0) << 24) | (byte(1) << 16) | (byte(2) << 8) | byte(3)
  low[at] = (byte(4) << 24) | (byte(5) << 16) | (byte(6) << 8) | byte(7)
}

function numberOf(column: Exclude<Column, TextColumn>, row: number, ranks: Uint32Array | null): number {
  switch (column.kind) {
    case 'answer':
      return hasBit(column.pass, row) ? 1 : 0
    case 'number':
      return column.values[row]!
    case 'category':
      return ranks?.[column.codes[row]! - 1] ?? 0
  }
}

function wordRanks(words: readonly string[]): Uint32Array {
  const collator = new Intl.Collator('th', { numeric: true })
  const order = [...words.keys()].sort((a, b) => collator.compare(words[a]!, words[b]!))
  const ranks = new Uint32Array(words.length)
  order.forEach((index, rank) => {
    ranks[index] = rank
  })
  return ranks
}

async function radixSort(rows: Uint32Array, { high, low }: Keys): Promise<Uint32Array> {
  let order: Uint32Array | null = null
  for (const [keys, shift] of [
    [low, 0],
    [low, 16],
    [high, 0],
    [high, 16],
  ] as const) {
    const counts = new Uint32Array(RADIX + 1)
    await inSlices(keys.length, (from, to) => {
      for (let at = from; at < to; at++) counts[((keys[at]! >>> shift) & 0xffff) + 1]!++
    })
    // Where all share these bits, the pass would change nothing.
    if (counts.includes(rows.length)) continue
    for (let bucket = 1; bucket <= RADIX; bucket++) counts[bucket]! += counts[bucket - 1]!
    const before: Uint32Array | null = order
    const next = new Uint32Array(rows.length)
    await inSlices(rows.length, (from, to) => {
      for (let i = from; i < to; i++) {
        const at = before === null ? i : before[i]!
        next[counts[(keys[at]! >>> shift) & 0xffff]!++] = at
      }
    })
    order = next
  }
  const sorted = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) sorted[i] = rows[order === null ? i : order[i]!]!
  return sorted
}

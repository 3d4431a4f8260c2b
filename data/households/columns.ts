/**
 * A survey held by column: typed arrays of one value per household. Rows are in the cache's order (by area, then along a
 * Hilbert curve), so that an area is a run of rows. As blobs they are little-endian, as every machine we run on is.
 */
import { type Bits, gatherBits } from './bits.ts'

interface ColumnBase {
  /** The name in the feature table; names that begin with `#` are the cache's own. */
  readonly name: string
  /** The header as the source wrote it. */
  readonly label: string
  /** What the column means (roles.ts), or null. */
  readonly role: string | null
}

/** Pass or fail. A row without an answer is `notApplicable` where the source said so in words, else missing. */
export interface AnswerColumn extends ColumnBase {
  readonly kind: 'answer'
  readonly answered: Bits
  readonly pass: Bits
  readonly notApplicable: Bits | null
}

export interface NumberColumn extends ColumnBase {
  readonly kind: 'number'
  readonly values: Uint8Array | Int32Array | Float64Array
  /** Rows that have a value; null where all have. A row without one holds 0. */
  readonly present: Bits | null
  readonly integer: boolean
}

/** Words from a short list; code 0 is missing, code n is words[n − 1]. */
export interface CategoryColumn extends ColumnBase {
  readonly kind: 'category'
  readonly codes: Uint8Array | Uint16Array
  readonly words: readonly string[]
}

/** UTF-8 of row i in bytes[offsets[i]…offsets[i + 1]); empty is missing. */
export interface TextColumn extends ColumnBase {
  readonly kind: 'text'
  readonly offsets: Uint32Array
  readonly bytes: Uint8Array
}

export type Column = AnswerColumn | NumberColumn | CategoryColumn | TextColumn

/** A row of phaenthi_column. */
export interface StoredColumn {
  readonly name: string
  readonly kind: string
  readonly label: string
  readonly meta: string
  readonly data: Uint8Array
}

interface ColumnMeta {
  readonly role: string | null
  readonly count: number
  readonly type?: 'u8' | 'u16' | 'i32' | 'f64'
  readonly masked?: boolean
  readonly integer?: boolean
  readonly words?: readonly string[]
}

/** Bytes that a column holds in memory. */
export function columnBytes(column: Column): number {
  switch (column.kind) {
    case 'answer':
      return column.answered.byteLength * (column.notApplicable ? 3 : 2)
    case 'number':
      return column.values.byteLength + (column.present?.byteLength ?? 0)
    case 'category':
      return column.codes.byteLength + column.words.length * 64
    case 'text':
      return column.offsets.byteLength + column.bytes.byteLength
  }
}

/** The column with row i of the answer taken from row `order[i]`. */
export function reorderColumn(column: Column, order: Uint32Array): Column {
  switch (column.kind) {
    case 'answer':
      return {
        ...column,
        answered: gatherBits(column.answered, order),
        pass: gatherBits(column.pass, order),
        notApplicable: column.notApplicable && gatherBits(column.notApplicable, order),
      }
    case 'number':
      return {
        ...column,
        values: gatherNumbers(column.values, order),
        present: column.present && gatherBits(column.present, order),
      }
    case 'category':
      return { ...column, codes: gatherNumbers(column.codes, order) }
    case 'text':
      return { ...column, ...gatherText(column, order) }
  }
}

function gatherNumbers<T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(
  values: T,
  order: Uint32Array,
): T {
  const gathered = new (values.constructor as new (length: number) => T)(order.length)
  for (let i = 0; i < order.length; i++) gathered[i] = values[order[i]!]!
  return gathered
}

function gatherText(column: TextColumn, order: Uint32Array): Pick<TextColumn, 'offsets' | 'bytes'> {
  const offsets = new Uint32Array(order.length + 1)
  let total = 0
  for (let i = 0; i < order.length; i++) {
    total += column.offsets[order[i]! + 1]! - column.offsets[order[i]!]!
    offsets[i + 1] = total
  }
  const bytes = new Uint8Array(total)
  let to = 0
  for (let i = 0; i < order.length; i++) {
    const end = column.offsets[order[i]! + 1]!
    for (let at = column.offsets[order[i]!]!; at < end; at++) bytes[to++] = column.bytes[at]!
  }
  return { offsets, bytes }
}

/** The column as a row of phaenthi_column. */
export function encodeColumn(column: Column, count: number): StoredColumn {
  const base = { name: column.name, kind: column.kind, label: column.label }
  const stored = (meta: Omit<ColumnMeta, 'role' | 'count'>, ...parts: ArrayBufferView[]): StoredColumn => ({
    ...base,
    meta: JSON.stringify({ role: column.role, count, ...meta } satisfies ColumnMeta),
    data: joined(parts),
  })
  switch (column.kind) {
    case 'answer': {
      const { answered, pass, notApplicable } = column
      return notApplicable
        ? stored({ masked: true }, answered, pass, notApplicable)
        : stored({ masked: false }, answered, pass)
    }
    case 'number': {
      const meta = { type: typeName(column.values), integer: column.integer, masked: column.present !== null }
      return column.present ? stored(meta, column.present, column.values) : stored(meta, column.values)
    }
    case 'category':
      return stored({ type: typeName(column.codes), words: column.words }, column.codes)
    case 'text':
      return stored({}, column.offsets, column.bytes)
  }
}

/** The column of a row of phaenthi_column. Throws RangeError where the blob is shorter than its row count asks for. */
export function decodeColumn(stored: StoredColumn): Column {
  const meta = JSON.parse(stored.meta) as ColumnMeta
  const base = { name: stored.name, label: stored.label, role: meta.role }
  const { count } = meta
  const bytes = alignedBytes(stored.data)
  const maskWords = ((count + 63) >>> 6) * 2
  const mask = (index: number): Bits =>
    new Uint32Array(bytes.buffer, bytes.byteOffset + index * maskWords * 4, maskWords)
  switch (stored.kind) {
    case 'answer':
      return { ...base, kind: 'answer', answered: mask(0), pass: mask(1), notApplicable: meta.masked ? mask(2) : null }
    case 'number': {
      const at = bytes.byteOffset + (meta.masked ? maskWords * 4 : 0)
      const make = { u8: Uint8Array, i32: Int32Array, f64: Float64Array }[meta.type as 'u8' | 'i32' | 'f64']
      const values = new make(bytes.buffer, at, count)
      return { ...base, kind: 'number', values, present: meta.masked ? mask(0) : null, integer: meta.integer ?? false }
    }
    case 'category': {
      const make = meta.type === 'u8' ? Uint8Array : Uint16Array
      return {
        ...base,
        kind: 'category',
        codes: new make(bytes.buffer, bytes.byteOffset, count),
        words: meta.words ?? [],
      }
    }
    case 'text': {
      const offsets = new Uint32Array(bytes.buffer, bytes.byteOffset, count + 1)
      return { ...base, kind: 'text', offsets, bytes: bytes.subarray((count + 1) * 4) }
    }
    default:
      throw new RangeError(`unknown kind of column ${stored.kind}`)
  }
}

const utf8 = new TextDecoder()

/** One cell as people see it: a number, a text, 'pass' | 'fail' | 'not-applicable' for answers, null where there is none. */
export function cellOf(column: Column, row: number): number | string | null {
  switch (column.kind) {
    case 'answer':
      if (has(column.answered, row)) return has(column.pass, row) ? 'pass' : 'fail'
      return column.notApplicable && has(column.notApplicable, row) ? 'not-applicable' : null
    case 'number':
      return column.present && !has(column.present, row) ? null : column.values[row]!
    case 'category':
      return column.codes[row] === 0 ? null : (column.words[column.codes[row]! - 1] ?? null)
    case 'text': {
      const [start, end] = [column.offsets[row]!, column.offsets[row + 1]!]
      return start === end ? null : utf8.decode(column.bytes.subarray(start, end))
    }
  }
}

function has(bits: Bits, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1
}

function typeName(values: ArrayBufferView): 'u8' | 'u16' | 'i32' | 'f64' {
  if (values instanceof Uint8Array) return 'u8'
  if (values instanceof Uint16Array) return 'u16'
  return values instanceof Int32Array ? 'i32' : 'f64'
}

function joined(parts: readonly ArrayBufferView[]): Uint8Array {
  const views = parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength))
  if (views.length === 1) return views[0]!
  const bytes = new Uint8Array(views.reduce((sum, view) => sum + view.length, 0))
  let at = 0
  for (const view of views) {
    bytes.set(view, at)
    at += view.length
  }
  return bytes
}

/** Small blobs come out of Node's shared pool at any offset; typed arrays need eight. */
function alignedBytes(data: Uint8Array): Uint8Array<ArrayBuffer> {
  return data.byteOffset % 8 === 0 && data.buffer instanceof ArrayBuffer
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : Uint8Array.from(data)
}

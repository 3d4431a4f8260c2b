/** Columns as they are filled while a file is read, row by row; `build` gives the column in source order. */

import { NOT_APPLICABLE, PASS } from './answer-words.ts'
import { type Bits, countBits, createBits, grownBits } from './bits.ts'
import { ByteDictionary } from './byte-values.ts'
import type { Column } from './columns.ts'

export interface ColumnHead {
  readonly name: string
  readonly label: string
  readonly role: string | null
}

/** More different words than this, and a column is free text. */
const MAX_WORDS = 65_535
const FIRST_ROOM = 4096

export class AnswerBuilder {
  #answered: Bits = createBits(FIRST_ROOM)
  #pass: Bits = createBits(FIRST_ROOM)
  #notApplicable: Bits | null = null
  #room = FIRST_ROOM

  /** `answer` is one of answer-words' constants; whatever is neither pass nor fail is left out. */
  put(row: number, answer: number): void {
    if (row >= this.#room) this.#grow()
    if (answer <= PASS) {
      const bit = 1 << (row & 31)
      this.#answered[row >>> 5]! |= bit
      if (answer === PASS) this.#pass[row >>> 5]! |= bit
    } else if (answer === NOT_APPLICABLE) {
      this.#notApplicable ??= createBits(this.#room)
      this.#notApplicable[row >>> 5]! |= 1 << (row & 31)
    }
  }

  build(head: ColumnHead, count: number): Column {
    const notApplicable = this.#notApplicable && grownBits(this.#notApplicable, count)
    return {
      ...head,
      kind: 'answer',
      answered: grownBits(this.#answered, count),
      pass: grownBits(this.#pass, count),
      notApplicable,
    }
  }

  #grow(): void {
    this.#room *= 2
    this.#answered = grownBits(this.#answered, this.#room)
    this.#pass = grownBits(this.#pass, this.#room)
    if (this.#notApplicable) this.#notApplicable = grownBits(this.#notApplicable, this.#room)
  }
}

/** Numbers in the smallest array that holds them so far: bytes, then 32-bit integers, then doubles. */
export class NumberBuilder {
  #values: Uint8Array | Int32Array | Float64Array = new Uint8Array(FIRST_ROOM)
  #present: Bits = createBits(FIRST_ROOM)
  #integer = true

  put(row: number, value: number): void {
    if (row >= this.#values.length) this.#grow()
    if (this.#values instanceof Uint8Array) {
      if (value !== (value & 255)) this.#widen(value)
    } else if (this.#values instanceof Int32Array && value !== (value | 0)) this.#widen(value)
    this.#values[row] = value
    this.#present[row >>> 5]! |= 1 << (row & 31)
    if (this.#integer && !Number.isInteger(value)) this.#integer = false
  }

  build(head: ColumnHead, count: number): Column {
    const present = grownBits(this.#present, count)
    const values = this.#values.length >= count ? this.#values.slice(0, count) : copied(this.#values, count)
    return {
      ...head,
      kind: 'number',
      values,
      present: countBits(present) === count ? null : present,
      integer: this.#integer,
    }
  }

  #grow(): void {
    this.#values = copied(this.#values, this.#values.length * 2)
    this.#present = grownBits(this.#present, this.#values.length)
  }

  #widen(value: number): void {
    const fitsInt32 = value === (value | 0)
    const wider = fitsInt32 ? new Int32Array(this.#values.length) : new Float64Array(this.#values.length)
    wider.set(this.#values)
    this.#values = wider
  }
}

/** Words: a short list of them with a code per row, and free text from the moment there are too many. */
export class TextBuilder {
  readonly #words = new ByteDictionary()
  #codes: Uint32Array = new Uint32Array(FIRST_ROOM)
  #rows = 0
  #text: TextArena | null = null

  put(row: number, buffer: Uint8Array, start: number, end: number): void {
    this.#rows = row + 1
    if (this.#text) {
      this.#text.put(row, buffer, start, end)
      return
    }
    if (row >= this.#codes.length) {
      const grown = new Uint32Array(this.#codes.length * 2)
      grown.set(this.#codes)
      this.#codes = grown
    }
    if (start === end) return
    this.#codes[row] = this.#words.add(buffer, start, end) + 1
    // Nearly every row with a word of its own is no list of categories either.
    if (this.#words.size > MAX_WORDS || (row === 20_000 && this.#words.size > 10_000)) this.#toText(row)
  }

  build(head: ColumnHead, count: number): Column {
    if (!this.#text) {
      const make = this.#words.size < 256 ? Uint8Array : Uint16Array
      const codes = new make(count)
      for (let row = 0; row < Math.min(count, this.#rows); row++) codes[row] = this.#codes[row]!
      return { ...head, kind: 'category', codes, words: this.#words.words() }
    }
    return { ...head, kind: 'text', ...this.#text.build(count) }
  }

  #toText(row: number): void {
    const text = new TextArena()
    const { bytes, ends } = this.#words
    for (let r = 0; r <= row; r++) {
      const code = this.#codes[r]!
      if (code > 0) text.put(r, bytes, code === 1 ? 0 : ends[code - 2]!, ends[code - 1]!)
    }
    this.#text = text
    this.#codes = new Uint32Array(0)
  }
}

/** Texts one behind the other; rows that are skipped are empty. */
class TextArena {
  #offsets: Uint32Array = new Uint32Array(FIRST_ROOM + 1)
  #bytes: Uint8Array = new Uint8Array(1 << 20)
  #length = 0
  #next = 0

  put(row: number, buffer: Uint8Array, start: number, end: number): void {
    if (row + 2 > this.#offsets.length) {
      const grown = new Uint32Array(Math.max(row + 2, this.#offsets.length * 2))
      grown.set(this.#offsets)
      this.#offsets = grown
    }
    while (this.#next < row) this.#offsets[++this.#next] = this.#length
    if (this.#length + end - start > this.#bytes.length) {
      const grown = new Uint8Array((this.#length + end - start) * 2)
      grown.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = grown
    }
    for (let at = start; at < end; at++) this.#bytes[this.#length++] = buffer[at]!
    this.#offsets[row + 1] = this.#length
    this.#next = row + 1
  }

  build(count: number): { offsets: Uint32Array; bytes: Uint8Array } {
    const offsets = new Uint32Array(count + 1)
    offsets.set(this.#offsets.subarray(0, Math.min(this.#next, count) + 1))
    for (let row = this.#next; row < count; row++) offsets[row + 1] = this.#length
    return { offsets, bytes: this.#bytes.slice(0, this.#length) }
  }
}

function copied<T extends Uint8Array | Int32Array | Float64Array>(values: T, length: number): T {
  const copy = new (values.constructor as new (length: number) => T)(length)
  copy.set(values)
  return copy
}

/**
 * Comma-separated text as bytes (RFC 4180 and its relatives: quotes, doubled quotes, CRLF, LF or CR, any one-byte delimiter,
 * UTF-8 byte order mark). A record is the place of each field in one reused buffer; no string is made. Text that is not
 * UTF-8 is re-encoded block by block before it is looked at.
 */
import { closeSync, openSync, readSync } from 'node:fs'

export interface CsvFormat {
  readonly delimiter: string
  /** A label TextDecoder knows; 'utf-8' is read as it is. */
  readonly encoding: string
}

const QUOTE = 0x22
const LF = 10
const CR = 13
const BLOCK_BYTES = 1 << 20
/** A record longer than this is a quote that never closes. */
const MAX_RECORD_BYTES = 1 << 20

const utf8 = new TextDecoder()

export class CsvReader {
  /** Holds the current record; valid until the next call of `next`. */
  buffer: Uint8Array = new Uint8Array(BLOCK_BYTES * 2 + 1)
  /** Fields of the current record. */
  count = 0
  starts: Int32Array = new Int32Array(64)
  ends: Int32Array = new Int32Array(64)
  /** The current record begins a quote that never closes; it holds the rest of its line as one field. */
  unclosed = false
  /** Bytes of the source read so far, for progress. */
  readBytes = 0

  readonly #file: number
  readonly #delimiter: number
  readonly #decoder: InstanceType<typeof TextDecoder> | null
  readonly #onBlock: ((block: Uint8Array) => void) | undefined
  readonly #doubled: number[] = []
  #at = 0
  #filled = 0
  #ended = false

  /** Opens the file; `onBlock` sees every block of its bytes as they are (for a hash). */
  constructor(path: string, format: CsvFormat, onBlock?: (block: Uint8Array) => void) {
    this.#file = openSync(path, 'r')
    this.#delimiter = format.delimiter.charCodeAt(0)
    this.#decoder = /^utf-?8$/i.test(format.encoding) ? null : new TextDecoder(format.encoding)
    this.#onBlock = onBlock
    this.#fill()
    if (this.buffer[0] === 0xef && this.buffer[1] === 0xbb && this.buffer[2] === 0xbf) this.#at = 3
  }

  close(): void {
    closeSync(this.#file)
  }

  /** Moves to the next record that is not an empty line; false at the end. */
  next(): boolean {
    this.unclosed = false
    for (;;) {
      while (!this.#scan()) {
        if (this.#ended && this.#at >= this.#filled) return false
        if (this.#ended || this.#filled - this.#at > MAX_RECORD_BYTES) {
          this.#takeLine()
          return true
        }
        this.#fill()
      }
      if (this.#doubled.length > 0) this.#halveQuotes()
      if (this.count > 1 || this.ends[0]! > this.starts[0]!) return true
    }
  }

  /** A field as text; for headers and odd cells only. */
  text(field: number): string {
    if (field >= this.count) return ''
    return utf8.decode(this.buffer.subarray(this.starts[field]!, this.ends[field]!))
  }

  /** Splits the record at `#at`; false where it does not end within what is read. */
  #scan(): boolean {
    const { buffer } = this
    const delimiter = this.#delimiter
    const filled = this.#filled
    this.#doubled.length = 0
    let at = this.#at
    let start = at
    let count = 0
    // Where the closing quote of a quoted field stands, or -1.
    let quoteEnd = -1
    while (at < filled) {
      const byte = buffer[at]!
      if (byte === delimiter) {
        if (count === this.starts.length) this.#widen()
        this.starts[count] = start
        this.ends[count++] = quoteEnd < 0 ? at : quoteEnd
        start = ++at
        quoteEnd = -1
      } else if (byte === LF || byte === CR) {
        if (byte === CR && at + 1 >= filled && !this.#ended) return false
        if (count === this.starts.length) this.#widen()
        this.starts[count] = start
        this.ends[count++] = quoteEnd < 0 ? at : quoteEnd
        this.count = count
        this.#at = byte === CR && at + 1 < filled && buffer[at + 1] === LF ? at + 2 : at + 1
        return true
      } else if (byte === QUOTE && at === start && quoteEnd < 0) {
        quoteEnd = this.#closingQuote(at + 1, count)
        if (quoteEnd < 0) return false
        start = at + 1
        at = quoteEnd + 1
      } else {
        // Words behind a closing quote: the cell is taken as it stands, quotes and all.
        if (quoteEnd >= 0) {
          start--
          quoteEnd = -1
          if (this.#doubled.at(-1) === count) this.#doubled.pop()
        }
        at++
      }
    }
    return false
  }

  #closingQuote(from: number, field: number): number {
    const { buffer } = this
    const filled = this.#filled
    let at = from
    let doubled = false
    for (;;) {
      while (at < filled && buffer[at] !== QUOTE) at++
      // Whether the quote is doubled shows only in the byte behind it; the text always ends in a line break.
      if (at + 1 >= filled) return -1
      if (buffer[at + 1] !== QUOTE) break
      doubled = true
      at += 2
    }
    if (doubled) this.#doubled.push(field)
    return at
  }

  #halveQuotes(): void {
    const { buffer } = this
    for (const field of this.#doubled) {
      const end = this.ends[field]!
      let to = this.starts[field]!
      for (let at = to; at < end; at++) {
        buffer[to++] = buffer[at]!
        if (buffer[at] === QUOTE && buffer[at + 1] === QUOTE) at++
      }
      this.ends[field] = to
    }
  }

  #takeLine(): void {
    const start = this.#at
    let end = start
    while (end < this.#filled && this.buffer[end] !== LF) end++
    this.unclosed = true
    this.count = 1
    this.starts[0] = start
    this.ends[0] = end
    this.#at = end + 1
  }

  /** Moves what is left to the front and reads a block behind it. The end of the source reads as a line break. */
  #fill(): void {
    this.buffer.copyWithin(0, this.#at, this.#filled)
    this.#filled -= this.#at
    this.#at = 0
    const room = this.#decoder ? BLOCK_BYTES * 3 : BLOCK_BYTES
    if (this.buffer.length - this.#filled < room + 1) {
      const grown = new Uint8Array(this.#filled + room + BLOCK_BYTES)
      grown.set(this.buffer.subarray(0, this.#filled))
      this.buffer = grown
    }
    const read = this.#decoder ? this.#readDecoded(this.#decoder) : this.#readInto(this.buffer, this.#filled)
    if (read < 0) {
      this.#ended = true
      if (this.#filled > 0 && this.buffer[this.#filled - 1] !== LF) this.buffer[this.#filled++] = LF
    } else this.#filled += read
  }

  #readInto(target: Uint8Array, at: number): number {
    const read = readSync(this.#file, target, at, BLOCK_BYTES, null)
    if (read === 0) return -1
    this.readBytes += read
    this.#onBlock?.(target.subarray(at, at + read))
    return read
  }

  #readDecoded(decoder: InstanceType<typeof TextDecoder>): number {
    const raw = new Uint8Array(BLOCK_BYTES)
    const read = this.#readInto(raw, 0)
    if (read < 0) return -1
    const text = decoder.decode(raw.subarray(0, read), { stream: true })
    return new TextEncoder().encodeInto(text, this.buffer.subarray(this.#filled)).written
  }

  #widen(): void {
    const widened = (array: Int32Array) => {
      const wider = new Int32Array(array.length * 2)
      wider.set(array)
      return wider
    }
    this.starts = widened(this.starts)
    this.ends = widened(this.ends)
  }
}

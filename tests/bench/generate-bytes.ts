/** Rows of a CSV as bytes, put together without strings. */
const COMMA = 0x2c
const NEWLINE = 0x0a
const ZERO = 0x30

export class RowBytes {
  /** Bytes gathered since the last take. */
  length = 0
  readonly #chunkBytes: number
  #bytes: Uint8Array

  constructor(chunkBytes: number) {
    this.#chunkBytes = chunkBytes
    this.#bytes = this.#fresh()
  }

  /** Hands over what was gathered and begins anew. */
  take(): Uint8Array {
    const taken = this.#bytes.subarray(0, this.length)
    this.#bytes = this.#fresh()
    this.length = 0
    return taken
  }

  comma(): void {
    this.#bytes[this.length++] = COMMA
  }

  newline(): void {
    this.#bytes[this.length++] = NEWLINE
  }

  /** ASCII only. */
  text(words: string): void {
    for (let i = 0; i < words.length; i++) this.#bytes[this.length++] = words.charCodeAt(i)
  }

  /** A whole number ≥ 0. */
  integer(value: number): void {
    let width = 1
    for (let limit = 10; value >= limit; limit *= 10) width++
    this.digits(value, width)
  }

  /** A whole number ≥ 0 with leading zeros. */
  digits(value: number, width: number): void {
    let rest = value
    for (let i = this.length + width - 1; i >= this.length; i--) {
      const tens = Math.floor(rest / 10)
      this.#bytes[i] = ZERO + rest - tens * 10
      rest = tens
    }
    this.length += width
  }

  /** A number ≥ 0 with six decimals. */
  sixDecimals(value: number): void {
    const micro = Math.round(value * 1e6)
    const whole = Math.floor(micro / 1e6)
    this.integer(whole)
    this.#bytes[this.length++] = 0x2e
    this.digits(micro - whole * 1e6, 6)
  }

  #fresh(): Uint8Array {
    // One row of at most a few hundred columns may run past the chunk before it is taken.
    return new Uint8Array(this.#chunkBytes + 65_536)
  }
}

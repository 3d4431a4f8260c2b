/** Reads numbers and runs of bytes one after the other. Everything throws RangeError at the end of the bytes. */

const MORE = 0x80
const SIGN = 0x40

export class ByteCursor {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get left(): number {
    return this.#bytes.length - this.#at
  }

  byte(): number {
    const byte = this.#bytes[this.#at++]
    if (byte === undefined) throw new RangeError('the bytes end too early')
    return byte
  }

  bytes(count: number): Uint8Array {
    if (count > this.left) throw new RangeError('the bytes end too early')
    this.#at += count
    return this.#bytes.subarray(this.#at - count, this.#at)
  }

  /** An unsigned number as LEB128; at most 2^53. */
  unsigned(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & ~MORE) * scale
      if (value > Number.MAX_SAFE_INTEGER) throw new RangeError('a number is too large')
      if ((byte & MORE) === 0) return value
      scale *= 128
    }
  }

  /** A signed number as LEB128. */
  signed(): number {
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.byte()
      value += (byte & ~MORE) * scale
      scale *= 128
      if (scale > 2 ** 63) throw new RangeError('a number is too large')
      if ((byte & MORE) === 0) return (byte & SIGN) !== 0 ? value - scale : value
    }
  }

  /** Bytes behind their length. */
  sized(): Uint8Array {
    return this.bytes(this.unsigned())
  }
}

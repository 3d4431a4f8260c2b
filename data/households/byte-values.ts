/** Values straight from the bytes of a cell: plain ASCII numbers without a string, everything else by the common reader. */
import { parseNumber } from '../contract/text/number.ts'

const utf8 = new TextDecoder()
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => 10 ** exponent)
const SPACE = 32
const MINUS = 45
const DOT = 46
const ZERO = 48

/** A cell that is blank or stands for nil ("-"). */
export const NO_VALUE = Number.NEGATIVE_INFINITY

/**
 * The number in buffer[start…end), NO_VALUE where the cell is blank or says nil, NaN where it is no number. Up to 15 digits
 * with a point are exact (an integer below 2⁵³ divided by a power of ten rounds once).
 */
export function numberOf(buffer: Uint8Array, start: number, end: number): number {
  let at = start
  let last = end
  while (at < last && buffer[at]! <= SPACE) at++
  while (last > at && buffer[last - 1]! <= SPACE) last--
  if (at === last) return NO_VALUE
  const negative = buffer[at] === MINUS
  if (negative) at++
  let whole = 0
  let digits = 0
  let fraction = -1
  for (; at < last; at++) {
    const digit = buffer[at]! - ZERO
    if (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit
      digits++
    } else if (digit === DOT - ZERO && fraction < 0) fraction = digits
    else return oddNumber(buffer, start, end)
  }
  if (digits === 0 || digits > 15) return oddNumber(buffer, start, end)
  const value = fraction < 0 ? whole : whole / POWERS[digits - fraction]!
  return negative && value !== 0 ? -value : value
}

function oddNumber(buffer: Uint8Array, start: number, end: number): number {
  const parsed = parseNumber(utf8.decode(buffer.subarray(start, end)))
  if (parsed.kind === 'null') return NO_VALUE
  return parsed.kind === 'value' ? parsed.value : Number.NaN
}

/** Words as bytes → small numbers, in order of first sight; keeps the bytes, makes no string while looking up. */
export class ByteDictionary {
  /** End of each word in `bytes`; word i runs from ends[i - 1] (or 0). */
  ends: Uint32Array = new Uint32Array(256)
  bytes: Uint8Array = new Uint8Array(4096)
  size = 0
  #slots: Int32Array = new Int32Array(1024)
  #hashes: Uint32Array = new Uint32Array(256)

  /** The number of a word, added when new. */
  add(buffer: Uint8Array, start: number, end: number): number {
    const hash = hashOf(buffer, start, end)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (;;) {
      const found = this.#slots[slot]! - 1
      if (found < 0) break
      if (this.#hashes[found] === hash && this.#equals(found, buffer, start, end)) return found
      slot = (slot + 1) & mask
    }
    this.#slots[slot] = this.size + 1
    return this.#append(buffer, start, end, hash)
  }

  /** The number of a word, or -1. */
  find(buffer: Uint8Array, start: number, end: number): number {
    const hash = hashOf(buffer, start, end)
    const mask = this.#slots.length - 1
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = this.#slots[slot]! - 1
      if (found < 0) return -1
      if (this.#hashes[found] === hash && this.#equals(found, buffer, start, end)) return found
    }
  }

  words(): string[] {
    return Array.from({ length: this.size }, (_, i) => this.word(i))
  }

  word(index: number): string {
    return utf8.decode(this.bytes.subarray(index === 0 ? 0 : this.ends[index - 1]!, this.ends[index]!))
  }

  #equals(index: number, buffer: Uint8Array, start: number, end: number): boolean {
    let at = index === 0 ? 0 : this.ends[index - 1]!
    if (this.ends[index]! - at !== end - start) return false
    for (let i = start; i < end; i++) if (this.bytes[at++] !== buffer[i]) return false
    return true
  }

  #append(buffer: Uint8Array, start: number, end: number, hash: number): number {
    const index = this.size++
    const from = index === 0 ? 0 : this.ends[index - 1]!
    const to = from + end - start
    if (to > this.bytes.length) {
      const bytes = new Uint8Array(Math.max(to, this.bytes.length * 2))
      bytes.set(this.bytes.subarray(0, from))
      this.bytes = bytes
    }
    if (index === this.ends.length) {
      this.ends = grown(this.ends)
      this.#hashes = grown(this.#hashes)
    }
    for (let i = start, at = from; i < end; i++) this.bytes[at++] = buffer[i]!
    this.ends[index] = to
    this.#hashes[index] = hash
    if (this.size * 2 > this.#slots.length) this.#rehash()
    return index
  }

  #rehash(): void {
    const slots = new Int32Array(this.#slots.length * 4)
    const mask = slots.length - 1
    for (let i = 0; i < this.size; i++) {
      let slot = this.#hashes[i]! & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = i + 1
    }
    this.#slots = slots
  }
}

/** FNV-1a, folded once more so that the low bits mix. */
function hashOf(buffer: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ buffer[i]!, 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}

function grown(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(array.length * 2)
  larger.set(array)
  return larger
}

/** Bit-sets over rows: one bit a row, 32 to a word, row 0 the lowest bit. Bits past the last row stay 0. */
export type Bits = Uint32Array

/** An empty set for `count` rows. The words are an even number, so that blobs stay aligned to 8 bytes. */
export function createBits(count: number): Bits {
  return new Uint32Array(((count + 63) >>> 6) * 2)
}

/** All of `count` rows. */
export function fullBits(count: number): Bits {
  const bits = createBits(count)
  bits.fill(0xffffffff, 0, count >>> 5)
  if (count & 31) bits[count >>> 5] = (1 << (count & 31)) - 1
  return bits
}

export function hasBit(bits: Bits, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1
}

export function setBit(bits: Bits, row: number): void {
  bits[row >>> 5]! |= 1 << (row & 31)
}

/** A copy with room for more rows. */
export function grownBits(bits: Bits, count: number): Bits {
  const grown = createBits(count)
  grown.set(bits.subarray(0, Math.min(bits.length, grown.length)))
  return grown
}

/** Ones in a 32-bit word. */
export function popcount(word: number): number {
  let v = word - ((word >>> 1) & 0x55555555)
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333)
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24
}

/** Ones of a whole set. */
export function countBits(bits: Bits): number {
  let count = 0
  for (let i = 0; i < bits.length; i++) count += popcount(bits[i]!)
  return count
}

/** The rows set, ascending. */
export function rowsOf(bits: Bits): Uint32Array {
  const rows = new Uint32Array(countBits(bits))
  let at = 0
  for (let i = 0; i < bits.length; i++) {
    for (let word = bits[i]!; word !== 0; word &= word - 1) rows[at++] = i * 32 + 31 - Math.clz32(word & -word)
  }
  return rows
}

/** Row `i` of the answer is row `order[i]` of `bits`. */
export function gatherBits(bits: Bits, order: Uint32Array): Bits {
  const gathered = createBits(order.length)
  const whole = order.length >>> 5
  for (let word = 0; word < whole; word++) {
    let value = 0
    const base = word * 32
    for (let k = 0; k < 32; k++) {
      const row = order[base + k]!
      value |= ((bits[row >>> 5]! >>> (row & 31)) & 1) << k
    }
    gathered[word] = value
  }
  for (let i = whole * 32; i < order.length; i++) if (hasBit(bits, order[i]!)) setBit(gathered, i)
  return gathered
}

/** Sets rows from (inclusive) … to (exclusive). */
export function setRange(bits: Bits, from: number, to: number): void {
  for (let row = from; row < to; ) {
    if ((row & 31) === 0 && row + 32 <= to) {
      bits[row >>> 5] = 0xffffffff
      row += 32
    } else {
      setBit(bits, row)
      row++
    }
  }
}

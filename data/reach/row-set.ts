/** A set of rows with the list of its words that hold any, so that a small set costs little however large the survey is. */
import type { Bits } from '../households/bits.ts'

export interface RowSet {
  readonly bits: Bits
  /** Indexes of words that are not 0, ascending; the first `wordCount` of them count. */
  readonly words: Int32Array
  readonly wordCount: number
}

/** The set of these bits, which are kept and not copied. */
export function rowSetOf(bits: Bits): RowSet {
  const words = new Int32Array(bits.length)
  let wordCount = 0
  for (let at = 0; at < bits.length; at++) if (bits[at] !== 0) words[wordCount++] = at
  return { bits, words, wordCount }
}

/** Rows of `set` that are in `kept` (null: all) and not in `left` (null: none). */
export function narrowed(set: RowSet, kept: Bits | null, left: Bits | null = null): RowSet {
  const bits = new Uint32Array(set.bits.length)
  const words = new Int32Array(set.wordCount)
  let wordCount = 0
  for (let i = 0; i < set.wordCount; i++) {
    const at = set.words[i]!
    let word = set.bits[at]!
    if (kept) word &= kept[at]!
    if (left) word &= ~left[at]!
    if (word === 0) continue
    bits[at] = word
    words[wordCount++] = at
  }
  return { bits, words, wordCount }
}

/** Areas as runs of rows: a survey's cache is sorted by area code, so every area of every level is one run. */
import type { AreaLevel } from '../contract/imports.ts'
import { type Bits, popcount } from './bits.ts'

export interface Runs {
  /** Area codes ascending. */
  readonly codes: readonly string[]
  /** First row of each area, and one past the last. */
  readonly starts: Uint32Array
}

const codeLength: Readonly<Record<AreaLevel, number>> = { province: 2, amphoe: 4, tambon: 6, village: 8 }

/** Runs of villages (tambon code and หมู่ที่; a tambon's households without one are listed under its six digits). */
export function villageRuns(areas: Uint8Array | Uint16Array, moos: ArrayLike<number>, words: readonly string[]): Runs {
  const codes: string[] = []
  const starts: number[] = []
  let area = -1
  let moo = -1
  for (let row = 0; row < areas.length; row++) {
    if (areas[row] === area && moos[row] === moo) continue
    area = areas[row]!
    moo = moos[row]!
    codes.push((words[area - 1] ?? '') + (moo > 0 ? String(moo).padStart(2, '0') : ''))
    starts.push(row)
  }
  starts.push(areas.length)
  return { codes, starts: Uint32Array.from(starts) }
}

/** The same rows grouped at a coarser level. Households without a village are no village's. */
export function runsAtLevel(villages: Runs, level: AreaLevel): Runs {
  const length = codeLength[level]
  if (level === 'village') return villages
  const codes: string[] = []
  const starts: number[] = []
  villages.codes.forEach((code, index) => {
    const parent = code.slice(0, length)
    if (codes.at(-1) === parent) return
    codes.push(parent)
    starts.push(villages.starts[index]!)
  })
  starts.push(villages.starts.at(-1) ?? 0)
  return { codes, starts: Uint32Array.from(starts) }
}

/** Rows from…to of an area code of any level; empty where the survey has none there. */
export function rowsOfArea(villages: Runs, code: string): readonly [from: number, to: number] {
  let first = -1
  let last = -1
  villages.codes.forEach((village, index) => {
    if (!village.startsWith(code)) return
    if (first < 0) first = index
    last = index
  })
  return first < 0 ? [0, 0] : [villages.starts[first]!, villages.starts[last + 1]!]
}

/** Ones of `a` (and of `b`, where given) in each run. */
export function countRuns(runs: Runs, a: Bits, b: Bits | null = null): Int32Array {
  const { starts } = runs
  const counts = new Int32Array(runs.codes.length)
  for (let run = 0; run < counts.length; run++) {
    const from = starts[run]!
    const to = starts[run + 1]!
    if (from === to) continue
    const firstWord = from >>> 5
    const lastWord = (to - 1) >>> 5
    const head = -1 << (from & 31)
    const tail = (to & 31) === 0 ? -1 : (1 << (to & 31)) - 1
    const word = (at: number): number => (b ? a[at]! & b[at]! : a[at]!)
    if (firstWord === lastWord) {
      counts[run] = popcount(word(firstWord) & head & tail)
      continue
    }
    let count = popcount(word(firstWord) & head) + popcount(word(lastWord) & tail)
    if (b) for (let at = firstWord + 1; at < lastWord; at++) count += popcount(a[at]! & b[at]!)
    else for (let at = firstWord + 1; at < lastWord; at++) count += popcount(a[at]!)
    counts[run] = count
  }
  return counts
}

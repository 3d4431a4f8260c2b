/**
 * Households as runs of rows: [from, to) pairs, ascending, none touching the next. A survey's rows stand by area and then along a
 * Hilbert curve, so what lies close together on the ground is few runs, whatever its size.
 */
import { type Bits, setRange } from '../households/bits.ts'

export type RowRuns = Uint32Array

/** The rows set, as runs. */
export function runsOfBits(bits: Bits): RowRuns {
  const runs: number[] = []
  let from = -1
  for (let at = 0; at < bits.length; at++) {
    const word = bits[at]!
    if (from < 0 ? word === 0 : word === 0xffffffff) continue
    const base = at * 32
    // Bits where a run begins or ends: those that differ from the one before.
    let edges = word ^ ((word << 1) | (from < 0 ? 0 : 1))
    for (; edges !== 0; edges &= edges - 1) {
      const row = base + 31 - Math.clz32(edges & -edges)
      if (from < 0) from = row
      else {
        runs.push(from, row)
        from = -1
      }
    }
  }
  if (from >= 0) runs.push(from, bits.length * 32)
  return Uint32Array.from(runs)
}

/** Sets every row of the runs. */
export function paintRuns(bits: Bits, runs: RowRuns): void {
  for (let i = 0; i < runs.length; i += 2) setRange(bits, runs[i]!, runs[i + 1]!)
}

/** How many rows. */
export function countRows(runs: RowRuns): number {
  let count = 0
  for (let i = 0; i < runs.length; i += 2) count += runs[i + 1]! - runs[i]!
  return count
}

/** Adds one to the count of every row, or takes one away. */
export function addRuns(counts: Uint16Array, runs: RowRuns, by: 1 | -1): void {
  for (let i = 0; i < runs.length; i += 2) {
    for (let row = runs[i]!; row < runs[i + 1]!; row++) counts[row]! += by
  }
}

/** Rows that are in both. */
export function sharedRuns(a: RowRuns, b: RowRuns): RowRuns {
  const shared: number[] = []
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const from = Math.max(a[i]!, b[k]!)
    const to = Math.min(a[i + 1]!, b[k + 1]!)
    if (from < to) shared.push(from, to)
    if (a[i + 1]! <= b[k + 1]!) i += 2
    else k += 2
  }
  return Uint32Array.from(shared)
}

/** How many rows are in both, without naming them. */
export function countShared(a: RowRuns, b: RowRuns): number {
  let count = 0
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const from = Math.max(a[i]!, b[k]!)
    const to = Math.min(a[i + 1]!, b[k + 1]!)
    if (from < to) count += to - from
    if (a[i + 1]! <= b[k + 1]!) i += 2
    else k += 2
  }
  return count
}

/** Whether the same rows are in both. */
export function sameRuns(a: RowRuns, b: RowRuns): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i])
}

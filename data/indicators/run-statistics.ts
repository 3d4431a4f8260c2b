/** Sums, counts and medians of a number column over runs of rows. */
import type { Bits } from '../households/bits.ts'
import type { NumberColumn } from '../households/columns.ts'
import type { Runs } from '../households/runs.ts'
import { medianOfValues } from './select.ts'

/** Sum and number of the rows in `rows` (null: all) per run. Rows without a value have to be left out of `rows` already. */
export function sumsOfRuns(
  { codes, starts }: Runs,
  { values }: NumberColumn,
  rows: Bits | null,
): { sums: Float64Array; counts: Float64Array } {
  const sums = new Float64Array(codes.length)
  const counts = new Float64Array(codes.length)
  for (let run = 0; run < codes.length; run++) {
    let sum = 0
    let count = 0
    if (rows === null) {
      for (let row = starts[run]!; row < starts[run + 1]!; row++) sum += values[row]!
      count = starts[run + 1]! - starts[run]!
    } else {
      for (let row = starts[run]!; row < starts[run + 1]!; row++) {
        // A multiplication costs less than a branch that is taken at random.
        const taken = (rows[row >>> 5]! >>> (row & 31)) & 1
        sum += values[row]! * taken
        count += taken
      }
    }
    sums[run] = sum
    counts[run] = count
  }
  return { sums, counts }
}

/** The middle value of each run (the mean of the two middle ones for an even number), as its numerator; 0 for an empty run. */
export function mediansOfRuns(
  { codes, starts }: Runs,
  { values }: NumberColumn,
  rows: Bits | null,
): { numerators: Float64Array; counts: Float64Array; valueFrom: (numerator: number) => number } {
  const counts = new Float64Array(codes.length)
  const numerators = new Float64Array(codes.length)
  for (let run = 0; run < codes.length; run++) {
    const taken = new Float64Array(starts[run + 1]! - starts[run]!)
    let count = 0
    for (let row = starts[run]!; row < starts[run + 1]!; row++) {
      if (rows === null || ((rows[row >>> 5]! >>> (row & 31)) & 1) === 1) taken[count++] = values[row]!
    }
    counts[run] = count
    if (count > 0) numerators[run] = medianOfValues(taken.subarray(0, count))
  }
  return { numerators, counts, valueFrom: (numerator) => numerator }
}

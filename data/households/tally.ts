/**
 * How many households a shape holds, and the sums of some columns over them, while the shape is being drawn: whole cells by
 * running sums, single households only where the outline passes.
 */
import { Refusal } from '../contract/errors.ts'
import type { Shape } from '../contract/filters.ts'
import { type Bits, hasBit } from './bits.ts'
import type { Survey } from './cache.ts'
import type { Column } from './columns.ts'
import { amountOf, gridOf, isPresent, prepareSums, runningSums } from './grids.ts'
import { scanShape } from './shape-scan.ts'

export interface ShapeTally {
  readonly households: number
  /** By the name asked for: rows with a value, and their sum (of an answer column: the number of passes). */
  readonly columns: Readonly<Record<string, { readonly n: number; readonly sum: number }>>
}

export interface TallyInput {
  readonly survey: Survey
  readonly shape: Shape
  /** Column names or roles. */
  readonly columns?: readonly string[]
  /** Rows let through by `filterRows`; pass the same object again while the filter stays the same. */
  readonly filter?: Bits | null
}

/**
 * Builds the grid and the sums that a tally of these columns needs, a few milliseconds at a time; afterwards `tallyShape` answers
 * at once. Routes call this first, so that the first shape over a million households does not hold their thread.
 */
export async function prepareTally({ survey, columns = [], filter = null }: Omit<TallyInput, 'shape'>): Promise<void> {
  await prepareSums(survey, [null, ...columns.map((name) => columnOf(survey, name))], filter)
}

/** Counts inside a polygon, a circle or a corridor. Throws `request.invalid` for an unknown column. */
export function tallyShape({ survey, shape, columns = [], filter = null }: TallyInput): ShapeTally {
  const grid = gridOf(survey)
  const found = columns.map((name) => columnOf(survey, name))
  const households = runningSums(survey, null, filter)
  const running = found.map((column) => runningSums(survey, column, filter))
  let count = 0
  const n = new Float64Array(found.length)
  const sum = new Float64Array(found.length)
  scanShape(grid, shape, {
    cells: (first, last) => {
      const row = Math.floor(first / grid.columns)
      const from = first + row
      const to = last + row + 1
      count += households.n[to]! - households.n[from]!
      for (let k = 0; k < running.length; k++) {
        n[k]! += running[k]!.n[to]! - running[k]!.n[from]!
        sum[k]! += running[k]!.sum[to]! - running[k]!.sum[from]!
      }
    },
    household: (at) => {
      const row = grid.order[at]!
      if (filter && !hasBit(filter, row)) return
      count++
      for (let k = 0; k < found.length; k++) {
        if (!isPresent(found[k]!, row)) continue
        n[k]!++
        sum[k]! += amountOf(found[k]!, row)
      }
    },
  })
  return {
    households: count,
    columns: Object.fromEntries(columns.map((name, k) => [name, { n: n[k]!, sum: sum[k]! }])),
  }
}

/** The rows of the survey inside a shape, in the grid's order; for listing villages or drawing what was counted. */
export function rowsInShape(survey: Survey, shape: Shape, filter: Bits | null = null): Uint32Array {
  const grid = gridOf(survey)
  const rows: number[] = []
  const take = (at: number): void => {
    const row = grid.order[at]!
    if (!filter || hasBit(filter, row)) rows.push(row)
  }
  scanShape(grid, shape, {
    cells: (first, last) => {
      for (let at = grid.starts[first]!; at < grid.starts[last + 1]!; at++) take(at)
    },
    household: take,
  })
  return Uint32Array.from(rows)
}

function columnOf(survey: Survey, name: string): Column {
  const column = survey.column(name)
  if (!column) throw new Refusal('request.invalid', { what: name })
  return column
}

/**
 * How many households a shape holds, and the sums of some columns over them, while the shape is being drawn: whole cells by
 * running sums, single households only where the outline passes.
 */
import { Refusal } from '../contract/errors.ts'
import type { Shape } from '../contract/filters.ts'
import { type Bits, hasBit } from './bits.ts'
import type { Survey } from './cache.ts'
import type { Column } from './columns.ts'
import { amountOf, gridOf, isPresent, knownSums, prepareSums, type RunningSums } from './grids.ts'
import type { PointGrid } from './point-grid.ts'
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
  /** Rows let through by `filterRows`; prepared sums are found again by the same object. */
  readonly filter?: Bits | null
}

/**
 * Builds the grid and the sums that a tally of these columns needs, a few milliseconds at a time; afterwards `tallyShape` answers
 * at once. Routes call this first, so that the first shape over a million households does not hold their thread.
 */
export async function prepareTally({ survey, columns = [], filter = null }: Omit<TallyInput, 'shape'>): Promise<void> {
  await prepareSums(survey, [null, ...columns.map((name) => columnOf(survey, name))], filter)
}

/**
 * Counts inside a polygon, a circle or a corridor. Without sums for these columns and this filter it counts household by
 * household (some 10 ms for half a million inside), and has the sums of unfiltered columns built in the background for the
 * next shape. Throws `request.invalid` for an unknown column.
 */
export function tallyShape({ survey, shape, columns = [], filter = null }: TallyInput): ShapeTally {
  const found = columns.map((name) => columnOf(survey, name))
  const known = [null, ...found].map((column) => knownSums(survey, column, filter))
  const running = known.filter((sums) => sums !== null)
  const counter = new Counter(survey, found, filter)
  if (running.length === known.length) scanBySums(gridOf(survey), shape, running, counter)
  else {
    scanEach(gridOf(survey), shape, counter)
    if (!filter) void prepareAside(survey, found)
  }
  return {
    households: counter.n[0]!,
    columns: Object.fromEntries(columns.map((name, k) => [name, { n: counter.n[k + 1]!, sum: counter.sum[k + 1]! }])),
  }
}

const underWay = new WeakSet<Survey>()

/** One preparation at a time: a shape that is being dragged asks again before the first is done. */
async function prepareAside(survey: Survey, columns: readonly Column[]): Promise<void> {
  if (underWay.has(survey)) return
  underWay.add(survey)
  try {
    await prepareSums(survey, [null, ...columns], null)
  } finally {
    underWay.delete(survey)
  }
}

/** Totals of the households themselves (first) and of each column. */
class Counter {
  readonly n: Float64Array
  readonly sum: Float64Array
  readonly #columns: readonly Column[]
  readonly #order: Uint32Array
  readonly #filter: Bits | null

  constructor(survey: Survey, columns: readonly Column[], filter: Bits | null) {
    this.n = new Float64Array(columns.length + 1)
    this.sum = new Float64Array(columns.length + 1)
    this.#columns = columns
    this.#order = gridOf(survey).order
    this.#filter = filter
  }

  /** One household, by its place in the grid's order. */
  add(at: number): void {
    const row = this.#order[at]!
    if (this.#filter && !hasBit(this.#filter, row)) return
    this.n[0]!++
    for (let k = 0; k < this.#columns.length; k++) {
      const column = this.#columns[k]!
      if (!isPresent(column, row)) continue
      this.n[k + 1]!++
      this.sum[k + 1]! += amountOf(column, row)
    }
  }
}

function scanBySums(grid: PointGrid, shape: Shape, running: readonly RunningSums[], counter: Counter): void {
  scanShape(grid, shape, {
    cells: (first, last) => {
      // Each row of cells has one sum more than cells: what lies west of it.
      const row = Math.floor(first / grid.columns)
      const from = first + row
      const to = last + row + 1
      for (let k = 0; k < running.length; k++) {
        counter.n[k]! += running[k]!.n[to]! - running[k]!.n[from]!
        counter.sum[k]! += running[k]!.sum[to]! - running[k]!.sum[from]!
      }
    },
    household: (at) => counter.add(at),
  })
}

function scanEach(grid: PointGrid, shape: Shape, counter: Counter): void {
  scanShape(grid, shape, {
    cells: (first, last) => {
      for (let at = grid.starts[first]!; at < grid.starts[last + 1]!; at++) counter.add(at)
    },
    household: (at) => counter.add(at),
  })
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

/** Grids of surveys and their running sums, kept as long as their survey is. */
import { inTurns } from '../jobs/turns.ts'
import type { Bits } from './bits.ts'
import type { Survey } from './cache.ts'
import type { Column } from './columns.ts'
import { type PointGrid, pointGridSteps } from './point-grid.ts'

/** Per cell and one more per row of cells: sums of all cells to the west of it. `n` counts rows with a value. */
export interface RunningSums {
  readonly name: string
  readonly n: Float64Array
  /** Sum of the numbers, or number of passes for answers; the same array as `n` when only rows are counted. */
  readonly sum: Float64Array
}

interface KeptSums {
  readonly filter: Bits | null
  readonly sums: RunningSums
}

const grids = new WeakMap<Survey, PointGrid>()
const sums = new WeakMap<Survey, KeptSums[]>()
/** Two to four megabytes each at the finest grid. */
const KEPT_SUMS = 16
/** Rows of cells between two breaths: about 3 ms of a million households. */
const ROWS_PER_STEP = 16

/** The grid of a survey's households. Built on first use (0.1 s per million); `prepareTally` does that without holding the thread. */
export function gridOf(survey: Survey): PointGrid {
  return grids.get(survey) ?? finish(gridSteps(survey))
}

/** Running sums of a column, or of the households themselves, under a filter's rows, where `prepareSums` has built them. */
export function knownSums(survey: Survey, column: Column | null, filter: Bits | null): RunningSums | null {
  const name = column?.name ?? '#households'
  const found = sums.get(survey)?.find((entry) => entry.sums.name === name && entry.filter === filter)
  return found?.sums ?? null
}

/** Builds what `tallyShape` will need in steps of a few milliseconds, giving way to other work in between. */
export async function prepareSums(
  survey: Survey,
  columns: readonly (Column | null)[],
  filter: Bits | null,
): Promise<void> {
  await inTurns(gridSteps(survey))
  for (const column of columns) await inTurns(sumSteps(survey, column, filter))
}

function* gridSteps(survey: Survey): Generator<void, PointGrid> {
  const known = grids.get(survey)
  if (known) return known
  const { lons, lats } = survey.positions()
  const grid = yield* pointGridSteps(lons, lats)
  grids.set(survey, grid)
  return grid
}

function* sumSteps(survey: Survey, column: Column | null, filter: Bits | null): Generator<void, RunningSums> {
  const name = column?.name ?? '#households'
  const kept = sums.get(survey) ?? []
  sums.set(survey, kept)
  const known = kept.findIndex((entry) => entry.sums.name === name && entry.filter === filter)
  if (known >= 0) {
    // The one used last goes last.
    const [entry] = kept.splice(known, 1)
    kept.push(entry!)
    return entry!.sums
  }
  const built = yield* buildSums(gridOf(survey), name, column, filter)
  kept.push({ filter, sums: built })
  if (kept.length > KEPT_SUMS) kept.shift()
  return built
}

function finish<T>(steps: Generator<void, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function* buildSums(
  grid: PointGrid,
  name: string,
  column: Column | null,
  filter: Bits | null,
): Generator<void, RunningSums> {
  const stride = grid.columns + 1
  const n = new Float64Array(stride * grid.rows)
  const sum = column ? new Float64Array(stride * grid.rows) : n
  for (let row = 0; row < grid.rows; row++) {
    let runningN = 0
    let runningSum = 0
    for (let x = 0; x < grid.columns; x++) {
      const cell = row * grid.columns + x
      for (let at = grid.starts[cell]!; at < grid.starts[cell + 1]!; at++) {
        const household = grid.order[at]!
        if (filter && !has(filter, household)) continue
        if (!isPresent(column, household)) continue
        runningN++
        if (column) runningSum += amountOf(column, household)
      }
      n[row * stride + x + 1] = runningN
      if (column) sum[row * stride + x + 1] = runningSum
    }
    if (row % ROWS_PER_STEP === ROWS_PER_STEP - 1) yield
  }
  return { name, n, sum }
}

/** Does a household count for a column; every one does where there is no column. */
export function isPresent(column: Column | null, row: number): boolean {
  if (column === null) return true
  if (column.kind === 'answer') return has(column.answered, row)
  if (column.kind === 'number') return column.present === null || has(column.present, row)
  return column.kind === 'category' ? column.codes[row] !== 0 : column.offsets[row + 1]! > column.offsets[row]!
}

/** What a household adds to a column's sum: its number, or 1 for a pass. Words add nothing. */
export function amountOf(column: Column, row: number): number {
  if (column.kind === 'number') return column.values[row]!
  return column.kind === 'answer' && has(column.pass, row) ? 1 : 0
}

function has(bits: Bits, row: number): boolean {
  return ((bits[row >>> 5]! >>> (row & 31)) & 1) === 1
}

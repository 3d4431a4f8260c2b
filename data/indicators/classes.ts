/**
 * Classification of area values for a choropleth. A class holds lower ≤ v < upper, the last one its upper edge as well. A
 * break is moved to the roundest number between its two neighbouring values, so that legends read well and no area changes
 * its class by it.
 */
import type { classMethods } from '../contract/api.ts'
import { naturalBreaks } from './natural-breaks.ts'

type ClassMethod = (typeof classMethods)[number]

export interface Classification {
  /** Smallest value, inner breaks, largest value; empty where there is no value at all. */
  readonly edges: readonly number[]
  /** Areas in each class. */
  readonly classCounts: readonly number[]
  /** Class per value; -1 where the value is null. */
  readonly classOf: readonly number[]
}

export interface ClassifyOptions {
  readonly method: ClassMethod
  readonly classCount: number
  /** Inner breaks of `manual`, in any order. */
  readonly breaks?: readonly number[]
}

export interface HistogramBin {
  readonly from: number
  readonly to: number
  readonly count: number
}

/** Classes of the values by a method; nulls (no data, suppressed) stay out. */
export function classify(values: ReadonlyArray<number | null>, options: ClassifyOptions): Classification {
  const sorted = sortedValues(values)
  if (sorted.length === 0) return { edges: [], classCounts: [], classOf: values.map(() => -1) }
  const breaks =
    options.method === 'manual' ? tidy(options.breaks ?? []) : roundBreaks(findBreaks(sorted, options), sorted)
  return applyBreaks(values, breaks)
}

/** The classes that given inner breaks make of these values: "same breaks as". */
export function applyBreaks(values: ReadonlyArray<number | null>, breaks: readonly number[]): Classification {
  const sorted = sortedValues(values)
  const least = sorted[0]
  const most = sorted.at(-1)
  if (least === undefined || most === undefined) return { edges: [], classCounts: [], classOf: values.map(() => -1) }
  const inner = tidy(breaks)
  const classOf = values.map((value) => (value === null ? -1 : classIndex(inner, value)))
  const classCounts = new Array<number>(inner.length + 1).fill(0)
  for (const index of classOf) if (index >= 0) classCounts[index] = (classCounts[index] ?? 0) + 1
  // Breaks that lie outside these values are still edges of their classes.
  const edges = [Math.min(least, inner[0] ?? least), ...inner, Math.max(most, inner.at(-1) ?? most)]
  return { edges, classCounts, classOf }
}

/** Equal-width bins from the smallest to the largest value; one bin where all are equal, none without values. */
export function histogram(values: ReadonlyArray<number | null>, binCount = 20): HistogramBin[] {
  const sorted = sortedValues(values)
  const least = sorted[0]
  const most = sorted.at(-1)
  if (least === undefined || most === undefined) return []
  if (least === most) return [{ from: least, to: most, count: sorted.length }]
  const width = (most - least) / binCount
  const counts = new Array<number>(binCount).fill(0)
  for (const value of sorted) {
    // A width may be too small for a number to tell it from 0; the whole range is not.
    const bin = Math.min(binCount - 1, Math.floor(((value - least) / (most - least)) * binCount) || 0)
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return counts.map((count, index) => ({ from: least + index * width, to: least + (index + 1) * width, count }))
}

function findBreaks(sorted: Float64Array, { method, classCount }: ClassifyOptions): number[] {
  const n = sorted.length
  const least = sorted[0]!
  const most = sorted[n - 1]!
  const steps = Array.from({ length: classCount - 1 }, (_, index) => index + 1)
  switch (method) {
    case 'quantile':
      return steps.map((step) => sorted[Math.min(n - 1, Math.round((step * n) / classCount))]!)
    case 'equal':
      return steps.map((step) => least + (step * (most - least)) / classCount)
    case 'natural':
      return naturalBreaks(sorted, classCount)
    case 'deviation':
      return deviationBreaks(sorted, classCount)
    case 'manual':
      return []
  }
}

/** Whole standard deviations from the mean, half ones where the middle class has to sit on it (odd counts). */
function deviationBreaks(sorted: Float64Array, classCount: number): number[] {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length
  const variance = sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / sorted.length
  const deviation = Math.sqrt(variance)
  return Array.from({ length: classCount - 1 }, (_, index) => mean + (index - (classCount - 2) / 2) * deviation)
}

/** Drops breaks that part nothing, then takes the roundest number between each break's neighbours. */
function roundBreaks(breaks: readonly number[], sorted: Float64Array): number[] {
  const rounded = breaks.flatMap((given) => {
    const at = lowerBound(sorted, given)
    const below = sorted[at - 1]
    const above = sorted[at]
    return below === undefined || above === undefined ? [] : [roundestBetween(below, above, given)]
  })
  return tidy(rounded)
}

/** The number with the fewest digits in (below, above], nearest to `wanted` among equals. */
function roundestBetween(below: number, above: number, wanted: number): number {
  const spread = above - below
  for (let power = Math.ceil(Math.log10(Math.max(Math.abs(above), Math.abs(below), spread))); power > -12; power--) {
    // 10, 5 and 2 of each power, as people count.
    for (const unit of [1, 0.5, 0.2]) {
      const step = unit * 10 ** power
      const candidates = [Math.floor(wanted / step), Math.ceil(wanted / step), Math.floor(above / step)]
      const fitting = candidates.map((count) => trim(count * step)).filter((value) => value > below && value <= above)
      const best = fitting.sort((a, b) => Math.abs(a - wanted) - Math.abs(b - wanted))[0]
      if (best !== undefined) return best
    }
  }
  return above
}

/** Without the dust of floating point: 0.30000000000000004 is 0.3. */
function trim(value: number): number {
  return Number(value.toPrecision(12))
}

function tidy(breaks: readonly number[]): number[] {
  return [...new Set(breaks)].filter(Number.isFinite).sort((a, b) => a - b)
}

function classIndex(inner: readonly number[], value: number): number {
  let index = 0
  while (index < inner.length && value >= inner[index]!) index++
  return index
}

function sortedValues(values: ReadonlyArray<number | null>): Float64Array {
  return Float64Array.from(values.filter((value): value is number => value !== null && Number.isFinite(value))).sort()
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

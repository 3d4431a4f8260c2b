/**
 * Natural breaks (Jenks) found exactly: one-dimensional k-means by dynamic programming, each layer filled by divide and
 * conquer in O(n log n) (Wang & Song 2011, "Ckmeans.1d.dp", R Journal 3/2; its later log-linear form).
 */

/** The first value of each class but the lowest, ascending; `sorted` is ascending and finite. Fewer where values repeat. */
export function naturalBreaks(sorted: Float64Array, classCount: number): number[] {
  const unique = countUnique(sorted)
  const k = Math.min(classCount, unique)
  if (k < 2) return []
  const cost = makeCost(sorted)
  const n = sorted.length
  let previous: Float64Array = Float64Array.from({ length: n }, (_, end) => cost(0, end))
  const starts: Int32Array[] = []
  for (let layer = 1; layer < k; layer++) {
    const current = new Float64Array(n)
    const start = new Int32Array(n)
    fillLayer({ layer, previous, current, start, cost, n })
    starts.push(start)
    previous = current
  }
  const breaks: number[] = []
  for (let layer = starts.length - 1, end = n - 1; layer >= 0; layer--) {
    const begin = starts[layer]![end]!
    breaks.unshift(sorted[begin]!)
    end = begin - 1
  }
  return breaks
}

interface Layer {
  readonly layer: number
  readonly previous: Float64Array
  readonly current: Float64Array
  readonly start: Int32Array
  readonly cost: (from: number, to: number) => number
  readonly n: number
}

/** The best start of the last class never moves left as the end moves right, so the middle end bounds both halves. */
function fillLayer({ layer, previous, current, start, cost, n }: Layer): void {
  const fill = (from: number, to: number, low: number, high: number): void => {
    if (from > to) return
    const middle = (from + to) >> 1
    let best = Number.POSITIVE_INFINITY
    let at = Math.max(low, layer)
    for (let begin = Math.max(low, layer); begin <= Math.min(middle, high); begin++) {
      const total = previous[begin - 1]! + cost(begin, middle)
      if (total < best) {
        best = total
        at = begin
      }
    }
    current[middle] = best
    start[middle] = at
    fill(from, middle - 1, low, at)
    fill(middle + 1, to, at, high)
  }
  for (let end = 0; end < layer; end++) current[end] = Number.POSITIVE_INFINITY
  fill(layer, n - 1, layer, n - 1)
}

/** Sum of squared deviations from the mean of sorted[from…to], in constant time. */
function makeCost(sorted: Float64Array): (from: number, to: number) => number {
  const shift = sorted[sorted.length >> 1]!
  const sums = new Float64Array(sorted.length + 1)
  const squares = new Float64Array(sorted.length + 1)
  sorted.forEach((value, index) => {
    // Around the median the squares stay small, so their difference keeps its digits.
    const moved = value - shift
    sums[index + 1] = sums[index]! + moved
    squares[index + 1] = squares[index]! + moved * moved
  })
  return (from, to) => {
    const sum = sums[to + 1]! - sums[from]!
    return Math.max(0, squares[to + 1]! - squares[from]! - (sum * sum) / (to - from + 1))
  }
}

function countUnique(sorted: Float64Array): number {
  let count = sorted.length > 0 ? 1 : 0
  for (let index = 1; index < sorted.length; index++) if (sorted[index] !== sorted[index - 1]) count++
  return count
}

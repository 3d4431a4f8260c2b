/** Indexes of a longest increasing run of the numbers (patience sorting, n log n): what need not be moved to put them in order. */
export function inOrder(numbers: readonly number[]): Set<number> {
  /** By length − 1: the index at which a run of that length ends with the smallest number. */
  const ends: number[] = []
  const before: number[] = []
  for (const [index, value] of numbers.entries()) {
    let [low, high] = [0, ends.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (numbers[ends[middle]!]! < value) low = middle + 1
      else high = middle
    }
    before[index] = ends[low - 1] ?? -1
    ends[low] = index
  }
  const run = new Set<number>()
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at]!) run.add(at)
  return run
}

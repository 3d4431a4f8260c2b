/** The k-th smallest of a list without sorting it all (Hoare's selection). */

/** Value at position `k` (0-based) if `values` were sorted. Reorders the array: afterwards nothing before k is greater. */
export function selectNth(values: Float64Array, k: number): number {
  let low = 0
  let high = values.length - 1
  while (low < high) {
    const pivot = middleOfThree(values[low]!, values[(low + high) >>> 1]!, values[high]!)
    let i = low
    let j = high
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i <= j) {
        const swap = values[i]!
        values[i++] = values[j]!
        values[j--] = swap
      }
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else break
  }
  return values[k]!
}

/** The median of a list that is not empty; reorders it. */
export function medianOfValues(values: Float64Array): number {
  const middle = values.length >>> 1
  const upper = selectNth(values, middle)
  if (values.length % 2 === 1) return upper
  let lower = -Infinity
  for (let i = 0; i < middle; i++) if (values[i]! > lower) lower = values[i]!
  return (lower + upper) / 2
}

function middleOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))
}

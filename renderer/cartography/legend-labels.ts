/** How classes read in a legend: '3.0 – 5.9', whole where values are whole, never two classes with the same figure. */

const MOST_DECIMALS = 3

/** The fewest decimals that suit the size of the values and keep every edge apart from the next. */
export function legendDecimals(edges: readonly number[], isPercent: boolean): number {
  const distinct = new Set(edges).size
  for (let decimals = fewestDecimals(edges, isPercent); decimals < MOST_DECIMALS; decimals++) {
    if (new Set(edges.map((edge) => edge.toFixed(decimals))).size === distinct) return decimals
  }
  return MOST_DECIMALS
}

function fewestDecimals(edges: readonly number[], isPercent: boolean): number {
  if (isPercent) return 1
  const first = edges[0] ?? 0
  const last = edges[edges.length - 1] ?? 0
  if (edges.every(Number.isInteger) && last - first >= edges.length) return 0
  if (first === last && Number.isInteger(first)) return 0
  // One value alone is as coarse as it is large.
  const step = first === last ? Math.abs(first) : (last - first) / Math.max(1, edges.length - 1)
  if (step >= 10) return 0
  return step >= 1 ? 1 : 2
}

/** Lower and upper figure of each class of counts, which are whole wherever the edges lie. */
export function countRanges(edges: readonly number[]): ReadonlyArray<{ readonly from: number; readonly to: number }> {
  return edges.slice(1).map((upper, index) => {
    const from = Math.ceil(edges[index]!)
    const isLast = index === edges.length - 2
    return { from, to: Math.max(from, isLast ? Math.floor(upper) : Math.ceil(upper) - 1) }
  })
}

/** Lower and upper figure of each class as shown; a class ends one last digit under the next, as its upper edge is not in it. */
export function legendRanges(
  edges: readonly number[],
  decimals: number,
): ReadonlyArray<{ readonly from: number; readonly to: number }> {
  const unit = 10 ** -decimals
  return edges.slice(1).map((upper, index) => {
    const from = edges[index]!
    const isLast = index === edges.length - 2
    const to = isLast ? upper : Math.max(from, Math.ceil(upper / unit - 1e-9) * unit - unit)
    return { from, to }
  })
}

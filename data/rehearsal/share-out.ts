/** Splits a whole number by weights so that the parts add up to it exactly (largest remainders). */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (weight / sum) * total)
  const parts = exact.map(Math.floor)
  const left = total - parts.reduce((all, part) => all + part, 0)
  const byRemainder = [...exact.keys()].sort(
    (a, b) => (exact[b] as number) - (parts[b] as number) - ((exact[a] as number) - (parts[a] as number)),
  )
  for (const index of byRemainder.slice(0, left)) parts[index] = (parts[index] as number) + 1
  return parts
}

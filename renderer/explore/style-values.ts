import { categoryColors } from '../cartography/ramps.ts'

type Value = string | number | null

/** The most frequent values with the eight category colours in turn, the most frequent first; at most as many as there are colours. */
export function mostFrequent(
  values: readonly Value[],
): ReadonlyArray<{ readonly value: string; readonly color: string }> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(String(value ?? ''), (counts.get(String(value ?? '')) ?? 0) + 1)
  return [...counts.entries()]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0], 'th'))
    .slice(0, categoryColors.length)
    .map(([value], index) => ({ value, color: categoryColors[index]! }))
}

/** Inner breaks of five equal steps between the least and the greatest number; one break at zero where nothing varies. */
export function equalBreaks(values: readonly Value[], classCount = 5): readonly number[] {
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value))
  const low = numbers.reduce((least, value) => Math.min(least, value), Infinity)
  const high = numbers.reduce((most, value) => Math.max(most, value), -Infinity)
  if (!(high > low)) return [Number.isFinite(low) ? low : 0]
  return Array.from({ length: classCount - 1 }, (_, index) => low + ((high - low) * (index + 1)) / classCount)
}

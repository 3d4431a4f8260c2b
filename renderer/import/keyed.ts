/** Items with a key from their words, equal ones told apart by how often they came before: for lists that have no ids. */
export function keyed<T>(
  items: readonly T[],
  wordsOf: (item: T) => string,
): ReadonlyArray<{ readonly key: string; readonly item: T }> {
  const seen = new Map<string, number>()
  return items.map((item) => {
    const words = wordsOf(item)
    const times = seen.get(words) ?? 0
    seen.set(words, times + 1)
    return { key: times === 0 ? words : `${words} ${times}`, item }
  })
}

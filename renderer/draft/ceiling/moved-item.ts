/** Which one item was moved between two orders of the same ids, and what it stands before now; null where none or several were. */
export function movedItem(
  before: readonly string[],
  after: readonly string[],
): { readonly item: string; readonly before: string | null } | null {
  const from = before.findIndex((id, index) => after[index] !== id)
  if (from < 0 || before.length !== after.length) return null
  for (const item of [before[from], after[from]]) {
    if (item === undefined) continue
    const rest = (ids: readonly string[]) => ids.filter((id) => id !== item)
    if (rest(before).every((id, index) => rest(after)[index] === id))
      return { item, before: after[after.indexOf(item) + 1] ?? null }
  }
  return null
}

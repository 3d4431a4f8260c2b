/**
 * Small-cell suppression for what the room and the public see. Primary: a cell that speaks of fewer than k people is hidden,
 * and so is one whose rest (those who did not answer so) is fewer than k. Complementary: where the parent's figure stands
 * beside its children, a single hidden child could be had by subtraction, so the next smallest goes with it, until at least
 * two are hidden and what they hide together is no small cell either.
 *
 * Zero is shown: it names nobody. Threshold rule and complementary step as in Willenborg & de Waal, "Elements of Statistical
 * Disclosure Control" (2001), ch. 3–4; a full linked-table method is more than this.
 */

export interface DisclosureCell {
  /** People or households that the figure counts, or that a sum or mean is made of. */
  readonly count: number
  /** Those it is taken of (a share's denominator); equal to `count` for sums and means. */
  readonly of: number
  /** Cells of one group add up to a figure that is published too; null: to none. */
  readonly group: string | null
}

/** Which cells are to be hidden, in the order given; `threshold` is k, at least 2. */
export function suppress(cells: readonly DisclosureCell[], threshold: number): boolean[] {
  const hidden = cells.map((cell) => isSmall(cell, threshold))
  const groups = Map.groupBy(
    cells.keys().filter((index) => cells[index]!.group !== null),
    (index) => cells[index]!.group,
  )
  for (const members of groups.values()) hideComplement(cells, members, { hidden, threshold })
  return hidden
}

function isSmall({ count, of }: DisclosureCell, threshold: number): boolean {
  const small = (n: number) => n > 0 && n < threshold
  return small(count) || small(of - count) || small(of)
}

function hideComplement(
  cells: readonly DisclosureCell[],
  members: readonly number[],
  { hidden, threshold }: { hidden: boolean[]; threshold: number },
): void {
  // Cells without anybody hide nothing and protect nobody.
  const candidates = members
    .filter((index) => !hidden[index] && cells[index]!.of > 0)
    .sort((a, b) => cells[a]!.count - cells[b]!.count || cells[a]!.of - cells[b]!.of)
  for (;;) {
    const inside = members.filter((index) => hidden[index])
    if (inside.length === 0) return
    const count = inside.reduce((sum, index) => sum + cells[index]!.count, 0)
    const of = inside.reduce((sum, index) => sum + cells[index]!.of, 0)
    if (inside.length > 1 && !isSmall({ count, of, group: null }, threshold)) return
    const next = candidates.shift()
    if (next === undefined) return
    hidden[next] = true
  }
}

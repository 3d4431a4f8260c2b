/** What a lens counts in each area: from the runs of rows that items reach, and the areas' own. */
import { type Bits, hasBit } from '../households/bits.ts'
import type { Runs } from '../households/runs.ts'
import type { RowRuns } from './row-runs.ts'

/** Households of an item per area: indexes of `Runs.codes`, and how many there. */
export type HouseholdsByArea = ReadonlyMap<number, number>

/** In which areas the rows lie. */
export function countByArea({ starts }: Runs, rows: RowRuns): HouseholdsByArea {
  const counts = new Map<number, number>()
  for (let i = 0; i < rows.length; i += 2) {
    let row = rows[i]!
    const to = rows[i + 1]!
    for (let area = areaOfRow(starts, row); row < to; area++) {
      const end = Math.min(to, starts[area + 1]!)
      if (end > row) counts.set(area, (counts.get(area) ?? 0) + end - row)
      row = Math.max(row, end)
    }
  }
  return counts
}

function areaOfRow(starts: Uint32Array, row: number): number {
  let low = 0
  let high = starts.length - 1
  while (low + 1 < high) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= row) low = middle
    else high = middle
  }
  return low
}

export interface AreaCounts {
  readonly none: Int32Array
  readonly once: Int32Array
  readonly more: Int32Array
  /** Households in need, of which the survey knows it, and of these those that no item reaches. */
  readonly known: Int32Array
  readonly need: Int32Array
  readonly gap: Int32Array
}

export interface NeedOfRows {
  readonly applies: Bits | null
  readonly inNeed: Bits
}

/** Households by how many items reach them, per area; only those in `kept`. */
export function countCover(
  { codes, starts }: Runs,
  counts: Uint16Array,
  { kept, need }: { readonly kept: Bits; readonly need: NeedOfRows | null },
): AreaCounts {
  const make = (): Int32Array => new Int32Array(codes.length)
  const found = { none: make(), once: make(), more: make(), known: make(), need: make(), gap: make() }
  for (let area = 0; area < codes.length; area++) {
    for (let row = starts[area]!; row < starts[area + 1]!; row++) {
      if (!hasBit(kept, row)) continue
      const times = counts[row]!
      if (times === 0) found.none[area]!++
      else if (times === 1) found.once[area]!++
      else found.more[area]!++
      if (need === null || (need.applies && !hasBit(need.applies, row))) continue
      found.known[area]!++
      if (!hasBit(need.inNeed, row)) continue
      found.need[area]!++
      if (times === 0) found.gap[area]!++
    }
  }
  return found
}

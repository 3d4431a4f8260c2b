/** Order of items as whole numbers with room between them, so that moving one item writes one item. */
import { RANK_STEP } from '../contract/plans.ts'
import type { CellReader } from '../documents/cells.ts'
import { EXISTS, numberCell } from '../documents/cells.ts'
import { itemIdOf, RANK } from './plan-cells.ts'

interface Ranked {
  readonly id: string
  readonly rank: number
}

/** A rank after all items, dropped ones too. */
export function nextRank(document: CellReader): number {
  let last = 0
  for (const record of document.records())
    if (itemIdOf(record) !== null) last = Math.max(last, numberCell(document.read(record, RANK)) ?? 0)
  return last + RANK_STEP
}

/** All items, dropped ones too, in the plan's order. */
export function rankedItems(document: CellReader): Ranked[] {
  return document
    .records()
    .flatMap((record) => {
      const id = itemIdOf(record)
      if (id === null || document.read(record, EXISTS) !== true) return []
      return [{ id, rank: numberCell(document.read(record, RANK)) ?? 0 }]
    })
    .sort((a, b) => a.rank - b.rank || (a.id < b.id ? -1 : 1))
}

/** The ranks to write so that `moved` stands before `before` (null: last). All are renumbered only where no room is left. */
export function putBefore(order: readonly Ranked[], moved: string, before: string | null): Ranked[] {
  if (moved === before) return []
  const others = order.filter(({ id }) => id !== moved)
  const at = before === null ? others.length : others.findIndex(({ id }) => id === before)
  const lower = others[at - 1]?.rank ?? 0
  const upper = others[at]?.rank ?? lower + 2 * RANK_STEP
  const middle = Math.floor((lower + upper) / 2)
  if (middle > lower && middle < upper) return [{ id: moved, rank: middle }]
  const ids = [...others.slice(0, at).map(({ id }) => id), moved, ...others.slice(at).map(({ id }) => id)]
  return ids.map((id, index) => ({ id, rank: (index + 1) * RANK_STEP }))
}

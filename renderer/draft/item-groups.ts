import { type ItemRow, itemStatuses } from '../../data/contract/plans.ts'
import type { Category } from '../../data/contract/workbook.ts'
import { foldWords } from '../palette/fold-words.ts'
import type { ItemGrouping } from '../state/item-filter.ts'

export interface ItemGroup {
  /** '' for the items that say nothing. */
  readonly key: string
  readonly items: readonly ItemRow[]
}

/** Items by what they are grouped by: categories and statuses in their own order, words as they are first met; those without last. */
export function groupItems(
  items: readonly ItemRow[],
  { grouping, categories }: { readonly grouping: ItemGrouping; readonly categories: readonly Category[] },
): readonly ItemGroup[] {
  const known = new Set(categories.map(({ id }) => id))
  const keyOf = (item: ItemRow): string => {
    if (grouping === 'category') return item.category !== null && known.has(item.category) ? item.category : ''
    if (grouping === 'status') return item.status ?? ''
    return (grouping === 'strategy' ? item.strategy : item.jointIssue) ?? ''
  }
  const groups = Map.groupBy(items, keyOf)
  const ordered: Readonly<Partial<Record<ItemGrouping, readonly string[]>>> = {
    category: categories.map(({ id }) => id),
    status: itemStatuses,
  }
  const keys = ordered[grouping] ?? [...groups.keys()].filter((key) => key !== '')
  return [...keys, ''].flatMap((key) => {
    const own = groups.get(key)
    return own ? [{ key, items: own }] : []
  })
}

/** What items ask for together: as the plan's own sum, without those that do not count. */
export function sumOfItems(items: readonly ItemRow[]): number {
  return items.reduce((sum, { counted, budgetBaht }) => (counted ? sum + budgetBaht : sum), 0)
}

/** Items whose title, owner or target hold all the words. */
export function withWords(items: readonly ItemRow[], words: string): readonly ItemRow[] {
  const wanted = words.split(/\s+/).map(foldWords).filter(Boolean)
  if (wanted.length === 0) return items
  return items.filter(({ title, owner, target }) => {
    const folded = foldWords(`${title}\n${owner ?? ''}\n${target ?? ''}`)
    return wanted.every((word) => folded.includes(word))
  })
}

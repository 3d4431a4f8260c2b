import { create } from 'zustand'
import type { Filter } from '../../data/contract/filters.ts'

/** The one filter over households that drives map, table, totals and charts; null is everybody. */
interface FilterState {
  readonly filter: Filter | null
  readonly setFilter: (filter: Filter | null) => void
}

export const useFilter = create<FilterState>()((set) => ({
  filter: null,
  setFilter: (filter) => set({ filter: filter && isEmpty(filter) ? null : filter }),
}))

function isEmpty(filter: Filter): boolean {
  return !filter.where && !filter.areaCode && !filter.shape
}

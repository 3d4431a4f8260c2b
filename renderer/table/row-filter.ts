import type { Filter } from '../../data/contract/filters.ts'
import { useFilter } from '../state/filter.ts'
import { useTableView } from '../state/table-view.ts'
import { filterParts } from './filter-parts.ts'

/** The filter of the figure that was opened, else the window's one filter. */
export function useRowFilter(): Filter | null {
  const own = useTableView((state) => state.filter)
  const shared = useFilter((state) => state.filter)
  return own ?? shared
}

/** Changes whichever filter the rows are under. */
export function changeRowFilter(filter: Filter): void {
  const { filter: own, table, title, show } = useTableView.getState()
  if (own) show({ table, title, filter: filterParts(filter).length > 0 ? filter : null })
  else useFilter.getState().setFilter(filter)
}

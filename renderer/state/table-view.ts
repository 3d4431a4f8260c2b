import { create } from 'zustand'
import type { Filter } from '../../data/contract/filters.ts'
import { useWindow } from './window.ts'

/**
 * What the table under the map shows: 'values' is the choropleth's areas with their values; anything else is a table of
 * `rowsRequestSchema` ('households:<survey>', 'layer:<slug>', 'table:<slug>', 'areas:<level>', 'plan_item').
 */
interface TableViewState {
  readonly table: string
  /** Rows behind a figure; null follows the window's own filter. */
  readonly filter: Filter | null
  /** What the rows are, when they were opened from a figure. */
  readonly title: string | null
  readonly show: (view: {
    readonly table: string
    readonly filter?: Filter | null
    readonly title?: string | null
  }) => void
}

export const useTableView = create<TableViewState>()((set) => ({
  table: 'values',
  filter: null,
  title: null,
  show: ({ table, filter = null, title = null }) => set({ table, filter, title }),
}))

/** Every number opens: puts the rows behind a figure into the table and opens it. */
export function openRows(view: {
  readonly table: string
  readonly filter?: Filter | null
  readonly title?: string | null
}): void {
  useTableView.getState().show(view)
  useWindow.getState().setTableOpen(true)
}

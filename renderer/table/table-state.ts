/** How tables are laid out: sorting, widths, order and hidden columns by table, kept on this machine. */
import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { GridColumn, GridSort } from './source.ts'

export interface ColumnLayout {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
  readonly widths: Readonly<Record<string, number>>
}

const asItComes: ColumnLayout = { order: [], hidden: [], widths: {} }

interface TableState {
  readonly sorts: Readonly<Record<string, GridSort | null>>
  readonly layouts: Readonly<Record<string, ColumnLayout>>
  readonly heightPx: number
  readonly sort: (table: string, sort: GridSort | null) => void
  readonly layOut: (table: string, change: Partial<ColumnLayout> | null) => void
  readonly setHeight: (heightPx: number) => void
}

const START_HEIGHT_PX = 300
const LEAST_HEIGHT_PX = 160

export const useTable = create<TableState>()(
  persist(
    (set) => ({
      sorts: {},
      layouts: {},
      heightPx: START_HEIGHT_PX,
      sort: (table, sort) => set(({ sorts }) => ({ sorts: { ...sorts, [table]: sort } })),
      layOut: (table, change) =>
        set(({ layouts }) => ({
          layouts: {
            ...layouts,
            [table]: change === null ? asItComes : { ...(layouts[table] ?? asItComes), ...change },
          },
        })),
      setHeight: (heightPx) => set({ heightPx: Math.max(LEAST_HEIGHT_PX, heightPx) }),
    }),
    { name: 'phaenthi-table', partialize: ({ layouts, heightPx }) => ({ layouts, heightPx }) },
  ),
)

/** Columns in the order people put them; new ones stand at the end. `hidden` ones are left out unless asked for. */
export function laidOut(
  columns: readonly GridColumn[],
  layout: ColumnLayout | undefined,
  withHidden: 'with-hidden' | 'shown-only' = 'shown-only',
): readonly GridColumn[] {
  const { order, hidden, widths } = layout ?? asItComes
  const rank = (name: string) => (order.includes(name) ? order.indexOf(name) : order.length + 1)
  return [...columns]
    .sort((a, b) => rank(a.name) - rank(b.name))
    .filter(({ name }) => withHidden === 'with-hidden' || !hidden.includes(name))
    .map((column) => ({ ...column, width: widths[column.name] ?? column.width }))
}

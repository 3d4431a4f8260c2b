import { create } from 'zustand'
import type { AreaLevel } from '../../data/contract/imports.ts'

export interface SelectedArea {
  readonly code: string
  readonly level: AreaLevel
}

/** What the person is looking at: one place, one item, what the pointer is over. */
interface SelectionState {
  readonly area: SelectedArea | null
  readonly itemId: string | null
  readonly planId: string | null
  readonly hoveredArea: SelectedArea | null
  readonly selectArea: (area: SelectedArea | null) => void
  readonly selectItem: (itemId: string | null) => void
  readonly selectPlan: (planId: string | null) => void
  readonly hoverArea: (area: SelectedArea | null) => void
}

export const useSelection = create<SelectionState>()((set) => ({
  area: null,
  itemId: null,
  planId: null,
  hoveredArea: null,
  selectArea: (area) => set({ area }),
  selectItem: (itemId) => set({ itemId }),
  selectPlan: (planId) => set({ planId, itemId: null }),
  hoverArea: (hoveredArea) => set({ hoveredArea }),
}))

/** The level of a code by its length: 2, 4, 6 or 8 digits. */
export function levelOfCode(code: string): AreaLevel {
  if (code.length <= 2) return 'province'
  if (code.length <= 4) return 'amphoe'
  return code.length <= 6 ? 'tambon' : 'village'
}

import { create } from 'zustand'
import type { AreaLevel } from '../../data/contract/imports.ts'

export interface SelectedArea {
  readonly code: string
  readonly level: AreaLevel
}

/** Where somebody asked what is there. */
export interface AskedSpot {
  readonly lon: number
  readonly lat: number
  readonly zoom: number
}

/** What the person is looking at: one place, one item of one plan, one spot. */
interface SelectionState {
  readonly area: SelectedArea | null
  readonly itemId: string | null
  /** Where the item in hand was made just now and waits for its name. */
  readonly unnamedId: string | null
  readonly planId: string | null
  readonly spot: AskedSpot | null
  readonly selectArea: (area: SelectedArea | null) => void
  readonly selectItem: (itemId: string | null) => void
  readonly selectUnnamed: (itemId: string | null) => void
  readonly selectPlan: (planId: string | null) => void
  readonly askAt: (spot: AskedSpot | null) => void
}

export const useSelection = create<SelectionState>()((set) => ({
  area: null,
  itemId: null,
  unnamedId: null,
  planId: null,
  spot: null,
  selectArea: (area) => set({ area }),
  selectItem: (itemId) => set({ itemId, unnamedId: null }),
  selectUnnamed: (itemId) => set({ itemId, unnamedId: itemId }),
  selectPlan: (planId) => set((state) => ({ planId, itemId: state.planId === planId ? state.itemId : null })),
  askAt: (spot) => set({ spot }),
}))

/** The level of a code by its length: 2, 4, 6 or 8 digits. */
export function levelOfCode(code: string): AreaLevel {
  if (code.length <= 2) return 'province'
  if (code.length <= 4) return 'amphoe'
  return code.length <= 6 ? 'tambon' : 'village'
}

import { create } from 'zustand'
import type { Difference } from '../cartography/differences.ts'

/** What somebody compares or ranks beside the map, for the map to show: states of a plan, items that lose cover. */
interface PlanOverlayState {
  readonly difference: Difference | null
  readonly greyedItems: readonly string[]
  readonly showDifference: (difference: Difference | null) => void
  readonly greyItems: (itemIds: readonly string[]) => void
}

export const usePlanOverlay = create<PlanOverlayState>()((set) => ({
  difference: null,
  greyedItems: [],
  showDifference: (difference) => set({ difference }),
  greyItems: (greyedItems) => set({ greyedItems }),
}))

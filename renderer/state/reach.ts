import { create } from 'zustand'
import type { Shape } from '../../data/contract/filters.ts'

/** The shape within which the draft's reach is counted, for the map to outline. */
interface ReachState {
  readonly shape: Shape | null
  readonly setShape: (shape: Shape | null) => void
}

export const useReachShape = create<ReachState>()((set) => ({
  shape: null,
  setShape: (shape) => set({ shape }),
}))

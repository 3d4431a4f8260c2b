import { create } from 'zustand'
import type { StateName } from '../../data/contract/comparison.ts'

export type CompareView = 'side' | 'swipe'

/** Two states of plans that are looked at beside each other; both null: none are. */
interface CompareState {
  readonly left: StateName | null
  readonly right: StateName | null
  readonly view: CompareView
  readonly compare: (left: StateName, right: StateName) => void
  readonly setView: (view: CompareView) => void
  readonly close: () => void
}

export const useCompare = create<CompareState>()((set) => ({
  left: null,
  right: null,
  view: 'side',
  compare: (left, right) => set({ left, right }),
  setView: (view) => set({ view }),
  close: () => set({ left: null, right: null }),
}))

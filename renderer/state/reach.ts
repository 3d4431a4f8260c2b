import { create } from 'zustand'
import type { ItemReach } from '../../data/contract/plans.ts'
import type { ReachAnswer } from '../../data/contract/reach.ts'
import type { Mark } from '../cartography/shape-geometry.ts'

/** Where the draft's reach ends, for the map to outline. */
interface ReachOutlineState {
  readonly marks: readonly Mark[]
  readonly setMarks: (marks: readonly Mark[]) => void
}

const none: readonly Mark[] = []

export const useReachOutline = create<ReachOutlineState>()((set) => ({
  marks: none,
  setMarks: (marks) => set({ marks: marks.length === 0 ? none : marks }),
}))

/** How an item reaches while that is being chosen: undefined as long as nothing is held. */
interface HeldReachState {
  readonly held: { readonly itemId: string; readonly reach: ItemReach | null } | undefined
  readonly hold: (held: HeldReachState['held']) => void
}

export const useHeldReach = create<HeldReachState>()((set) => ({ held: undefined, hold: (held) => set({ held }) }))

/** The answer to what is under the hand, many times a second: only the figures themselves look at it. */
interface LiveReachState {
  readonly answer: ReachAnswer | null
  readonly setAnswer: (answer: ReachAnswer | null) => void
}

export const useLiveReach = create<LiveReachState>()((set) => ({
  answer: null,
  setAnswer: (answer) => set({ answer }),
}))

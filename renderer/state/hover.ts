import { create } from 'zustand'
import type { MapHit } from '../map/hits.ts'

/** What is under the pointer on the map, and where on the map's screen that is. */
interface HoverState {
  readonly hits: readonly MapHit[]
  readonly at: { readonly x: number; readonly y: number } | null
  readonly hover: (hits: readonly MapHit[], at: { readonly x: number; readonly y: number } | null) => void
}

export const useHover = create<HoverState>()((set) => ({
  hits: [],
  at: null,
  hover: (hits, at) => set({ hits, at }),
}))

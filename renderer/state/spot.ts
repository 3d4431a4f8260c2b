import { create } from 'zustand'

/** The point of the row that was last gone to from the table, for the map to ring; null where that row has none of its own. */
interface SpotState {
  readonly point: readonly [lon: number, lat: number] | null
  readonly show: (point: readonly [lon: number, lat: number] | null) => void
}

export const useSpot = create<SpotState>()((set) => ({
  point: null,
  show: (point) => set({ point }),
}))

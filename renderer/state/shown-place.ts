import { create } from 'zustand'
import type { Place } from '../../data/contract/plans.ts'

/** The place under the pointer among the cards, for the map to outline. */
interface ShownPlaceState {
  readonly place: Place | null
}

export const useShownPlace = create<ShownPlaceState>()(() => ({ place: null }))

export function showPlace(place: Place | null): void {
  useShownPlace.setState({ place })
}

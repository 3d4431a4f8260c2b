import { create } from 'zustand'
import type { ShownLayer } from '../cartography/model.ts'

/** The basemap under everything: an id of the list, 'none' for plain paper, null for the built-in context map. */
interface BasemapChoice {
  readonly basemap: string | null
  readonly choose: (basemap: string | null) => void
}

/** Over a basemap of somebody else's, a little of it is seen through the colours; the built-in map and paper need none of that. */
export function opacityOver(basemap: string | null): number {
  return basemap === null || basemap === 'none' ? 1 : 0.86
}

export const useBasemapChoice = create<BasemapChoice>()((set) => ({
  basemap: null,
  choose: (basemap) => set({ basemap }),
}))

/** Whether a hidden layer is seen all the same, as part of the built-in map. */
export function isInBase({ view, isInContext }: ShownLayer, basemap: string | null): boolean {
  return !view.visible && isInContext === true && basemap === null
}

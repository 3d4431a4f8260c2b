import { create } from 'zustand'

/** The basemap under everything: an id of the list, 'none' for plain paper, null for the built-in context map. */
interface BasemapChoice {
  readonly basemap: string | null
  readonly choose: (basemap: string | null) => void
}

export const useBasemapChoice = create<BasemapChoice>()((set) => ({
  basemap: null,
  choose: (basemap) => set({ basemap }),
}))

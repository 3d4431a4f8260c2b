import { create } from 'zustand'

export type Mode = 'explore' | 'draft' | 'meet' | 'report'
export const modes: readonly Mode[] = ['explore', 'draft', 'meet', 'report']

/** What of the window is open; the mode changes what surrounds the map, never the map. */
interface WindowState {
  readonly mode: Mode
  readonly tableOpen: boolean
  readonly paletteOpen: boolean
  readonly importOpen: boolean
  readonly basemapsOpen: boolean
  readonly setMode: (mode: Mode) => void
  readonly setTableOpen: (open: boolean) => void
  readonly setPaletteOpen: (open: boolean) => void
  readonly setImportOpen: (open: boolean) => void
  readonly setBasemapsOpen: (open: boolean) => void
}

export const useWindow = create<WindowState>()((set) => ({
  mode: 'explore',
  tableOpen: false,
  paletteOpen: false,
  importOpen: false,
  basemapsOpen: false,
  setMode: (mode) => set({ mode }),
  setTableOpen: (tableOpen) => set({ tableOpen }),
  setPaletteOpen: (paletteOpen) => set({ paletteOpen }),
  setImportOpen: (importOpen) => set({ importOpen }),
  setBasemapsOpen: (basemapsOpen) => set({ basemapsOpen }),
}))

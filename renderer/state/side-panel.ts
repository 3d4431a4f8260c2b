import { create } from 'zustand'

/** What stands in place of the mode's right panel; null: the mode's own. */
export type SidePanel = 'history' | 'ceiling'

interface SidePanelState {
  readonly panel: SidePanel | null
  readonly open: (panel: SidePanel | null) => void
}

export const useSidePanel = create<SidePanelState>()((set) => ({
  panel: null,
  open: (panel) => set({ panel }),
}))

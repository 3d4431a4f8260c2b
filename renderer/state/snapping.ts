import { create } from 'zustand'

/** Whether pens are held to boundaries and other items. */
interface SnappingState {
  readonly on: boolean
  readonly setOn: (on: boolean) => void
}

export const useSnapping = create<SnappingState>()((set) => ({ on: true, setOn: (on) => set({ on }) }))

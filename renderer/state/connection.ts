import { create } from 'zustand'

/** Whether the data side answers. */
interface ConnectionState {
  readonly connected: boolean
  readonly setConnected: (connected: boolean) => void
}

export const useConnection = create<ConnectionState>()((set) => ({
  connected: true,
  setConnected: (connected) => set({ connected }),
}))

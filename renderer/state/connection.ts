import { create } from 'zustand'
import type { Problem } from '../../data/contract/errors.ts'

/** Whether the data side answers, and whether it has its file. */
interface ConnectionState {
  readonly connected: boolean
  /** Why the workspace's file cannot be worked on at present. */
  readonly absence: Problem | null
  readonly setConnected: (connected: boolean) => void
  readonly setAbsence: (absence: Problem | null) => void
}

export const useConnection = create<ConnectionState>()((set) => ({
  connected: true,
  absence: null,
  setConnected: (connected) => set({ connected }),
  setAbsence: (absence) => set({ absence }),
}))

import { create } from 'zustand'
import type { FileToken } from '../../data/contract/api.ts'

/** Plans' files that came, from a stick or from the machine beside, and wait to be taken in. */
interface ReceivedPacksState {
  readonly tokens: readonly FileToken[]
  readonly leaveOut: (place: number) => void
  readonly clear: () => void
}

export const useReceivedPacks = create<ReceivedPacksState>()((set) => ({
  tokens: [],
  leaveOut: (place) => set(({ tokens }) => ({ tokens: tokens.toSpliced(place, 1) })),
  clear: () => set({ tokens: [] }),
}))

/** Hands files over that were found to be whole packs; one that waits already is not there twice. */
export function receivePacks(tokens: readonly FileToken[]): void {
  useReceivedPacks.setState((state) => {
    const waiting = new Set(state.tokens.map(({ token }) => token))
    return { tokens: [...state.tokens, ...tokens.filter(({ token }) => !waiting.has(token))] }
  })
}

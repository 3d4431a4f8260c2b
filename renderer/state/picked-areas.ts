import { create } from 'zustand'

export type PickLevel = 'tambon' | 'village'

/** Areas picked by click, in the order they were, until they become an item's places. */
interface PickedAreasState {
  readonly level: PickLevel
  readonly codes: readonly string[]
  readonly setLevel: (level: PickLevel) => void
  readonly toggle: (code: string) => void
  readonly setCodes: (codes: readonly string[]) => void
}

export const usePickedAreas = create<PickedAreasState>()((set) => ({
  level: 'tambon',
  codes: [],
  setLevel: (level) => set({ level }),
  toggle: (code) =>
    set(({ codes }) => ({ codes: codes.includes(code) ? codes.filter((each) => each !== code) : [...codes, code] })),
  setCodes: (codes) => set({ codes }),
}))

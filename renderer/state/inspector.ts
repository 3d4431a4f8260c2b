import { create } from 'zustand'

/** What the right panel of Explore shows besides the profile of a place. */
export type Inspector =
  | { readonly kind: 'profile' }
  | { readonly kind: 'filter' }
  | { readonly kind: 'layer'; readonly layerId: string }
  | { readonly kind: 'charts' }
  | { readonly kind: 'spot' }

interface InspectorState {
  readonly inspector: Inspector
  readonly inspect: (inspector: Inspector) => void
}

export const useInspector = create<InspectorState>()((set) => ({
  inspector: { kind: 'profile' },
  inspect: (inspector) => set({ inspector }),
}))

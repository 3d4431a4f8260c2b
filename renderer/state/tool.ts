import { create } from 'zustand'
import type { Shape } from '../../data/contract/filters.ts'

/** What a click on the map means. */
export type Tool =
  | { readonly kind: 'look' }
  | { readonly kind: 'measure'; readonly what: 'line' | 'area' }
  | { readonly kind: 'draw-filter'; readonly what: 'polygon' | 'circle' }
  | {
      readonly kind: 'place-item'
      readonly planId: string
      readonly itemId: string
      readonly what: 'point' | 'line' | 'area'
    }
  | { readonly kind: 'add-item'; readonly planId: string; readonly what: 'point' | 'line' | 'area' | 'circle' }
  | { readonly kind: 'edit-item'; readonly planId: string; readonly itemId: string }

interface ToolState {
  readonly tool: Tool
  /** The shape under the pen, for live tallies and measures. */
  readonly sketch: Shape | null
  readonly setTool: (tool: Tool) => void
  readonly setSketch: (sketch: Shape | null) => void
}

export const useTool = create<ToolState>()((set) => ({
  tool: { kind: 'look' },
  sketch: null,
  setTool: (tool) => set({ tool, sketch: null }),
  setSketch: (sketch) => set({ sketch }),
}))

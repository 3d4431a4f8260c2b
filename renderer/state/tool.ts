import type { Geometry } from 'geojson'
import { create } from 'zustand'

export type ItemPen = 'point' | 'line' | 'area' | 'circle'

/** What a click on the map means. */
export type Tool =
  | { readonly kind: 'look' }
  | { readonly kind: 'measure'; readonly what: 'line' | 'area' }
  | { readonly kind: 'draw-filter'; readonly what: 'area' | 'circle' }
  | { readonly kind: 'place-item'; readonly planId: string; readonly itemId: string; readonly what: ItemPen }
  | { readonly kind: 'add-item'; readonly planId: string; readonly what: ItemPen }
  | { readonly kind: 'edit-item'; readonly planId: string; readonly itemId: string; readonly placeId: string }

interface ToolState {
  readonly tool: Tool
  /** What is under the pen, for live tallies and measures. */
  readonly sketch: Geometry | null
  readonly setTool: (tool: Tool) => void
  readonly setSketch: (sketch: Geometry | null) => void
}

export const useTool = create<ToolState>()((set) => ({
  tool: { kind: 'look' },
  sketch: null,
  setTool: (tool) => set({ tool, sketch: null }),
  setSketch: (sketch) => set({ sketch }),
}))

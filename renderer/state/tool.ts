import type { Geometry } from 'geojson'
import { create } from 'zustand'

export type ItemPen = 'point' | 'line' | 'area' | 'circle' | 'free-area' | 'free-line'

interface ItemIds {
  readonly planId: string
  readonly itemId: string
}

/** What a click on the map means. */
export type Tool =
  | { readonly kind: 'look' }
  | { readonly kind: 'measure'; readonly what: 'line' | 'area' }
  | { readonly kind: 'draw-filter'; readonly what: 'area' | 'circle' }
  /** One place more for an item. */
  | ({ readonly kind: 'place-item'; readonly what: ItemPen } & ItemIds)
  | { readonly kind: 'add-item'; readonly planId: string; readonly what: ItemPen }
  /** One of its places under the hand, part by part. */
  | ({ readonly kind: 'edit-item'; readonly placeId: string } & ItemIds)
  /** A part or a hole more for the place under the hand. */
  | ({
      readonly kind: 'add-to-place'
      readonly placeId: string
      readonly as: 'part' | 'hole'
      readonly what: ItemPen
    } & ItemIds)
  /** A line across the item's areas and lines. */
  | ({ readonly kind: 'split-item'; readonly what: 'line' } & ItemIds)
  /** Tambons or villages by click; of a new item where none is named. */
  | { readonly kind: 'pick-areas'; readonly planId: string; readonly itemId: string | null }

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

import type { Position } from 'geojson'
import { create } from 'zustand'
import type { PartPath } from '../shapes/parts.ts'

/** What is said beside the pen while something is not as it should be. */
export type SketchProblem =
  | 'crosses-itself'
  | 'too-few-points'
  | 'outside-country'
  | 'gave-back'
  | 'not-crossed'
  | 'hole-outside'

export interface DrawnCircle {
  readonly center: Position
  readonly radiusM: number
}

/** What the window tells the pen, carried out once. */
export type PenWish = { readonly kind: 'radius'; readonly radiusM: number } | { readonly kind: 'finish' }

/** What is known of the shape under the hand besides its geometry. */
interface SketchState {
  readonly circle: DrawnCircle | null
  readonly problem: SketchProblem | null
  /** The ring of the edited place whose corners are shown. */
  readonly path: PartPath
  /** Whether dragging moves that part alone, and not the whole place. */
  readonly movesAlone: boolean
  readonly wish: PenWish | null
  readonly setCircle: (circle: DrawnCircle | null) => void
  readonly setProblem: (problem: SketchProblem | null) => void
  readonly setPath: (path: PartPath) => void
  readonly setMovesAlone: (movesAlone: boolean) => void
  readonly ask: (wish: PenWish | null) => void
}

export const firstPart: PartPath = { part: 0, ring: 0 }

export const useSketch = create<SketchState>()((set) => ({
  circle: null,
  problem: null,
  path: firstPart,
  movesAlone: false,
  wish: null,
  setCircle: (circle) => set({ circle }),
  setProblem: (problem) => set({ problem }),
  setPath: (path) => set({ path }),
  setMovesAlone: (movesAlone) => set({ movesAlone }),
  ask: (wish) => set({ wish }),
}))

import { create } from 'zustand'
import type { Box } from '../../data/contract/imports.ts'

export interface Camera {
  readonly center: readonly [lon: number, lat: number]
  readonly zoom: number
}

/** A wish for the map to move; the map carries it out and forgets it. */
export type CameraWish =
  | { readonly kind: 'fit'; readonly box: Box; readonly maxZoom?: number }
  | { readonly kind: 'go'; readonly camera: Camera }
  | { readonly kind: 'zoom'; readonly steps: number }

/** Where the map is, as the map last said, and where somebody wants it. */
interface CameraState {
  readonly camera: Camera | null
  readonly pointer: readonly [lon: number, lat: number] | null
  /** Denominator of the map scale at the middle of the map. */
  readonly scaleDenominator: number | null
  readonly wish: CameraWish | null
  readonly report: (seen: { readonly camera: Camera; readonly scaleDenominator: number }) => void
  readonly point: (pointer: readonly [number, number] | null) => void
  readonly ask: (wish: CameraWish | null) => void
}

export const useCamera = create<CameraState>()((set) => ({
  camera: null,
  pointer: null,
  scaleDenominator: null,
  wish: null,
  report: ({ camera, scaleDenominator }) => set({ camera, scaleDenominator }),
  point: (pointer) => set({ pointer }),
  ask: (wish) => set({ wish }),
}))

/** Where this window's map last was in a workspace; null where it never was. */
export function rememberedCamera(workspaceId: string): Camera | null {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(cameraKey(workspaceId)) ?? 'null')
    return isCamera(stored) ? stored : null
  } catch {
    return null
  }
}

/** Keeps the camera for the next time the workspace is opened in this window. */
export function rememberCamera(workspaceId: string, camera: Camera): void {
  localStorage.setItem(cameraKey(workspaceId), JSON.stringify(camera))
}

function cameraKey(workspaceId: string): string {
  return `phaenthi-camera/${workspaceId}`
}

function isCamera(value: unknown): value is Camera {
  const { center, zoom } = (value ?? {}) as { center?: unknown; zoom?: unknown }
  return Array.isArray(center) && center.length === 2 && center.every(Number.isFinite) && Number.isFinite(zoom)
}

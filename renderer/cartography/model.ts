/** What the files of this folder share: the parts of a scene as plain objects of the MapLibre style specification. */
import type { LayerInfo } from '../../data/contract/api.ts'
import type { Category, LayerView } from '../../data/contract/workbook.ts'
import type { LayerStyle } from './layer-style.ts'
import type { MapInk, MapTheme } from './palette.ts'

/** A layer of the MapLibre style specification; checked by MapLibre itself when it is set. */
export interface StyleLayer {
  readonly id: string
  readonly type: string
  readonly source?: string
  readonly 'source-layer'?: string
  readonly minzoom?: number
  readonly maxzoom?: number
  readonly filter?: unknown
  readonly layout?: Readonly<Record<string, unknown>>
  readonly paint?: Readonly<Record<string, unknown>>
  readonly metadata?: { readonly pick: PickKind }
}

/** How an area can stand out; a layer whose metadata names one outlines the area that does. */
export type PickKind = 'selected' | 'hovered'
export type StyleSource = Readonly<Record<string, unknown>>

export interface Scene {
  readonly sources: Readonly<Record<string, StyleSource>>
  readonly layers: readonly StyleLayer[]
}

export interface ShownLayer {
  readonly info: LayerInfo
  readonly view: LayerView
  readonly style: LayerStyle
  /** The built-in map draws it already. */
  readonly isInContext?: boolean
}

export interface LayerContext {
  readonly ink: MapInk
  readonly theme: MapTheme
  readonly categories: readonly Category[]
  readonly hasThematic: boolean
  readonly selectedItemId: string | null
  /** 1 at the desk; more on a wall that is read from ten metres. */
  readonly textScale: number
}

/** Name of a layer's source in the scene. */
export function sourceName(layerId: string): string {
  return `overlay/${layerId}`
}

/** The layer's own zoom range as the style specification says it. */
export function zoomRange({ view }: ShownLayer): { readonly minzoom?: number; readonly maxzoom?: number } {
  return {
    ...(view.minZoom > 0 ? { minzoom: view.minZoom } : {}),
    ...(view.maxZoom < 24 ? { maxzoom: view.maxZoom } : {}),
  }
}

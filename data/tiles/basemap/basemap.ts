/** What every kind of basemap file can be asked. */
import type { BasemapInfo } from '../../contract/basemaps.ts'

export interface BasemapTile {
  readonly bytes: Uint8Array
  /** How the bytes are compressed, for the answer's content-encoding. */
  readonly encoding: 'gzip' | null
  readonly contentType: string
}

export interface Basemap {
  readonly info: BasemapInfo
  /** The tile of an XYZ address (y from the north), or null where the map has none. */
  tile(z: number, x: number, y: number): Promise<BasemapTile | null>
  /** A style that came with the map, as it stands in the file; null where none did. */
  readonly style: unknown
  /** A file inside the map that its style names (tiles, sprites), by its path; null where there is none. */
  resource(path: string): Promise<BasemapTile | null>
  close(): Promise<void>
}

/** Maps without files of their own inside. */
export const noResources = { style: null, resource: async () => null } as const

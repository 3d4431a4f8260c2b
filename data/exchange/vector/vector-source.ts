/** What an opened vector file offers, whatever its format: layers of rows with a shape and values, in the file's own coordinates. */
import type { Geometry } from 'geojson'
import type { Box, Note, SourceColumn } from '../../contract/imports.ts'

export type Cell = string | number | bigint | boolean | null

export interface RawFeature {
  /** 1-based, in the order of the source. */
  readonly row: number
  readonly geometry: Geometry | null
  /** In the order of the layer's columns. */
  readonly values: readonly Cell[]
  /** Message id of why the shape could not be read, or null. */
  readonly problem: string | null
}

/** What the file says its coordinates are: `file` when it was written there, `format` when the format fixes it. */
export interface DeclaredCrs {
  readonly by: 'file' | 'format' | 'none'
  /** e.g. EPSG:24048; null where it is not recognised. */
  readonly authority: string | null
  /** The CRS's name, for people. */
  readonly name: string | null
}

export interface VectorLayer {
  readonly name: string
  readonly rowCount: number
  readonly columns: ReadonlyArray<Pick<SourceColumn, 'name' | 'type'>>
  readonly geometryTypes: readonly string[]
  readonly box: Box | null
  readonly declaredCrs: DeclaredCrs
  /** Text (and column names) is bytes shown as Latin-1; the encoding is still to be decided. */
  readonly rawText: boolean
  readonly declaredEncoding: string | null
  readonly notes: readonly Note[]
  /** Rows in order; `every` takes each n-th only. */
  readonly read: (options?: { readonly every?: number }) => IterableIterator<RawFeature>
}

export interface VectorSource {
  readonly path: string
  readonly name: string
  readonly format: string
  readonly bytes: number
  readonly hash: string
  readonly layers: readonly VectorLayer[]
  readonly notes: readonly Note[]
  /**
   * The same layer in longitude and latitude, transformed by GDAL: for systems that are not our own. `crs` null: as declared.
   */
  readonly viaGdal: (layer: VectorLayer, crs: string | null, cancelled?: () => boolean) => Promise<VectorLayer>
  /** Lets go of files and of the temporary folder. */
  readonly close: () => void
}

/** Basemaps: pictures or vector tiles under everything else, in files beside the workspace or linked elsewhere. */
import { z } from 'zod'

export const basemapFormats = ['pmtiles', 'mbtiles', 'gpkg', 'smp'] as const
export type BasemapFormat = (typeof basemapFormats)[number]

export const basemapInfoSchema = z.object({
  format: z.enum(basemapFormats),
  kind: z.enum(['vector', 'raster']),
  tileType: z.enum(['mvt', 'png', 'jpeg', 'webp', 'avif']),
  minZoom: z.number().int(),
  maxZoom: z.number().int(),
  /** West, south, east, north in degrees. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).readonly(),
  /** Longitude, latitude, zoom. */
  center: z.tuple([z.number(), z.number(), z.number()]).readonly(),
  /** Plain text; whoever made the map wants it shown beside it. */
  attribution: z.string(),
  /** Whose layer names a vector map follows, which decides how it can be drawn. */
  schema: z.enum(['protomaps', 'openmaptiles', 'other']),
  vectorLayers: z.array(z.string()).readonly(),
  /** Side of a raster tile in pixels, as MapLibre's `tileSize` wants it. */
  tileSize: z.number().int().positive(),
})
/** What a basemap file is. */
export type BasemapInfo = z.infer<typeof basemapInfoSchema>

/** GET /api/basemaps: in drawing order, the first on top. */
export interface BasemapEntry {
  readonly id: string
  readonly title: string
  readonly format: BasemapFormat
  readonly linked: boolean
  /** True while the file is not where it was: a stick that is not plugged in. */
  readonly missing: boolean
  readonly info: BasemapInfo
}

export const renameBasemapSchema = z.object({ title: z.string().trim().min(1).max(120) })
export const orderBasemapsSchema = z.object({ ids: z.array(z.string()).max(200) })
export const addBasemapSchema = z.object({
  token: z.string(),
  mode: z.enum(['copy', 'link']),
  title: z.string().trim().min(1).max(120).optional(),
})
export type BasemapMode = z.infer<typeof addBasemapSchema>['mode']

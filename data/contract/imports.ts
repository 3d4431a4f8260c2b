/** Files in: look → understand → preview → check → write once. What the wizard, the command line and data/ agree on. */
import { z } from 'zod'

export const importRoles = ['areas', 'households', 'people', 'table', 'projects', 'layer', 'authorities'] as const
export type ImportRole = (typeof importRoles)[number]

export const areaLevels = ['province', 'amphoe', 'tambon', 'village'] as const
export type AreaLevel = (typeof areaLevels)[number]

export type Box = readonly [minX: number, minY: number, maxX: number, maxY: number]

/** A sentence for the person, from the message catalogue; `values` fill its `{placeholders}`. */
export interface Note {
  readonly message: string
  readonly values: Readonly<Record<string, string | number>>
  readonly severity: 'info' | 'warn'
}

export interface SourceColumn {
  readonly name: string
  readonly type: 'text' | 'integer' | 'real' | 'boolean' | 'date'
  /** Up to five different values as read, for a person to recognise the column by. */
  readonly samples: readonly string[]
}

/** A decision the file doctor made or proposes: what, how sure, why, and what else it might be. */
export interface Decision<T extends string> {
  readonly value: T | null
  /** `sure` is taken silently, `likely` is shown, `ask` stops the import until a person chooses. */
  readonly certainty: 'sure' | 'likely' | 'ask'
  readonly reason: Note
  readonly candidates: ReadonlyArray<{
    readonly value: T
    readonly label: string
    /** Share of points (CRS) or names (encoding) that make sense under this candidate, 0–1. */
    readonly score: number
    /** Where the layer would lie (CRS only), EPSG:4326. */
    readonly box?: Box
  }>
}

/** A datum operation of the source's CRS to WGS84, its offset against the first choice in metres at the layer's middle. */
export interface DatumOption {
  readonly code: string // EPSG:1304
  readonly label: string
  readonly offsetM: number
}

export interface SourceLayer {
  readonly name: string
  readonly kind: 'vector' | 'table'
  /** GeoJSON's geometry type names found, e.g. ['Polygon', 'MultiPolygon']; empty for a table. */
  readonly geometryTypes: readonly string[]
  readonly rowCount: number
  readonly columns: readonly SourceColumn[]
  /** Extent in the source's own coordinates. */
  readonly box: Box | null
  readonly crs: Decision<string> | null
  readonly datum: readonly DatumOption[]
  readonly encoding: Decision<string> | null
  /** Tables: which rows (1-based, of the sheet) were taken as header. */
  readonly headerRows: readonly number[]
  readonly notes: readonly Note[]
}

/** What a file is, before anyone decided anything. */
export interface Look {
  readonly name: string
  readonly format: string // 'shapefile' | 'gpkg' | 'geojson' | 'kml' | 'csv' | 'xlsx' | …
  readonly bytes: number
  readonly hash: string // sha256 of the bytes
  readonly layers: readonly SourceLayer[]
  readonly notes: readonly Note[]
}

export const importChoicesSchema = z.object({
  role: z.enum(importRoles),
  layer: z.string().optional(),
  level: z.enum(areaLevels).optional(),
  survey: z.string().optional(),
  year: z.number().int().min(1800).max(2199).optional(), // ISO year of a survey or table
  plan: z.string().optional(),
  title: z.string().optional(),
  columns: z.record(z.string(), z.string()).default({}), // target → source column
  crs: z
    .string()
    .regex(/^EPSG:\d+$/)
    .optional(),
  datum: z
    .string()
    .regex(/^EPSG:\d+$/)
    .optional(),
  encoding: z.string().optional(),
  headerRow: z.number().int().positive().optional(),
  /** Joins a person settled: the row's own words (join key) → area code, or null for "leave out". */
  joins: z.record(z.string(), z.string().nullable()).default({}),
})
export type ImportChoices = z.infer<typeof importChoicesSchema>

export interface RefusedRow {
  readonly row: number // 1-based data row as a person would count it in the source (header not counted)
  readonly column: string
  readonly value: string
  /** A message id of the catalogue, e.g. 'refused.outside-areas'. */
  readonly reason: string
}

export interface JoinCandidate {
  readonly code: string
  readonly label: string // ต.นาคำ อ.อุบลรัตน์ จ.ขอนแก่น
  readonly score: number
}

export interface JoinRow {
  readonly key: string // the row's own words, folded: what a settled join is remembered by
  readonly label: string // the row's own words as written
  readonly rows: number // how many rows say this
  readonly candidates: readonly JoinCandidate[]
}

/** How rows met areas. Near matches are never joined by themselves. */
export interface JoinReport {
  readonly matchedByCode: number
  readonly matchedByName: number
  readonly matchedBySettled: number
  readonly near: readonly JoinRow[]
  readonly none: readonly JoinRow[]
  /** Areas of the workspace that no row met. */
  readonly areasWithout: ReadonlyArray<{ readonly code: string; readonly label: string }>
}

export interface ImportPreview {
  readonly choices: ImportChoices // as understood, suggestions filled in
  readonly layer: SourceLayer
  /** The targets this role knows, and which the source fills. */
  readonly targets: ReadonlyArray<{
    readonly target: string
    readonly required: boolean
    readonly column: string | null
  }>
  readonly sampleRows: ReadonlyArray<Readonly<Record<string, string>>>
  /** GeoJSON of up to a few hundred shapes in EPSG:4326, to draw where it would land. */
  readonly shapes: GeoJSON.FeatureCollection | null
  readonly join: JoinReport | null
  /** What still has to be answered before it can be written; empty means ready. */
  readonly open: ReadonlyArray<'layer' | 'crs' | 'encoding' | 'columns' | 'level'>
}

/** How an import came to be, kept with its version. */
export interface Provenance {
  readonly file: string
  readonly hash: string
  readonly bytes: number
  readonly format: string
  readonly layer: string
  readonly crs: string | null
  readonly datum: string | null
  readonly encoding: string | null
  readonly columns: Readonly<Record<string, string>>
  readonly importedAt: string // ISO 8601 UTC
  readonly notes: readonly Note[]
}

export interface ImportOutcome {
  readonly datasetIds: readonly string[]
  readonly versionIds: readonly number[]
  readonly taken: number
  readonly refused: number
  readonly refusedRows: readonly RefusedRow[] // at most 1,000; the rest is in the file
  readonly join: JoinReport | null
  readonly notes: readonly Note[]
  readonly provenance: Provenance
}

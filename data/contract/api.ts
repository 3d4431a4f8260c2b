/**
 * What the window asks and what data/ answers: one type per resource under /api. Answers are JSON unless said otherwise; a
 * refusal is a `Problem` with its status. Years are ISO Gregorian, codes are text, money is integer baht.
 */
import { z } from 'zod'
import type { Problem } from './errors.ts'
import { filterSchema, shapeSchema } from './filters.ts'
import {
  type AreaLevel,
  areaLevels,
  type Box,
  type ImportOutcome,
  importChoicesSchema,
  type Look,
  type Provenance,
} from './imports.ts'
import type { MergeOutcome } from './merges.ts'

export type Audience = 'desk' | 'room'

/** GET /api/workspace */
export interface WorkspaceInfo {
  readonly id: string
  readonly fileName: string
  readonly audience: Audience
  readonly readOnlyBecause: string | null
  readonly isSample: boolean
  readonly title: string
  /** Content version; grows with every change. */
  readonly revision: number
  readonly box: Box | null
  readonly areaCounts: Readonly<Partial<Record<AreaLevel, number>>>
  readonly suppressionThreshold: number
  /** Rows that someone changed in QGIS and nobody has settled. */
  readonly driftCount: number
  /** Titles of imported layers that another program changed; what is kept of them in memory is of before that. */
  readonly editedElsewhere: readonly string[]
  readonly copyOf: WorkingCopy | null
  /** Time of the newest change where this machine's clock is well before it: the history shows wrong times. Untold to the room. */
  readonly aheadOfClock: string | null
}

/** A copy in the person's own folder, worked on because its original lies where nothing can be; untold to the room. */
export interface WorkingCopy {
  readonly path: string
  /** Path of the file it was made from, as the person knows it. */
  readonly original: string
  /** Whether the original was changed after this copy was made of it. */
  readonly originalChanged: boolean
}

/** GET /api/events: a text/event-stream of these. */
export type ServerEvent =
  | { readonly type: 'changed'; readonly revision: number; readonly resources: readonly ResourceName[] }
  | { readonly type: 'job'; readonly job: JobState }
  /** Someone pressed the one key: every window of the desk turns to the room. */
  | { readonly type: 'room' }
  /** Why the workspace's file cannot be worked on; null once it is back. */
  | { readonly type: 'file'; readonly problem: Problem | null }

export type ResourceName =
  | 'workspace'
  | 'areas'
  | 'surveys'
  | 'datasets'
  | 'indicators'
  | 'values'
  | 'layers'
  | 'basemaps'
  | 'plans'
  | 'items'
  | 'workbook'
  | 'history'
  | 'room'

/** GET /api/snap?box=: what a pen is held to within a box. Positions are those of the file, to the last digit. */
export interface SnapLines {
  /** Stretches of boundaries (`item` null) and of items; a stretch of one position is a point. A border is named once. */
  readonly lines: ReadonlyArray<{ readonly item: string | null; readonly positions: ReadonlyArray<[number, number]> }>
  /** Where the box holds too much to draw by: corners alone, one of those that lie in the same dot of a screen. */
  readonly corners: ReadonlyArray<[number, number]>
}

/** GET /api/areas?level=tambon: sorted by code. A feature's id in the level's tiles is its index in this list. */
export interface AreaRow {
  readonly code: string
  readonly nameTh: string
  readonly nameEn: string
  readonly parentCode: string
  readonly label: string // with word joiners, for the map
  readonly labelPoint: readonly [lon: number, lat: number]
  readonly box: Box
  readonly areaRai: number
  readonly pilot: boolean
}

/** GET /api/areas/:code/profile?survey=: what one place is. In the room, cells under k are suppressed. */
export interface PlaceProfile {
  readonly area: AreaRow
  readonly level: AreaLevel
  readonly path: ReadonlyArray<{ readonly code: string; readonly label: string; readonly level: AreaLevel }>
  readonly authorities: ReadonlyArray<{
    readonly code: string
    readonly nameTh: string
    readonly kind: string
    readonly coverage: 'whole' | 'part'
  }>
  readonly children: { readonly level: AreaLevel; readonly count: number } | null
  readonly headline: readonly Figure[]
  /** Need: the value here and in the province, for each headline indicator. */
  readonly needs: ReadonlyArray<{
    readonly indicator: string
    readonly nameTh: string
    readonly nameEn: string
    readonly unit: string
    readonly here: Cell
    readonly parent: Cell
    readonly earlier: Cell | null
    readonly goodDirection: 'up' | 'down'
  }>
  readonly surveys: ReadonlyArray<{ readonly id: string; readonly year: number }>
  readonly items: ReadonlyArray<{
    readonly id: string
    readonly title: string
    readonly category: string | null
    readonly budgetBaht: number
  }>
  readonly itemCount: number
  readonly itemBudgetBaht: number
}

export interface Figure {
  readonly id: 'people' | 'households' | 'villages' | 'area-rai' | 'houses'
  readonly cell: Cell
}

/** One published number. `suppressed` is only ever said to the room (or in exports made for it). */
export type Cell =
  | {
      readonly state: 'value'
      readonly value: number
      readonly n: number
      /** Areas below that have no row of their own: the value is of the others only. */
      readonly missing?: number
    }
  | { readonly state: 'no-data' }
  | { readonly state: 'suppressed' }

/** GET /api/surveys */
export interface SurveyInfo {
  readonly id: string
  readonly datasetId: string
  readonly versionId: number
  readonly title: string
  readonly year: number | null
  readonly households: number
  readonly columns: ReadonlyArray<{
    readonly name: string
    readonly label: string
    readonly kind: 'answer' | 'number' | 'category' | 'text'
    readonly role: string | null
  }>
}

/** GET /api/datasets */
export interface DatasetInfo {
  readonly id: string
  readonly kind: 'areas' | 'households' | 'people' | 'table' | 'layer'
  readonly title: string
  readonly currentVersion: number | null
  readonly versions: ReadonlyArray<{
    readonly versionId: number
    readonly rowCount: number
    readonly refusedCount: number
    readonly createdAt: string
    readonly provenance: Provenance
  }>
  /** Reference layers and tables: what a style or a chart may use. */
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
  readonly geometryType: string | null
  readonly box: Box | null
  readonly level: AreaLevel | null
}

/** GET /api/indicators */
export interface IndicatorInfo {
  readonly id: string
  readonly set: string // 'bmn38' | 'bmn31' | 'basics' | 'tpmap' | 'own' | 'table:<slug>'
  readonly number: string // as printed in its own set, '' where none
  readonly group: string // message id or own text of the dimension
  readonly nameTh: string
  readonly nameEn: string
  readonly statistic: 'count' | 'share' | 'sum' | 'mean' | 'median' | 'per-household' | 'per-person'
  readonly unit: string // message id: 'unit.percent', 'unit.baht', 'unit.people', …
  readonly goodDirection: 'up' | 'down' | 'none'
  /** True where name, number or dimension could not be confirmed in an official source. */
  readonly uncertain: boolean
  readonly note: string
  /** Survey ids (or table dataset ids) it can be computed from here; empty: not in this workspace. */
  readonly available: readonly string[]
}

export const valuesRequestSchema = z.object({
  indicator: z.string(),
  level: z.enum(areaLevels),
  /** Survey or table id; absent: the newest that has it. */
  survey: z.string().optional(),
  filter: filterSchema.optional(),
  /** Only areas under this code. */
  within: z.string().optional(),
  /** Subtract this survey's values: change between two surveys. */
  compareWith: z.string().optional(),
})
export type ValuesRequest = z.infer<typeof valuesRequestSchema>

/** POST /api/values: columns of equal length, areas in code order. */
export interface AreaValues {
  readonly indicator: string
  readonly level: AreaLevel
  readonly survey: string
  readonly compareWith: string | null
  readonly codes: readonly string[]
  readonly values: ReadonlyArray<number | null> // null: no data or suppressed
  readonly counts: ReadonlyArray<number | null> // denominators
  readonly numerators: ReadonlyArray<number | null>
  readonly states: ReadonlyArray<'value' | 'no-data' | 'suppressed'>
  /** Per area, how many areas below have no row: such a value is of the others only. Tables only. */
  readonly missing?: readonly number[]
  /** Of all listed areas together. */
  readonly total: Cell
}

export const classMethods = ['quantile', 'equal', 'natural', 'deviation', 'manual'] as const
export const classesRequestSchema = z.object({
  values: valuesRequestSchema,
  method: z.enum(classMethods),
  classCount: z.number().int().min(2).max(9).default(5),
  /** Inner breaks for `manual`. */
  breaks: z.array(z.number()).max(8).optional(),
  /** Same breaks as this other values request. */
  sameAs: valuesRequestSchema.optional(),
})
export type ClassesRequest = z.infer<typeof classesRequestSchema>

/** POST /api/classes */
export interface Classes {
  readonly method: (typeof classMethods)[number]
  /** min, inner breaks…, max: one more than there are classes; a class holds lower ≤ v < upper, the last also its upper. */
  readonly edges: readonly number[]
  readonly classCounts: readonly number[]
  readonly noData: number
  readonly suppressed: number
  /** Index into classCounts per area in code order; -1 no data, -2 suppressed. */
  readonly classOf: readonly number[]
  readonly histogram: ReadonlyArray<{ readonly from: number; readonly to: number; readonly count: number }>
  readonly values: AreaValues
}

export const tallyRequestSchema = z.object({
  survey: z.string().optional(),
  shape: shapeSchema.optional(),
  areaCode: z.string().optional(),
  filter: filterSchema.optional(),
  /** Indicator ids and column names to sum. */
  columns: z.array(z.string()).max(60).default([]),
})
export type TallyRequest = z.infer<typeof tallyRequestSchema>

/** POST /api/tally */
export interface Tally {
  readonly households: Cell
  readonly columns: Readonly<Record<string, Cell>>
  readonly villages: ReadonlyArray<{ readonly code: string; readonly label: string; readonly households: number }>
  readonly areaRai: number | null
}

export const rowsRequestSchema = z.object({
  /** 'households:<survey>', 'layer:<slug>', 'table:<slug>', 'areas:<level>' or 'plan_item'. */
  table: z.string(),
  columns: z.array(z.string()).max(100).optional(),
  filter: filterSchema.optional(),
  sort: z.object({ column: z.string(), descending: z.boolean().default(false) }).optional(),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(1000).default(200),
})
export type RowsRequest = z.infer<typeof rowsRequestSchema>

/** POST /api/rows: a window of a table. Refused to the room for households, people and anything with house positions. */
export interface RowPage {
  readonly columns: ReadonlyArray<{
    readonly name: string
    readonly label: string
    readonly type: 'text' | 'number' | 'answer'
  }>
  readonly rows: ReadonlyArray<readonly (string | number | null)[]>
  readonly fids: readonly number[]
  /** Households: where each row stands, EPSG:4326. */
  readonly points?: ReadonlyArray<readonly [lon: number, lat: number] | null>
  readonly total: number
}

/** GET /api/identify?lon=&lat=&layers=a,b&zoom= */
export interface Identified {
  readonly layer: string
  readonly fid: number | null
  readonly title: string
  readonly properties: ReadonlyArray<{ readonly label: string; readonly value: string }>
  readonly geometry: GeoJSON.Geometry | null
}

/** GET /api/search?q= */
export interface SearchHit {
  readonly kind: 'area' | 'village' | 'household' | 'item' | 'place'
  readonly id: string
  readonly title: string
  readonly detail: string
  readonly box: Box | null
  readonly point: readonly [number, number] | null
}

/** GET /api/layers: what can be drawn, with where its tiles are. Style, order and visibility live in the workbook. */
export interface LayerInfo {
  readonly id: string // 'areas:tambon' | 'households:<survey>' | 'items' | 'layer:<slug>'
  readonly kind: 'areas' | 'households' | 'items' | 'layer'
  readonly title: string
  readonly count: number
  readonly geometry: 'point' | 'line' | 'polygon' | 'mixed'
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string }>
  readonly box: Box | null
  /** Path with {z}/{x}/{y}; changes whenever the content does. Source layer name inside = the id's part after ':' or 'items'. */
  readonly tiles: string
  readonly sourceLayer: string
  readonly minZoom: number
  readonly maxZoom: number
}

/** POST /api/filters {survey, filter} → {filterId}: lets tile URLs refer to a filter by ?filter=. */
export const registerFilterSchema = z.object({ survey: z.string(), filter: filterSchema })

/** POST /api/uploads?name= (raw bytes) or a shell's file dialog gives a token; paths never come from a window. */
export interface FileToken {
  readonly token: string
  readonly name: string
  readonly bytes: number
}

/** POST /api/imports {token} → an import under way. */
export interface ImportSession {
  readonly importId: string
  readonly look: Look
}
export const startImportSchema = z.object({ tokens: z.array(z.string()).min(1).max(20) })
/** POST /api/imports/:id/preview → ImportPreview; POST /api/imports/:id/run → {jobId}. */
export const runImportSchema = importChoicesSchema

/** GET /api/jobs, GET /api/jobs/:id; DELETE cancels. */
export interface JobState {
  readonly jobId: string
  readonly kind: 'import' | 'merge' | 'export' | 'pack' | 'check' | 'backup' | 'copy' | 'basemap' | 'sample'
  readonly title: string
  readonly state: 'queued' | 'running' | 'done' | 'refused' | 'cancelled'
  readonly step: string // message id
  readonly done: number
  readonly total: number
  readonly remainingSeconds: number | null
  readonly problem: Problem | null
  readonly result: JobResult | null
}
export type JobResult =
  | { readonly kind: 'import'; readonly outcome: ImportOutcome }
  | { readonly kind: 'file'; readonly token: string; readonly name: string; readonly bytes: number }
  | { readonly kind: 'check'; readonly findings: readonly CheckFinding[] }
  | { readonly kind: 'merge'; readonly outcome: MergeOutcome }
  | { readonly kind: 'done' }

export interface CheckFinding {
  readonly severity: 'info' | 'warn' | 'error'
  readonly message: string
  readonly values: Readonly<Record<string, string | number>>
}

/** POST /api/exports → {jobId}; the file is fetched from GET /api/files/:token. */
export const exportRequestSchema = z.object({
  /** A layer or table id as in `rowsRequest.table`, or 'values' with `values`. */
  what: z.string(),
  format: z.enum(['gpkg', 'geojson', 'shp.zip', 'kml', 'csv', 'xlsx']),
  values: valuesRequestSchema.optional(),
  /** Households: only those the filter lets through. */
  filter: filterSchema.optional(),
  /** For whom: `room` leaves out households and small cells, so that the file may be handed on. */
  audience: z.enum(['desk', 'room']).default('desk'),
})
export type ExportRequest = z.input<typeof exportRequestSchema>

/** GET /api/history */
export interface HistoryEntry {
  readonly hash: string
  readonly documentId: string
  readonly at: string
  readonly actor: string
  readonly label: { readonly message: string; readonly values: Readonly<Record<string, string | number>> }
  readonly undone: boolean
}

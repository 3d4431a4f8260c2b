/** The typed client of data/: every request of the window goes through here, and every refusal comes back as one error type. */
import type {
  AreaRow,
  AreaValues,
  Classes,
  ClassesRequest,
  DatasetInfo,
  ExportRequest,
  FileToken,
  Identified,
  ImportSession,
  IndicatorInfo,
  JobState,
  LayerInfo,
  PlaceProfile,
  RowPage,
  RowsRequest,
  SearchHit,
  SnapLines,
  SurveyInfo,
  Tally,
  TallyRequest,
  ValuesRequest,
  WorkspaceInfo,
} from '../data/contract/api.ts'
import type { BasemapEntry, BasemapMode } from '../data/contract/basemaps.ts'
import type { CommandAnswer, CommandInput, UndoState } from '../data/contract/commands.ts'
import type {
  Comparison,
  ComparisonRequest,
  HistoryPage,
  HistoryPerson,
  PlanState,
  StateName,
  StepsRequest,
  UndoOutlook,
} from '../data/contract/comparison.ts'
import type { DirectState, FoundOffer } from '../data/contract/direct.ts'
import type { Problem } from '../data/contract/errors.ts'
import type { Filter } from '../data/contract/filters.ts'
import type { AreaLevel, Box, ImportChoices, ImportPreview, RefusedRow } from '../data/contract/imports.ts'
import type { ItemInPlace, LensAnswer, LensItemsRequest, LensRequest, LensRowsRequest } from '../data/contract/lens.ts'
import type { MergeSession, RunMerge } from '../data/contract/merges.ts'
import type { Mirror } from '../data/contract/mirror.ts'
import type { IdentityInfo, PackLook } from '../data/contract/packs.ts'
import type { PlanCoverAnswer, PlanCoverRequest } from '../data/contract/plan-cover.ts'
import type { ItemNote, PlanNotes, PlanWords } from '../data/contract/plan-notes.ts'
import type {
  BudgetTotals,
  ContestedPlan,
  ItemPage,
  ItemsRequest,
  PlaceSuggestion,
  PlanInfo,
  PlanItem,
  PlanSummary,
} from '../data/contract/plans.ts'
import type { Question } from '../data/contract/questions.ts'
import type { Ranking, RankingRequest } from '../data/contract/ranking.ts'
import type { ReachAnswer, ReachRequest, ReachRowsRequest, RowSetName } from '../data/contract/reach.ts'
import type { AnswerRow, BelowItems, BelowState, PlanBelow, SourceDetail, Trace } from '../data/contract/roll-up.ts'
import type { RoomState } from '../data/contract/room.ts'
import type { Workbook } from '../data/contract/workbook.ts'

/** What data/ refused, with its code and values; nobody there is `program.unreachable`, anything unexpected `internal`. */
export class ApiError extends Error {
  readonly problem: Problem
  readonly status: number
  constructor(problem: Problem, status: number) {
    super(`${problem.code} ${JSON.stringify(problem.values)}`)
    this.name = 'ApiError'
    this.problem = problem
    this.status = status
  }
}

/** A basemap or context style: sources and layers for under the overlays. */
export interface BaseStyle {
  readonly sources: Readonly<Record<string, unknown>>
  readonly layers: readonly unknown[]
}

/** GET /api/drift: one row that QGIS changed in a table that is projected from a document. */
export interface DriftRow {
  readonly table: string
  readonly kind: 'changed' | 'new' | 'deleted'
  readonly key: Readonly<Record<string, string | number | null>>
  readonly title: string
  readonly fields: ReadonlyArray<{
    readonly column: string
    readonly from: string | number | null
    readonly to: string | number | null
  }>
}

type Signal = AbortSignal | undefined

async function request<T>(path: string, init: RequestInit): Promise<T> {
  const response = await fetch(path, init).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new ApiError({ code: 'program.unreachable', values: {} }, 0)
  })
  if (!response.ok) throw new ApiError(await problemOf(response), response.status)
  return (response.status === 204 ? undefined : await response.json()) as T
}

async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  if (typeof body === 'object' && body !== null && 'code' in body) return body as Problem
  return { code: 'internal', values: { what: `${response.status} ${response.url}` } }
}

function get<T>(path: string, signal?: Signal): Promise<T> {
  return request<T>(path, { ...(signal ? { signal } : {}) })
}

let isLeaving = false
globalThis.addEventListener?.('pagehide', () => {
  isLeaving = true
})
globalThis.addEventListener?.('pageshow', () => {
  isLeaving = false
})

function post<T>(path: string, body: unknown, signal?: Signal): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return request<T>(path, {
    ...{ method: 'POST', headers, body: JSON.stringify(body) },
    // What is said while the window goes outlives it.
    ...(isLeaving ? { keepalive: true } : {}),
    ...(signal ? { signal } : {}),
  })
}

function put(path: string, body: unknown): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  return request<void>(path, { method: 'PUT', headers, body: JSON.stringify(body) })
}

function query(values: Readonly<Record<string, string | number | boolean | undefined | null>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null) search.set(name, String(value))
  }
  const text = search.toString()
  return text ? `?${text}` : ''
}

const id = encodeURIComponent

/** One function per resource of data/contract/api.ts. Each throws ApiError when data/ refuses. */
export const api = {
  /** Fills the workspace with the rehearsal province: a job. */
  sample: () => post<unknown>('/api/workspace/sample', {}),
  workspace: (signal?: Signal) => get<WorkspaceInfo>('/api/workspace', signal),
  areas: (level: AreaLevel, signal?: Signal) => get<AreaRow[]>(`/api/areas${query({ level })}`, signal),
  areaOutlines: (level: AreaLevel, signal?: Signal) =>
    get<GeoJSON.FeatureCollection>(`/api/areas/${level}/outline.geojson`, signal),
  /** Of the areas that meet a box, as fine as a print of that box shows. */
  areaOutlinesWithin: (level: AreaLevel, box: Box, signal?: Signal) =>
    get<GeoJSON.FeatureCollection>(`/api/areas/${level}/outline.geojson${query({ box: box.join(',') })}`, signal),
  /** What a pen is held to within a box. */
  snapLines: (box: Box, signal?: Signal) => get<SnapLines>(`/api/snap${query({ box: box.join(',') })}`, signal),
  profile: (code: string, survey: string | null, signal?: Signal) =>
    get<PlaceProfile>(`/api/areas/${id(code)}/profile${query({ survey })}`, signal),
  surveys: (signal?: Signal) => get<SurveyInfo[]>('/api/surveys', signal),
  datasets: (signal?: Signal) => get<DatasetInfo[]>('/api/datasets', signal),
  indicators: (signal?: Signal) => get<IndicatorInfo[]>('/api/indicators', signal),
  values: (body: ValuesRequest, signal?: Signal) => post<AreaValues>('/api/values', body, signal),
  /** As the room would get it: for what is kept where the room reads it. */
  valuesForRoom: (body: ValuesRequest, signal?: Signal) => post<AreaValues>('/api/values?audience=room', body, signal),
  classes: (body: ClassesRequest, signal?: Signal) => post<Classes>('/api/classes', body, signal),
  /** As the room would get it: for sheets that leave the desk. */
  classesForRoom: (body: ClassesRequest, signal?: Signal) => post<Classes>('/api/classes?audience=room', body, signal),
  tally: (body: Partial<TallyRequest>, signal?: Signal) => post<Tally>('/api/tally', body, signal),
  reach: (body: ReachRequest, signal?: Signal) => post<ReachAnswer>('/api/reach', body, signal),
  reachRows: (body: ReachRowsRequest) => post<RowSetName>('/api/reach/rows', body),
  lens: (body: LensRequest, signal?: Signal) => post<LensAnswer>('/api/lens', body, signal),
  lensItems: (body: LensItemsRequest, signal?: Signal) => post<ItemInPlace[]>('/api/lens/items', body, signal),
  lensRows: (body: LensRowsRequest) => post<RowSetName>('/api/lens/rows', body),
  rows: (body: Partial<RowsRequest> & { readonly table: string }, signal?: Signal) =>
    post<RowPage>('/api/rows', body, signal),
  identify: (
    at: { readonly lon: number; readonly lat: number; readonly layers: readonly string[]; readonly zoom: number },
    signal?: Signal,
  ) => get<Identified[]>(`/api/identify${query({ ...at, layers: at.layers.join(',') })}`, signal),
  search: (words: string, signal?: Signal) => get<SearchHit[]>(`/api/search${query({ q: words })}`, signal),
  layers: (signal?: Signal) => get<LayerInfo[]>('/api/layers', signal),
  registerFilter: (survey: string, filter: Filter, signal?: Signal) =>
    post<{ readonly filterId: string }>('/api/filters', { survey, filter }, signal),
  basemaps: (signal?: Signal) => get<BasemapEntry[]>('/api/basemaps', signal),
  addBasemap: (token: string, mode: BasemapMode) =>
    post<JobState | { readonly jobId: string }>('/api/basemaps', { token, mode }),
  orderBasemaps: (ids: readonly string[]) => put('/api/basemaps/order', { ids }),
  renameBasemap: (basemap: string, title: string) => put(`/api/basemaps/${id(basemap)}`, { title }),
  removeBasemap: (basemap: string) => request<void>(`/api/basemaps/${id(basemap)}`, { method: 'DELETE' }),
  basemapStyle: (basemap: string, theme: 'light' | 'dark', signal?: Signal) =>
    get<BaseStyle>(`/api/basemaps/${id(basemap)}/style${query({ theme })}`, signal),
  contextStyle: (theme: 'light' | 'dark', signal?: Signal) =>
    get<BaseStyle>(`/api/context/style${query({ theme })}`, signal),
  workbook: (signal?: Signal) => get<Workbook>('/api/workbook', signal),
  plans: (signal?: Signal) => get<PlanSummary[]>('/api/plans', signal),
  contestedPlans: (signal?: Signal) => get<ContestedPlan[]>('/api/plans/contested', signal),
  plan: (plan: string, signal?: Signal) => get<PlanInfo>(`/api/plans/${id(plan)}`, signal),
  budgets: (plan: string, signal?: Signal) => get<BudgetTotals>(`/api/plans/${id(plan)}/budgets`, signal),
  items: (wanted: ItemsRequest, signal?: Signal) => get<ItemPage>(`/api/items${query({ ...wanted })}`, signal),
  item: (item: string, signal?: Signal) => get<PlanItem>(`/api/items/${id(item)}`, signal),
  suggestions: (item: string, signal?: Signal) => get<PlaceSuggestion[]>(`/api/items/${id(item)}/suggestions`, signal),
  /** Plans under a plan, and what became of their items. */
  below: (plan: string, signal?: Signal) => get<PlanBelow[]>(`/api/plans/${id(plan)}/below`, signal),
  belowItems: (
    plan: string,
    wanted: { readonly plan?: string | undefined; readonly state?: BelowState | undefined; readonly limit: number },
    signal?: Signal,
  ) => get<BelowItems>(`/api/plans/${id(plan)}/below/items${query({ ...wanted })}`, signal),
  answers: (plan: string, signal?: Signal) => get<AnswerRow[]>(`/api/plans/${id(plan)}/answers`, signal),
  trace: (plan: string, signal?: Signal) => get<Trace>(`/api/plans/${id(plan)}/trace`, signal),
  /** What a plan was agreed on beside a survey; without one, the newest. */
  mirror: (
    plan: string,
    wanted: { readonly survey: string | null; readonly accept: readonly string[] },
    signal?: Signal,
  ) =>
    get<Mirror>(
      `/api/plans/${id(plan)}/mirror${query({ survey: wanted.survey, accept: wanted.accept.join(',') })}`,
      signal,
    ),
  sources: (item: string, signal?: Signal) => get<SourceDetail[]>(`/api/items/${id(item)}/sources`, signal),
  questions: (plan: string, signal?: Signal) => get<Question[]>(`/api/plans/${id(plan)}/questions`, signal),
  /** Refused where the file is no pack, or not a whole one. */
  lookAtPack: (token: string, signal?: Signal) => post<PackLook>('/api/packs/look', { token }, signal),
  /** Looks packs over; nothing is written. */
  startMerge: (tokens: readonly string[], signal?: Signal) => post<MergeSession>('/api/merges', { tokens }, signal),
  runMerge: (mergeId: string, body: Partial<RunMerge>) =>
    post<{ readonly jobId: string }>(`/api/merges/${id(mergeId)}/run`, body),
  itemNotes: (item: string, signal?: Signal) => get<ItemNote[]>(`/api/items/${id(item)}/notes`, signal),
  /** The village or tambon that an item lies in; '' where it lies nowhere known. */
  itemArea: (item: string, signal?: Signal) => get<{ readonly code: string }>(`/api/items/${id(item)}/area`, signal),
  planNotes: (plan: string, signal?: Signal) => get<PlanNotes>(`/api/plans/${id(plan)}/notes`, signal),
  planWords: (plan: string, signal?: Signal) => get<PlanWords>(`/api/plans/${id(plan)}/words`, signal),
  command: (command: CommandInput) => post<CommandAnswer>('/api/commands', command),
  undoState: (signal?: Signal) => get<UndoState>('/api/undo', signal),
  undo: (hash?: string) => post<CommandAnswer>('/api/undo', hash ? { hash } : {}),
  redo: (hash?: string) => post<CommandAnswer>('/api/redo', hash ? { hash } : {}),
  drift: (signal?: Signal) => get<DriftRow[]>('/api/drift', signal),
  /** Takes in what QGIS changed, or puts the rows back as they were. */
  settleDrift: (take: boolean) => post<DriftRow[]>('/api/drift', { take }),
  steps: (wanted: StepsRequest, signal?: Signal) =>
    get<HistoryPage>(`/api/history/steps${query({ ...wanted })}`, signal),
  people: (signal?: Signal) => get<HistoryPerson[]>('/api/history/people', signal),
  undoOutlook: (hash: string, signal?: Signal) => get<UndoOutlook>(`/api/history/steps/${id(hash)}/undo`, signal),
  planState: (state: StateName, signal?: Signal) => post<PlanState>('/api/plans/state', state, signal),
  compare: (wanted: ComparisonRequest, signal?: Signal) => post<Comparison>('/api/plans/compare', wanted, signal),
  cover: (wanted: PlanCoverRequest, signal?: Signal) =>
    post<PlanCoverAnswer | null>('/api/reach/cover', wanted, signal),
  ranking: (plan: string, wanted: RankingRequest, signal?: Signal) =>
    get<Ranking>(`/api/plans/${id(plan)}/ranking${query(wanted)}`, signal),
  jobs: (signal?: Signal) => get<JobState[]>('/api/jobs', signal),
  job: (jobId: string, signal?: Signal) => get<JobState>(`/api/jobs/${id(jobId)}`, signal),
  cancelJob: (jobId: string) => request<void>(`/api/jobs/${id(jobId)}`, { method: 'DELETE' }),
  export: (body: ExportRequest) => post<{ readonly jobId: string }>('/api/exports', body),
  /** Makes a plan's file for other laptops. */
  packPlan: (plan: string) => post<{ readonly jobId: string }>('/api/packs', { plan }),
  identity: (signal?: Signal) => get<IdentityInfo>('/api/identity', signal),
  nameIdentity: (name: string) => post<IdentityInfo>('/api/identity', { name }),
  renewIdentity: () => post<IdentityInfo>('/api/identity/renew', {}),
  direct: (signal?: Signal) => get<DirectState>('/api/direct', signal),
  findOffers: (signal?: Signal) => get<FoundOffer[]>('/api/direct/find', signal),
  offerPlans: (plans: readonly string[]) => post<DirectState>('/api/direct/offer', { plans }),
  receivePlans: (address: string, code: string) => post<DirectState>('/api/direct/receive', { address, code }),
  stopDirect: () => request<undefined>('/api/direct', { method: 'DELETE' }),
  /** Where a made file is fetched, under the name it is to be saved as. */
  fileUrl: (token: string, name: string) => `/api/files/${id(token)}${query({ name })}`,
  /** Files of one group stand side by side, as the parts of a shapefile have to. */
  upload: (file: File, group?: string, signal?: Signal) =>
    request<FileToken>(`/api/uploads${query({ name: file.name, group })}`, {
      method: 'POST',
      body: file,
      ...(signal ? { signal } : {}),
    }),
  startImport: (tokens: readonly string[], signal?: Signal) => post<ImportSession>('/api/imports', { tokens }, signal),
  previewImport: (importId: string, choices: Partial<ImportChoices>, signal?: Signal) =>
    post<ImportPreview>(`/api/imports/${id(importId)}/preview`, choices, signal),
  copyWorkspace: () => post<{ readonly jobId: string }>('/api/workspace/copy', {}),
  enterRoom: () => post<void>('/api/room/enter', {}),
  roomUrl: () => get<{ readonly url: string }>('/shell/room').then(({ url }) => url),
  roomState: (signal?: Signal) => get<RoomState | null>('/api/room/state', signal),
  setRoomState: (state: RoomState) => post<void>('/api/room/state', state),
  checkWorkspace: () => post<{ readonly jobId: string }>('/api/workspace/check', {}),
  backUpWorkspace: () => post<{ readonly jobId: string }>('/api/workspace/backup', {}),
  makeCurrent: (datasetId: string, versionId: number) =>
    post<void>(`/api/datasets/${id(datasetId)}/current`, { versionId }),
  withdrawDataset: (datasetId: string) => request<void>(`/api/datasets/${id(datasetId)}`, { method: 'DELETE' }),
  refusedRows: (versionId: number, signal?: Signal) =>
    get<RefusedRow[]>(`/api/versions/${versionId}/refused?format=json`, signal),
  refusedUrl: (versionId: number, format: 'xlsx' | 'csv') => `/api/versions/${versionId}/refused?format=${format}`,
  runImport: (importId: string, choices: ImportChoices) =>
    post<{ readonly jobId: string }>(`/api/imports/${id(importId)}/run`, choices),
} as const

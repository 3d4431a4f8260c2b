/** What the reading thread and the writing thread of a household import say to each other. */
import type { Problem } from '../contract/errors.ts'
import type { Box, ImportChoices, JoinReport, Note, RefusedRow } from '../contract/imports.ts'
import type { PackedRtree } from '../store/packed-rtree.ts'
import type { StoredColumn } from './columns.ts'
import type { PlannedColumn, SurveyPlan } from './survey-plan.ts'

export interface SurveyTask {
  readonly path: string
  readonly name: string
  readonly choices: Pick<ImportChoices, 'columns' | 'crs' | 'datum' | 'encoding' | 'headerRow' | 'joins'>
  readonly workspacePath: string
  /** Folder for the chunks on their way to the workspace. */
  readonly scratch: string
  /** Int32: [cancel, chunks under way]. */
  readonly signals: SharedArrayBuffer
}

export const CANCEL = 0
export const UNDER_WAY = 1
/** Chunks that may wait for the writer; the reader blocks when there are more. */
export const MAX_UNDER_WAY = 4

export type SurveyMessage =
  | { readonly type: 'plan'; readonly columns: readonly PlannedColumn[]; readonly fileBytes: number }
  | { readonly type: 'rows'; readonly path: string; readonly count: number; readonly bytesRead: number }
  | { readonly type: 'rtree'; readonly tree: PackedRtree }
  | { readonly type: 'column'; readonly column: StoredColumn }
  | { readonly type: 'done'; readonly summary: SurveySummary }
  | { readonly type: 'refused'; readonly problem: Problem }

export interface SurveySummary {
  readonly taken: number
  readonly refused: number
  readonly listed: readonly RefusedRow[]
  readonly reasons: ReadonlyMap<string, number>
  readonly box: Box | null
  readonly hash: string
  readonly plan: SurveyPlan
  /** How rows that name their place met tambons; null where none had to. */
  readonly join: JoinReport | null
  readonly joinNotes: readonly Note[]
}

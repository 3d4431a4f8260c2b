/** What long work may ask of its surroundings, in whatever thread it runs. */
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import type { WriteTurn } from './write-turn.ts'

export interface JobProgress {
  /** Message id of the step, e.g. 'job.reading'. */
  readonly step: string
  readonly done: number
  readonly total: number
}

export interface JobContext {
  /** The workspace, opened by the job for itself. */
  readonly db: Database
  readonly workspacePath: string
  readonly turn: WriteTurn
  /** Polled every few thousand rows. */
  readonly cancelled: () => boolean
  readonly progress: (progress: JobProgress) => void
}

/** Throws the `cancelled` refusal when the person has asked for it. */
export function stopIfCancelled(context: Pick<JobContext, 'cancelled'>): void {
  if (context.cancelled()) throw new Refusal('cancelled')
}

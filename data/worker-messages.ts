/** What passes over the port between the client and the workbench's worker. */
import type { WorkingCopy } from './contract/api.ts'
import type { Problem } from './contract/errors.ts'
import type { Stamp } from './stamp.ts'
import type { LockHolder } from './store/lock-holder.ts'

export interface WorkerStart {
  readonly path: string
  readonly readOnly?: boolean
  /** Why it is opened read-only, as a message id. */
  readonly because?: string | undefined
  /** Folder of the built renderer; absent: no pages are served. */
  readonly rendererFolder?: string
  /** People sit before it: it is looked over in the background and backed up each hour of work. */
  readonly attended?: boolean
  /** The file this one is the working copy of. */
  readonly copyOf?: WorkingCopy
  /** What stands in the file's lock: it is taken again when the file comes back after it was away. */
  readonly lock?: LockHolder
}

export type ToWorker =
  | {
      readonly type: 'request'
      readonly id: number
      readonly method: string
      readonly url: string
      readonly headers: readonly [string, string][]
      readonly body: ReadableStream<Uint8Array> | null
      readonly stamp: Stamp
    }
  | { readonly type: 'abort'; readonly id: number }
  | { readonly type: 'close' }

export type FromWorker =
  | { readonly type: 'opened' }
  | { readonly type: 'refused'; readonly problem: Problem }
  | {
      readonly type: 'response'
      readonly id: number
      readonly status: number
      readonly headers: readonly [string, string][]
      readonly body: ArrayBuffer | ReadableStream<Uint8Array> | null
    }
  | { readonly type: 'failed'; readonly id: number; readonly what: string }

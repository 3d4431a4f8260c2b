/** Short work in a thread of its own that writes nothing: looking at a file, making a preview. */
import { Worker } from 'node:worker_threads'
import type { JobResult } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import type { ImportPreview, Look } from '../contract/imports.ts'
import type { MergeReview } from '../contract/merges.ts'
import type { PackLook } from '../contract/packs.ts'
import type { AsideRequest } from './kinds.ts'
import type { JobMessage } from './runner.ts'

interface AsideResults {
  readonly look: Look
  readonly preview: ImportPreview
  readonly 'look-pack': PackLook
  readonly pack: JobResult
  readonly 'review-packs': MergeReview
}

/** Runs it and answers its result; an abort of `signal` sets the worker's flag. Throws the worker's `Refusal`. */
export function runAside<K extends AsideRequest['kind']>(
  workspacePath: string,
  request: Extract<AsideRequest, { kind: K }>,
  signal?: AbortSignal,
): Promise<AsideResults[K]> {
  const cancel = new Int32Array(new SharedArrayBuffer(4))
  signal?.addEventListener('abort', () => Atomics.store(cancel, 0, 1))
  const workerData = { workspacePath, turn: new SharedArrayBuffer(4), cancel: cancel.buffer, request }
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./job-worker.ts', import.meta.url), { workerData })
    worker.on('message', (message: JobMessage) => {
      if (message.type === 'done') resolve(message.result as unknown as AsideResults[K])
      if (message.type === 'refused') {
        const { code, values, detail } = message.problem
        reject(new Refusal(code, values, detail))
      }
    })
    worker.on('error', reject)
    worker.on('exit', () => reject(new Error('the work ended without an answer')))
  })
}

/** The thread of one job. It opens the workspace for itself, polls its cancel flag, answers once and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../contract/errors.ts'
import { attachStore, goneFrom, type Store } from '../store/open.ts'
import { problemOf } from '../store/trouble.ts'
import type { JobContext } from './context.ts'
import type { AsideRequest } from './kinds.ts'
import type { JobMessage, JobStart } from './runner.ts'
import { stepBack } from './step-back.ts'
import { WriteTurn } from './write-turn.ts'

/** Progress more often than this only costs messages. */
const PROGRESS_INTERVAL_MS = 100

stepBack()
const start = workerData as Omit<JobStart, 'request'> & { request: JobStart['request'] | AsideRequest }
let store: Store | null = null
try {
  store = attachStore(start.workspacePath, start.identity)
  const { runJob } = await import('./run-job.ts')
  const answer = await runJob(start.request, makeContext(store))
  if (answer.changed.length > 0) keep(store)
  send({ type: 'done', ...answer })
} catch (error) {
  send({ type: 'refused', problem: toProblem(error) })
} finally {
  store?.close()
}

/**
 * What a job wrote is on the disk, and of the file that the path names, before anybody is told that it is done. Its many commits
 * did not wait for the disk.
 */
function keep(kept: Store): void {
  new WriteTurn(start.turn).holdSync(() => kept.db.pragma('wal_checkpoint(PASSIVE)'))
  if (!kept.isThere()) throw goneFrom(start.workspacePath)
}

function makeContext({ db }: Store): JobContext {
  const flag = new Int32Array(start.cancel)
  let lastSent = Number.NEGATIVE_INFINITY
  let lastStep = ''
  return {
    db,
    workspacePath: start.workspacePath,
    turn: new WriteTurn(start.turn),
    cancelled: () => Atomics.load(flag, 0) === 1,
    progress: ({ step, done, total }) => {
      const now = performance.now()
      if (step === lastStep && now - lastSent < PROGRESS_INTERVAL_MS) return
      lastSent = now
      lastStep = step
      send({ type: 'progress', step, done, total })
    },
  }
}

function toProblem(error: unknown) {
  if (error instanceof Refusal) return error.toProblem()
  const problem = problemOf(error)
  // A dead device is called "malformed" by SQLite from the second reading on.
  if (problem && !(store?.isThere() && store.isAnswering())) return goneFrom(start.workspacePath).toProblem()
  if (problem) return problem
  console.error(error)
  return { code: 'internal' as const, values: { what: error instanceof Error ? error.message : String(error) } }
}

function send(message: JobMessage | { type: 'done'; result: unknown; changed: readonly string[] }): void {
  parentPort?.postMessage(message)
}

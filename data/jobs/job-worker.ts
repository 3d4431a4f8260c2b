/** The thread of one job. It opens the workspace for itself, polls its cancel flag, answers once and ends. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../contract/errors.ts'
import { attachStore } from '../store/open.ts'
import type { JobContext } from './context.ts'
import type { AsideRequest } from './kinds.ts'
import type { JobMessage, JobStart } from './runner.ts'
import { stepBack } from './step-back.ts'
import { WriteTurn } from './write-turn.ts'

/** Progress more often than this only costs messages. */
const PROGRESS_INTERVAL_MS = 100

stepBack()
const start = workerData as Omit<JobStart, 'request'> & { request: JobStart['request'] | AsideRequest }
const store = attachStore(start.workspacePath)
try {
  const { runJob } = await import('./run-job.ts')
  send({ type: 'done', ...(await runJob(start.request, makeContext())) })
} catch (error) {
  send({ type: 'refused', problem: toProblem(error) })
} finally {
  store.close()
}

function makeContext(): JobContext {
  const flag = new Int32Array(start.cancel)
  let lastSent = 0
  let lastStep = ''
  return {
    db: store.db,
    workspacePath: start.workspacePath,
    turn: new WriteTurn(start.turn),
    cancelled: () => Atomics.load(flag, 0) === 1,
    progress: ({ step, done, total }) => {
      const now = Date.now()
      if (step === lastStep && now - lastSent < PROGRESS_INTERVAL_MS) return
      lastSent = now
      lastStep = step
      send({ type: 'progress', step, done, total })
    },
  }
}

function toProblem(error: unknown) {
  if (error instanceof Refusal) return error.toProblem()
  if ((error as { code?: string }).code === 'SQLITE_FULL') return { code: 'disk.full' as const, values: {} }
  console.error(error)
  return { code: 'internal' as const, values: { what: error instanceof Error ? error.message : String(error) } }
}

function send(message: JobMessage | { type: 'done'; result: unknown; changed: readonly string[] }): void {
  parentPort?.postMessage(message)
}

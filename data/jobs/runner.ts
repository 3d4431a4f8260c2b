/**
 * Jobs: long work in workers of their own, one after the other. A job is cancelled by a shared flag that it polls, never by
 * ending its thread; what it staged is dropped by the job itself, or at the next open after a kill.
 */
import { randomUUID } from 'node:crypto'
import { Worker } from 'node:worker_threads'
import type { JobResult, JobState, ResourceName } from '../contract/api.ts'
import type { Problem } from '../contract/errors.ts'
import type { EventHub } from '../events.ts'
import type { FileIdentity } from '../store/same-file.ts'
import type { JobRequest } from './kinds.ts'
import type { WriteTurn } from './write-turn.ts'

export interface JobStart {
  readonly workspacePath: string
  /** Of the file that is open: a job must not write to another that took its place. */
  readonly identity: FileIdentity | null
  readonly turn: SharedArrayBuffer
  readonly cancel: SharedArrayBuffer
  readonly request: JobRequest
}

export type JobMessage =
  | { readonly type: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly result: JobResult; readonly changed: readonly ResourceName[] }
  | { readonly type: 'refused'; readonly problem: Problem }

interface Job {
  state: JobState
  readonly request: JobRequest
  readonly cancel: Int32Array<SharedArrayBuffer>
  /** Turns what the job answers into what windows may see. */
  readonly present: (result: JobResult) => JobResult
  startedAt: number
  /** When the present step began, for the remaining time. */
  stepStartedAt: number
}

const KEPT_JOBS = 50

export class JobRunner {
  readonly #workspacePath: string
  readonly #identity: FileIdentity | null
  readonly #turn: WriteTurn
  readonly #events: EventHub
  readonly #jobs = new Map<string, Job>()
  readonly #onDone: (changed: readonly ResourceName[]) => void
  readonly #onRefused: (problem: Problem) => void
  /** Why all jobs are being stopped, where it is not because somebody closes the workspace. */
  #stoppedBy: Problem | null = null
  #running: Promise<void> | null = null

  constructor(options: {
    workspacePath: string
    identity: FileIdentity | null
    turn: WriteTurn
    events: EventHub
    onDone: (changed: readonly ResourceName[]) => void
    onRefused: (problem: Problem) => void
  }) {
    this.#workspacePath = options.workspacePath
    this.#identity = options.identity
    this.#turn = options.turn
    this.#events = options.events
    this.#onDone = options.onDone
    this.#onRefused = options.onRefused
  }

  /** Queues a job and answers its first state. */
  start(request: JobRequest, title: string, present: (result: JobResult) => JobResult = (result) => result): JobState {
    const jobId = randomUUID()
    const state: JobState = {
      jobId,
      kind: request.kind,
      title,
      state: 'queued',
      step: 'job.queued',
      done: 0,
      total: 0,
      remainingSeconds: null,
      problem: null,
      result: null,
    }
    const cancel = new Int32Array(new SharedArrayBuffer(4))
    this.#jobs.set(jobId, {
      state,
      request,
      cancel,
      present,
      startedAt: performance.now(),
      stepStartedAt: performance.now(),
    })
    this.#forgetOld()
    this.#running ??= this.#drain()
    return state
  }

  list(): JobState[] {
    return [...this.#jobs.values()].map((job) => job.state)
  }

  get(jobId: string): JobState | null {
    return this.#jobs.get(jobId)?.state ?? null
  }

  /** Asks a job to stop; it answers for itself when it has. */
  cancel(jobId: string): void {
    const job = this.#jobs.get(jobId)
    if (!job) return
    Atomics.store(job.cancel, 0, 1)
    if (job.state.state === 'queued') this.#update(job, { state: 'cancelled' })
  }

  /** Asks every job to stop and waits until the last has; `because` is what those under way are then refused with. */
  async close(because: Problem | null = null): Promise<void> {
    this.#stoppedBy = because
    for (const jobId of this.#jobs.keys()) this.cancel(jobId)
    await this.#running
  }

  async #drain(): Promise<void> {
    for (;;) {
      const next = [...this.#jobs.values()].find((job) => job.state.state === 'queued')
      if (!next) break
      await this.#run(next)
    }
    this.#running = null
  }

  #run(job: Job): Promise<void> {
    job.startedAt = performance.now()
    this.#update(job, { state: 'running', step: 'job.starting' })
    const start: JobStart = {
      workspacePath: this.#workspacePath,
      identity: this.#identity,
      turn: this.#turn.buffer,
      cancel: job.cancel.buffer,
      request: job.request,
    }
    return new Promise((resolve) => {
      const worker = new Worker(new URL('./job-worker.ts', import.meta.url), { workerData: start })
      worker.on('message', (message: JobMessage) => this.#receive(job, message))
      worker.on('error', (error: Error) => {
        this.#update(job, { state: 'refused', problem: { code: 'internal', values: { what: error.message } } })
      })
      worker.on('exit', () => {
        if (job.state.state === 'running') {
          this.#update(job, { state: 'refused', problem: { code: 'internal', values: { what: 'job ended early' } } })
        }
        resolve()
      })
    })
  }

  #receive(job: Job, message: JobMessage): void {
    switch (message.type) {
      case 'progress': {
        if (message.step !== job.state.step) job.stepStartedAt = performance.now()
        const { step, done, total } = message
        this.#update(job, { step, done, total, remainingSeconds: remaining(job.stepStartedAt, done, total) })
        return
      }
      case 'done':
        this.#onDone(message.changed)
        this.#update(job, { state: 'done', result: job.present(message.result), remainingSeconds: 0 })
        return
      case 'refused': {
        const problem = this.#stoppedBy ?? message.problem
        const state = problem.code === 'cancelled' ? 'cancelled' : 'refused'
        this.#update(job, { state, problem, remainingSeconds: null })
        if (state === 'refused') this.#onRefused(problem)
      }
    }
  }

  #update(job: Job, change: Partial<JobState>): void {
    job.state = { ...job.state, ...change }
    this.#events.send({ type: 'job', job: job.state })
  }

  #forgetOld(): void {
    const ended = [...this.#jobs.values()].filter((job) => !['queued', 'running'].includes(job.state.state))
    for (const job of ended.slice(0, Math.max(0, ended.length - KEPT_JOBS))) this.#jobs.delete(job.state.jobId)
  }
}

/** Seconds left if the step goes on at its pace so far; null until a twentieth is done. */
function remaining(startedAt: number, done: number, total: number): number | null {
  if (total === 0 || done < total / 20) return null
  return Math.round((((performance.now() - startedAt) / done) * (total - done)) / 1000)
}

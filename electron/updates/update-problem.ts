/** How a step of an update fails: with one reason of the list, and never later than the person or the time limit says. */
import { constants } from 'node:fs'
import type { UpdateRefusal } from './update-refusals.ts'

/** Thrown between the steps of one look or one copy, and answered as its reason by whoever began it. */
export class UpdateProblem extends Error {
  readonly reason: UpdateRefusal
  constructor(reason: UpdateRefusal, cause?: unknown) {
    super(reason, { cause })
    this.name = 'UpdateProblem'
    this.reason = reason
  }
}

/** For `catch`: throws a step's failure as this reason. A disk that is full, and what is a reason already, is told as that. */
export function because(reason: UpdateRefusal): (error: unknown) => never {
  return (error) => {
    if (error instanceof UpdateProblem) throw error
    throw new UpdateProblem(isFull(error) ? 'disk-full' : reason, error)
  }
}

/** Waits for a step no longer than it is wanted. The step itself cannot be stopped: a share that is away answers when it likes. */
export function unlessAborted<T>(step: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return step
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(new UpdateProblem(signal.reason === TIMED_OUT ? 'timed-out' : 'cancelled'))
  if (signal.aborted) abort()
  signal.addEventListener('abort', abort)
  return Promise.race([step, aborted.promise]).finally(() => signal.removeEventListener('abort', abort))
}

const TIMED_OUT = 'the time limit of an update'

/** A signal that ends with the given one or when the time is up, which are told apart; `done` lets the timer go. */
export function withTimeLimit(signal: AbortSignal | undefined, timeLimitMs: number) {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(TIMED_OUT), timeLimitMs)
  return {
    signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    done: () => clearTimeout(timer),
  }
}

/** Opens a file to read, and neither follows a link nor waits for the other end of a pipe, where the system can be told so. */
export const readOnlyFlags = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0)

/** Also the largest file that a disk or an account takes, which a person mends in the same way. */
function isFull(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG'
}

/**
 * The thin client of the workbench's worker: hands it requests over a message port and gives the responses back, bodies
 * streamed. Both shells, the command line and the tests talk to the workbench through this and nothing else.
 */
import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { Refusal } from './contract/errors.ts'
import { holdAutomerge } from './documents/hold-automerge.ts'
import type { Stamp } from './stamp.ts'
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.ts'

// Before the first worker: V8 was seen to end the whole process while it swept up WebAssembly code that it had compiled better
// (docs/decisions/one-worker.md). What stays for it is a few megabytes.
setFlagsFromString('--no-wasm-code-gc')

export interface WorkbenchClient {
  /** Answers one request. Rejects only when the worker itself has failed. */
  fetch(request: Request, stamp: Stamp): Promise<Response>
  /** Closes the workspace to one file and ends the worker. */
  close(): Promise<void>
  /** Resolves with the reason when the worker ends without being asked to. */
  readonly failed: Promise<Error>
}

interface Waiting {
  resolve(response: Response): void
  reject(error: Error): void
}

/** Statuses whose responses may not have a body. */
const bodiless = new Set([101, 204, 205, 304])

/** Starts the workbench on a workspace. Rejects with the `Refusal` of opening it. */
export async function startWorkbench(start: WorkerStart): Promise<WorkbenchClient> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: start })
  const waiting = new Map<number, Waiting>()
  const opened = Promise.withResolvers<void>()
  const closed = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<Error>()
  let closing = false
  /** Why the worker is no more; nothing it is asked after that could be answered. */
  let ended: Error | null = null
  let nextId = 1

  worker.on('message', (message: FromWorker) => {
    switch (message.type) {
      case 'opened':
        return opened.resolve()
      case 'refused':
        return opened.reject(new Refusal(message.problem.code, message.problem.values, message.problem.detail))
      case 'response': {
        const { id, status, headers, body } = message
        waiting.get(id)?.resolve(new Response(bodiless.has(status) ? null : body, { status, headers: [...headers] }))
        waiting.delete(id)
        return
      }
      case 'failed':
        waiting.get(message.id)?.reject(new Error(message.what))
        waiting.delete(message.id)
    }
  })
  const fail = (error: Error) => {
    ended ??= error
    opened.reject(error)
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
    if (!closing) failed.resolve(error)
  }
  worker.on('error', fail)
  worker.on('exit', (code) => {
    fail(new Error(`the workbench ended with code ${code}`))
    closed.resolve()
  })
  const send = (message: ToWorker, transfer: readonly (ArrayBuffer | ReadableStream)[] = []) =>
    worker.postMessage(message, transfer as ArrayBuffer[])
  await opened.promise
  // Now that the worker has it, it costs next to nothing; without it everything works all the same.
  holdAutomerge().catch((error: unknown) => console.error(error))

  return {
    failed: failed.promise,
    fetch(request, stamp) {
      if (ended) return Promise.reject(ended)
      const id = nextId++
      const { promise, resolve, reject } = Promise.withResolvers<Response>()
      waiting.set(id, { resolve, reject })
      request.signal.addEventListener('abort', () => {
        send({ type: 'abort', id })
        waiting.get(id)?.reject(new DOMException('aborted', 'AbortError'))
        waiting.delete(id)
      })
      const { method, url, headers, body } = request
      send({ type: 'request', id, method, url, headers: [...headers], body, stamp }, body ? [body] : [])
      return promise
    },
    close() {
      closing = true
      if (ended) return Promise.resolve()
      send({ type: 'close' })
      return closed.promise
    },
  }
}

/** The worker in which the workbench's routes run. It ends when told to by message, after closing the workspace to one file. */
import { stat } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from './contract/errors.ts'
import { takeTurn } from './jobs/turns.ts'
import { asRefusal } from './store/trouble.ts'
import { createWorkbench, type Workbench } from './workbench.ts'
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.ts'

const port = parentPort
if (!port) throw new Error('worker.ts runs in a worker thread')
const aborts = new Map<number, AbortController>()
// libuv's threads are started by whoever asks for the first file, take on its priority and hold a lock that all share. A job,
// which steps back, must not be that one.
stat(import.meta.filename, () => {})
const workbench = open(workerData as WorkerStart)
if (workbench) {
  port.on('message', (message: ToWorker) => receive(workbench, message))
  send({ type: 'opened' })
}

function open(start: WorkerStart): Workbench | null {
  try {
    return createWorkbench(start)
  } catch (error) {
    const refusal = asRefusal(error)
    if (!(refusal instanceof Refusal)) throw error
    send({ type: 'refused', problem: refusal.toProblem() })
    return null
  }
}

type RequestMessage = Extract<ToWorker, { type: 'request' }>

function receive(target: Workbench, message: ToWorker): void {
  switch (message.type) {
    case 'request':
      aborts.set(message.id, new AbortController())
      // Node hands over at once all messages that have come.
      takeTurn(() => void answer(target, message))
      return
    case 'abort':
      aborts.get(message.id)?.abort()
      return
    case 'close':
      takeTurn(() => void target.close().then(() => port?.close()))
  }
}

async function answer(target: Workbench, message: RequestMessage): Promise<void> {
  const { id, method, url, headers, body, stamp } = message
  const abort = aborts.get(id) ?? new AbortController()
  try {
    if (abort.signal.aborted) return
    const request = new Request(url, {
      method,
      headers: [...headers] as [string, string][],
      signal: abort.signal,
      ...(body ? { body, duplex: 'half' } : {}),
    })
    const response = await target.fetch(request, stamp)
    if (abort.signal.aborted) return
    // Short answers go over whole; a stream costs a port of its own and is for what has no known end.
    const streamed = response.body !== null && isStream(response)
    const answerBody = streamed ? response.body : response.body && (await response.arrayBuffer())
    send(
      { type: 'response', id, status: response.status, headers: [...response.headers], body: answerBody },
      answerBody ? [answerBody] : [],
    )
  } catch (error) {
    send({ type: 'failed', id, what: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  } finally {
    aborts.delete(id)
  }
}

function isStream(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/event-stream') || response.headers.has('x-streamed')
}

function send(message: FromWorker, transfer: readonly (ArrayBuffer | ReadableStream)[] = []): void {
  port?.postMessage(message, transfer as ArrayBuffer[])
}

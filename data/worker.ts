/** The worker in which the workbench's routes run. It ends when told to by message, after closing the workspace to one file. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from './contract/errors.ts'
import { createWorkbench, type Workbench } from './workbench.ts'
import type { FromWorker, ToWorker, WorkerStart } from './worker-messages.ts'

const port = parentPort
if (!port) throw new Error('worker.ts runs in a worker thread')
const aborts = new Map<number, AbortController>()
const workbench = open(workerData as WorkerStart)
if (workbench) {
  port.on('message', (message: ToWorker) => void receive(workbench, message))
  send({ type: 'opened' })
}

function open(start: WorkerStart): Workbench | null {
  try {
    return createWorkbench(start)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    send({ type: 'refused', problem: error.toProblem() })
    return null
  }
}

async function receive(target: Workbench, message: ToWorker): Promise<void> {
  switch (message.type) {
    case 'request':
      return answer(target, message)
    case 'abort':
      aborts.get(message.id)?.abort()
      return
    case 'close':
      await target.close()
      port?.close()
  }
}

async function answer(target: Workbench, message: Extract<ToWorker, { type: 'request' }>): Promise<void> {
  const { id, method, url, headers, body, stamp } = message
  const abort = new AbortController()
  aborts.set(id, abort)
  try {
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

/** The thread that opens spreadsheets: parsing one holds its thread for seconds, and a bad one may take all its memory. */
import { parentPort, workerData } from 'node:worker_threads'
import { Refusal } from '../../contract/errors.ts'
import type { ThreadAnswer, ThreadTask } from './look-at-table.ts'
import { lookHere, readHere } from './look-here.ts'

const port = parentPort
if (!port) throw new Error('table-thread runs as a worker')

const answer = (message: ThreadAnswer): void => port.postMessage(message)
const task = workerData as ThreadTask

try {
  if (task.kind === 'look') {
    answer({ kind: 'look', look: await lookHere(task.path, task.choice) })
  } else {
    for await (const rows of readHere(task.path, task.choice)) {
      answer({ kind: 'rows', rows })
      // Asked for again only when the reader has done with these: memory stays at one batch.
      await new Promise((resolve) => port.once('message', resolve))
    }
    answer({ kind: 'end' })
  }
} catch (error) {
  if (error instanceof Refusal) answer({ kind: 'refused', problem: error.toProblem() })
  else answer({ kind: 'failed', message: error instanceof Error ? (error.stack ?? error.message) : String(error) })
}
port.close()

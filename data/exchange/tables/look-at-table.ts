/** Tables in, whatever they are saved as. Opening happens in a thread of its own; this is the only door to it. */
import { basename } from 'node:path'
import { Worker } from 'node:worker_threads'
import { type Problem, Refusal } from '../../contract/errors.ts'
import type { Look } from '../../contract/imports.ts'
import { readHere, type TableChoice } from './look-here.ts'
import type { TableFormat } from './raw-sheet.ts'
import type { TableRow } from './source-table.ts'
import { tableFormatOf } from './table-format.ts'

export type { TableChoice } from './look-here.ts'
export type { TableFormat } from './raw-sheet.ts'
export type { TableRow } from './source-table.ts'

export interface ThreadTask {
  readonly kind: 'look' | 'read'
  readonly path: string
  readonly choice: TableChoice
}

export type ThreadAnswer =
  | { readonly kind: 'look'; readonly look: Look }
  | { readonly kind: 'rows'; readonly rows: TableRow[] }
  | { readonly kind: 'end' }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'failed'; readonly message: string }

const THREAD_HEAP_MB = 2048

/**
 * What a table file is: its sheets (or lists) as layers, with header rows, columns, types, samples and the encoding decided
 * on. `format` as the file doctor found it; found here where absent. Throws `file.empty`, `file.unknown-format`,
 * `file.damaged`, `file.too-large`, `file.zip-bomb`, `table.password`, `table.unclosed-quote`, `import.too-many-columns`.
 */
export async function lookAtTable(
  path: string,
  format?: TableFormat | undefined,
  choice: Omit<TableChoice, 'format'> = {},
): Promise<Look> {
  const known = format ?? (await requireFormat(path))
  const first = await startThread({ kind: 'look', path, choice: { ...choice, format: known } }).next()
  if (first?.kind !== 'look') throw new Error(`unexpected answer ${first?.kind}`)
  return first.look
}

/**
 * The data rows of a table in batches, in order, values in the order of the layer's columns. Blank and stub rows are left out
 * but counted. Throws what `lookAtTable` throws, and `import.choose-layer`, `import.no-layer`.
 */
export async function* readTable(
  path: string,
  choice: Omit<TableChoice, 'format'> & { readonly format?: TableFormat | undefined },
): AsyncGenerator<TableRow[]> {
  const format = choice.format ?? (await requireFormat(path))
  if (format === 'csv' || format === 'tsv') {
    // Text is read in small pieces and needs no thread.
    yield* readHere(path, { ...choice, format })
    return
  }
  const thread = startThread({ kind: 'read', path, choice: { ...choice, format } })
  try {
    for (let answer = await thread.next(); answer?.kind === 'rows'; answer = await thread.next()) {
      yield answer.rows
      thread.goOn()
    }
  } finally {
    await thread.stop()
  }
}

async function requireFormat(path: string): Promise<TableFormat> {
  const format = await tableFormatOf(path)
  if (!format) throw new Refusal('file.unknown-format', { name: basename(path), what: '≠ CSV, XLSX, XLS, ODS, JSON' })
  return format
}

interface Thread {
  /** The next answer; throws what the thread refused or died of. */
  readonly next: () => Promise<ThreadAnswer>
  readonly goOn: () => void
  readonly stop: () => Promise<unknown>
}

function startThread(task: ThreadTask): Thread {
  const worker = new Worker(new URL('./table-thread.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: THREAD_HEAP_MB },
  })
  const answers: ThreadAnswer[] = []
  let death: { readonly error: unknown } | null = null
  let wake: () => void = () => undefined
  worker.on('message', (answer: ThreadAnswer) => {
    answers.push(answer)
    wake()
  })
  const die = (error: unknown): void => {
    death ??= { error }
    wake()
  }
  worker.on('error', (error) => die(deathOf(error, task.path)))
  worker.on('exit', () => die(new Error(`the table thread ended while reading ${task.path}`)))
  return {
    next: async () => {
      while (answers.length === 0 && !death) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      const answer = answers.shift()
      if (!answer) throw death?.error
      if (answer.kind === 'refused') throw refusalOf(answer.problem)
      if (answer.kind === 'failed') throw new Error(answer.message)
      return answer
    },
    goOn: () => worker.postMessage('next'),
    stop: () => worker.terminate(),
  }
}

function refusalOf({ code, values, detail }: Problem): Refusal {
  return new Refusal(code, values, detail)
}

function deathOf(error: unknown, path: string): unknown {
  const outOfMemory = (error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY'
  return outOfMemory ? new Refusal('file.too-large', { name: basename(path), what: `> ${THREAD_HEAP_MB} MB` }) : error
}

/**
 * What anyone prints in the main process, and what the workbench's worker prints through it, quotes names, paths and rows. It
 * goes to the terminal as it is and nowhere else: the log is told how many lines there were.
 */
import type { Log } from './log.ts'

/** Counts from now on; answers the number so far. The log hears of the first line and then of every doubling. */
export function countPrinted(stream: Pick<NodeJS.WriteStream, 'write'>, log: Pick<Log, 'write'>): () => number {
  const write = stream.write.bind(stream) as (...parameters: readonly unknown[]) => boolean
  let lines = 0
  let next = 1
  const counting = (...parameters: readonly unknown[]): boolean => {
    lines += linesIn(parameters[0])
    if (lines >= next) {
      log.write('printed', { lines })
      next = lines * 2
    }
    return write(...parameters)
  }
  stream.write = counting as typeof stream.write
  return () => lines
}

function linesIn(chunk: unknown): number {
  const text =
    typeof chunk === 'string' ? chunk : chunk instanceof Uint8Array ? Buffer.from(chunk).toString('latin1') : ''
  return text.split('\n').length - 1
}

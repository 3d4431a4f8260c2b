/**
 * Whether the system answers about a path at all. A share whose server is away answers nothing for a minute or more; asked from
 * this process it would hold one of the few threads that all files share, and with it the end of the program.
 */
import { spawn } from 'node:child_process'
import { isAbsolute } from 'node:path'

export interface Question {
  readonly command: string
  readonly args: readonly string[]
}

/** Asks by a process of its own. False when no answer came before the signal; whether the path exists is not said. Paths are absolute. */
export function answersBefore(
  signal: AbortSignal,
  path: string,
  question: Question | null = questionAbout(path),
): Promise<boolean> {
  if (signal.aborted || !question) return Promise.resolve(false)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const child = spawn(question.command, question.args, { stdio: 'ignore', windowsHide: true })
  const giveUp = () => resolve(false)
  signal.addEventListener('abort', giveUp)
  child.on('exit', () => resolve(true))
  // Where there is no such command, the caller's own time limit has to do.
  child.on('error', () => resolve(true))
  return promise.finally(() => {
    signal.removeEventListener('abort', giveUp)
    child.kill('SIGKILL')
    child.unref()
  })
}

/** A command of every system that looks a path up and does nothing else; null for what it might take for a switch. */
function questionAbout(path: string): Question | null {
  if (!isAbsolute(path)) return null
  if (process.platform !== 'win32') return { command: '/bin/test', args: ['-e', path] }
  const system = process.env.SystemRoot ?? 'C:\\Windows'
  return { command: `${system}\\System32\\attrib.exe`, args: [path] }
}

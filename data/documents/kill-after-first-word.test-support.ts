/** A process killed at a moment of its work, and what it had acknowledged by then. */
import type { ChildProcess } from 'node:child_process'

/** Lets the process run a little past its first line, kills it, and answers all lines that it said. */
export function killAfterFirstWord(child: ChildProcess, delayMs: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    let said = ''
    let failure = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      failure += chunk.toString()
    })
    child.stdout?.on('data', (chunk: Buffer) => {
      if (said === '') setTimeout(() => child.kill('SIGKILL'), delayMs)
      said += chunk.toString()
    })
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      // A half-written last line was not yet acknowledged.
      if (signal === 'SIGKILL') resolve(said.split('\n').slice(0, -1))
      else reject(new Error(failure))
    })
  })
}

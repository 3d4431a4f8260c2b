/**
 * The command line: the same workbench, scriptable. Exit code 0 = done, 1 = refused (code, what happened, what to do, on
 * stderr), 2 = wrong use. It is an API client like any window; it only trusts itself with paths.
 */

import { CliUsage } from './cli/arguments.ts'
import { commands, usage } from './cli/commands.ts'
import { Refusal, sentenceOf } from './contract/errors.ts'

// A reader that has seen enough (`| head`) closes the pipe: that is no failure. The command goes on to its end: to exit here
// would end the thread that may be writing to the workspace.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const [name, ...args] = process.argv.slice(2)
process.exitCode = await run(name, args)

async function run(command: string | undefined, parameters: readonly string[]): Promise<0 | 1 | 2> {
  try {
    const chosen = command ? commands[command] : undefined
    if (!chosen) throw new CliUsage(command ? `unknown command ${command}` : 'no command')
    return await chosen(parameters)
  } catch (error) {
    if (error instanceof CliUsage) {
      console.error(`${error.message}\n\n${usage}`)
      return 2
    }
    if (error instanceof Refusal) {
      const problem = error.toProblem()
      console.error(`${problem.code}: ${sentenceOf(problem, 'th')}\n  ${sentenceOf(problem, 'en')}`)
      if (problem.detail) console.error(`  (${problem.detail})`)
      return 1
    }
    throw error
  }
}

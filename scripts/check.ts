/** One command says yes or no: format, lint and folder borders, types of each process, unused code. */
import { pathToFileURL } from 'node:url'
import { runTool } from './run.ts'

/** Runs every check, all of them even when one fails, and answers whether all said yes. */
export function check(): boolean {
  const results = [
    runTool('biome', ['check', '--error-on-warnings', '.']),
    runTool('tsc', ['-b', '--pretty', 'false']),
    runTool('knip', ['--no-progress']),
  ]
  return results.every(Boolean)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exit(check() ? 0 : 1)

/**
 * Folders for rows on their way. They hold personal data: only this user may read them, and none outlives its process for long.
 * Whose a folder is stands in its name; a clock that jumps must not sweep one away under an import.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isRunning } from '../store/is-running.ts'

const PREFIX = 'phaenthi-survey-'
/** A name of ours says whose it is; what does not is somebody else's. */
const OWNED = /^phaenthi-survey-(\d+)-/

/** A new folder under the machine's temporary one; the caller removes it. Sweeps away what killed imports left behind. */
export function scratchFolder(parent: string = tmpdir()): string {
  for (const name of readdirSync(parent)) {
    const owner = OWNED.exec(name)?.[1]
    if (owner && !isRunning(Number(owner))) rmSync(join(parent, name), { recursive: true, force: true })
  }
  return mkdtempSync(join(parent, `${PREFIX}${process.pid}-`))
}

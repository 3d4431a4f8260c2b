/** Folders for rows on their way. They hold personal data: only this user may read them, and none outlives its day. */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PREFIX = 'phaenthi-survey-'
const STALE_MS = 24 * 60 * 60 * 1000

/** A new folder under the machine's temporary one; the caller removes it. Sweeps away what killed imports left behind. */
export function scratchFolder(parent: string = tmpdir()): string {
  for (const name of readdirSync(parent)) {
    if (!name.startsWith(PREFIX)) continue
    const folder = join(parent, name)
    const changed = statSync(folder, { throwIfNoEntry: false })?.mtimeMs
    if (changed !== undefined && Date.now() - changed > STALE_MS) rmSync(folder, { recursive: true, force: true })
  }
  return mkdtempSync(join(parent, PREFIX))
}

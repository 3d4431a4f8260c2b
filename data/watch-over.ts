/** What happens to an open workspace by itself: it is looked over once in the background, and backed up each hour of work. */
import type { WorkbenchState } from './routes/state.ts'

/** Late enough that the first map is there before the disk is read for this. */
const CHECK_AFTER_MS = 15_000
const BACKUP_EVERY_MS = 60 * 60_000

/** Starts watching; answers the function that ends it. Damage that is found stops all writing from then on. */
export function watchOver(state: WorkbenchState): () => void {
  let backedUpAt = state.events.revision
  const check = setTimeout(() => {
    state.jobs.start({ kind: 'check' }, 'check', (result) => {
      const isDamaged = result.kind === 'check' && result.findings.some(({ message }) => message === 'check.pages')
      if (isDamaged) state.stopWriting('workspace.found-damaged')
      return result
    })
  }, CHECK_AFTER_MS)
  const backup = setInterval(() => {
    if (state.events.revision === backedUpAt || state.readOnlyBecause) return
    backedUpAt = state.events.revision
    state.jobs.start({ kind: 'backup' }, 'backup')
  }, BACKUP_EVERY_MS)
  return () => {
    clearTimeout(check)
    clearInterval(backup)
  }
}

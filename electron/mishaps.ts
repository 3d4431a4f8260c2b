/** What went wrong, told to the person: what it was, that nothing is lost, and where the report is. Nothing is sent anywhere. */
import { type BrowserWindow, dialog, shell } from 'electron'
import { type SentenceId, say } from './sentences.ts'
import type { Upkeep } from './upkeep.ts'

export interface Mishap {
  readonly sentence: SentenceId
  /** Path of its report, or null where none could be written. */
  readonly report: string | null
  readonly over: BrowserWindow | null
}

/** Says it once, with the report a click away. */
export async function sayMishap({ sentence, report, over }: Mishap, { reports }: Upkeep): Promise<void> {
  const shown: Electron.MessageBoxOptions = {
    type: 'error',
    message: say(sentence),
    buttons: [say('dialog.ok'), ...(report ? [say('dialog.show-report')] : [])],
    defaultId: 0,
    cancelId: 0,
  }
  reports.markSeen()
  const { response } = await (over ? dialog.showMessageBox(over, shown) : dialog.showMessageBox(shown))
  if (report && response === 1) shell.showItemInFolder(report)
}

/** What the last run left, said once when there is a window again. */
export async function sayOldMishaps(over: BrowserWindow | null, upkeep: Upkeep): Promise<void> {
  const [newest] = upkeep.reports.newReports()
  if (newest) await sayMishap({ sentence: 'dialog.ended-uncleanly', report: newest, over }, upkeep)
}

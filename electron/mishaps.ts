/** What went wrong, told to the person: what it was, that nothing is lost, and where the report is. Nothing is sent anywhere. */
import { app, type BrowserWindow, shell } from 'electron'
import { showMessage } from './dialogs.ts'
import { type SentenceId, say } from './sentences.ts'
import type { Upkeep } from './upkeep/upkeep.ts'
import type { WindowName } from './windows.ts'

export interface Mishap {
  readonly sentence: SentenceId
  /** Path of its report, or null where none could be written. */
  readonly report: string | null
  readonly over: BrowserWindow | null
}

export interface Mishaps {
  /** The worker ended by itself; where it does not run again, neither does the app. */
  workerFailed(error: Error, isRestarted: boolean): Promise<void>
  windowGone(window: WindowName, reason: string, isReloaded: boolean): Promise<void>
  /** A page does not answer; true where the person wants it started again. */
  askHung(window: BrowserWindow, name: WindowName): Promise<boolean>
  /** What the last run left, said once when there is a window again. */
  sayOld(): Promise<void>
}

/** Says, logs and reports the mishaps of a running app. */
export function tellMishaps(upkeep: Upkeep, desk: () => BrowserWindow | null): Mishaps {
  const { log, reports } = upkeep
  return {
    async workerFailed(error, isRestarted) {
      console.error(`the workbench ended by itself: ${error.stack ?? error.message}`)
      log.write('worker.failed', { isRestarted }, error)
      const sentence = isRestarted ? 'dialog.failed' : 'dialog.failed-again'
      await sayMishap({ sentence, report: reports.report('worker', { error }), over: desk() }, upkeep)
      if (!isRestarted) app.quit()
    },
    async windowGone(window, reason, isReloaded) {
      const told = { reason: reason as 'crashed' }
      log.write('window.gone', { window, isReloaded, ...told })
      const sentence = isReloaded ? 'dialog.window-gone' : 'dialog.window-stays-gone'
      await sayMishap({ sentence, report: reports.report('window', told), over: desk() }, upkeep)
    },
    async askHung(window, name) {
      log.write('window.unresponsive', { window: name })
      const buttons = [say('dialog.wait'), say('dialog.reload')]
      const shown: Electron.MessageBoxOptions = { type: 'warning', message: say('dialog.hung'), buttons, cancelId: 0 }
      return (await showMessage(window, shown)) === 1
    },
    async sayOld() {
      const [newest] = reports.newReports()
      if (newest) await sayMishap({ sentence: 'dialog.ended-uncleanly', report: newest, over: desk() }, upkeep)
    },
  }
}

/** A box that is still open does not keep the app from ending. */
function untilQuit(): AbortSignal {
  const abort = new AbortController()
  app.once('before-quit', () => abort.abort())
  return abort.signal
}

/** Says it once, with the report a click away. */
export async function sayMishap(
  { sentence, report, over }: Mishap,
  { reports }: Pick<Upkeep, 'reports'>,
): Promise<void> {
  const shown: Electron.MessageBoxOptions = {
    type: 'error',
    message: say(sentence),
    buttons: [say('dialog.ok'), ...(report ? [say('dialog.show-report')] : [])],
    defaultId: 0,
    cancelId: 0,
    signal: untilQuit(),
  }
  reports.markSeen()
  if ((await showMessage(over, shown)) === 1 && report) shell.showItemInFolder(report)
}

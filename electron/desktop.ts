/** Puts the desktop app together: the workspace it holds, its windows, menus and channels, and who says what went wrong. */
import { basename, dirname } from 'node:path'
import { app, type BrowserWindow, dialog, shell } from 'electron'
import type { FileToken } from '../data/contract/api.ts'
import { screenKeeper } from './awake.ts'
import { loadDataSide, rendererFolder } from './data-side.ts'
import { holdFiles } from './files.ts'
import { answerShell } from './ipc.ts'
import { setMenu } from './menu.ts'
import { sayMishap, sayOldMishaps } from './mishaps.ts'
import { createOpener, type Opened } from './open-workspace.ts'
import { createOpening } from './opening.ts'
import { graphicsOf } from './probe.ts'
import { chooseShellLanguage, say } from './sentences.ts'
import { createUpdating } from './updating.ts'
import type { Upkeep } from './upkeep.ts'
import { createWindows, type WindowName } from './windows.ts'
import { HeldWorkspace } from './workspace.ts'

export interface Desktop {
  /** Brings the window to the front, with this file where one is named. */
  openAgain(path: string | null): Promise<void>
  /** Path of the workspace that is open. */
  workspacePath(): string
  /** Leaves the workspace as one file. */
  close(): Promise<void>
}

/** Starts the app on the asked file, or on the rehearsal province. Null where the person gave up on opening one. */
export async function startDesktop(asked: string | null, upkeep: Upkeep): Promise<Desktop | null> {
  const { settings, log, reports } = upkeep
  chooseShellLanguage(settings.get().language)
  const data = await loadDataSide()
  const keepAwake = screenKeeper()
  const opening = createOpening()
  const workspace = new HeldWorkspace({
    data,
    rendererFolder,
    onFailure: (error, isRestarted) => void workerFailed(error, isRestarted),
  })
  const windows = createWindows({
    workbench: workspace,
    ownPage: opening.answer,
    places: {
      find: (arrangement) => settings.get().windowPlaces[arrangement],
      keep: (arrangement, place) => settings.keepWindowPlace(arrangement, place),
    },
    onGone: (name, reason, reloaded) => void windowGone(name, reason, reloaded),
    onHung: (window, name) => askHung(window, name),
    onDeskClosed: () => keepAwake(false),
    onDisplays: (displays) => log.write('display.changed', { displays }),
    onSessionEnd: () => upkeep.end(),
  })
  const updating = createUpdating({
    upkeep,
    window: windows.desk,
    folder: () => data.homeFolder('updates'),
    closeWorkspace: () => workspace.close(),
  })
  const opener = createOpener({
    data,
    workspace,
    opening,
    window: windows.desk,
    onOpened(path, durationMs) {
      settings.addRecentWorkspace(path)
      app.addRecentDocument(path)
      log.write('workspace.opened', { durationMs })
      void showMenu()
      windows.reload()
    },
    onRefused: (code) => log.write('workspace.refused', { code: code as 'internal' }),
  })

  /** After a failure the windows start again, since their event streams and the tokens they hold ended with the worker. */
  async function workerFailed(error: Error, isRestarted: boolean): Promise<void> {
    console.error(`the workbench ended by itself: ${error.stack ?? error.message}`)
    log.write('worker.failed', { isRestarted }, error)
    if (isRestarted) windows.reload()
    const sentence = isRestarted ? 'dialog.failed' : 'dialog.failed-again'
    await sayMishap({ sentence, report: reports.report('worker', { error }), over: windows.desk() }, upkeep)
    if (!isRestarted) app.quit()
  }

  async function windowGone(window: WindowName, reason: string, isReloaded: boolean): Promise<void> {
    // A page that starts anew has no meeting on.
    if (window === 'desk') keepAwake(false)
    const told = { reason: reason as 'crashed' }
    log.write('window.gone', { window, isReloaded, ...told })
    const sentence = isReloaded ? 'dialog.window-gone' : 'dialog.window-stays-gone'
    await sayMishap({ sentence, report: reports.report('window', told), over: windows.desk() }, upkeep)
  }

  async function askHung(window: BrowserWindow, name: WindowName): Promise<boolean> {
    log.write('window.unresponsive', { window: name })
    const buttons = [say('dialog.wait'), say('dialog.reload')]
    const shown: Electron.MessageBoxOptions = { type: 'warning', message: say('dialog.hung'), buttons, cancelId: 0 }
    return (await dialog.showMessageBox(window, shown)).response === 1
  }

  /** What is no workspace is data for the wizard of the one that is open. */
  async function openAsked(path: string): Promise<Opened> {
    const opened = await opener.open(path, workspace.path ? 'leave' : 'refuse')
    if (opened === 'not-a-workspace') {
      const tokens: readonly FileToken[] = await holdFiles(workspace, [path])
      windows.tell({ kind: 'files', tokens })
    }
    return opened
  }

  async function openDropped(path: string): Promise<boolean> {
    if (!(await data.isWorkspace(path))) return false
    const shown: Electron.MessageBoxOptions = {
      type: 'question',
      message: say('dialog.open-dropped'),
      detail: `${basename(path)}\n${dirname(path)}`,
      buttons: [say('dialog.open'), say('dialog.cancel')],
      cancelId: 1,
    }
    const desk = windows.desk()
    const { response } = await (desk ? dialog.showMessageBox(desk, shown) : dialog.showMessageBox(shown))
    if (response === 0) await opener.open(path)
    return true
  }

  async function showInFolder(what: 'workspace' | 'backups'): Promise<void> {
    const { id, copyOf } = await workspace.info()
    if (what === 'workspace') return shell.showItemInFolder(copyOf?.path ?? workspace.path)
    await shell.openPath(data.homeFolder('backups', id))
  }

  async function showMenu(): Promise<void> {
    const recent = await settings.recentWorkspaces()
    setMenu(
      {
        newWorkspace: () => void opener.openNew(),
        openWorkspace: () => void opener.openChosen(),
        openRecent: (path) => void opener.open(path),
        clearRecent: () => {
          settings.update({ recentWorkspaces: [] })
          app.clearRecentDocuments()
          void showMenu()
        },
        showWorkspace: () => void showInFolder('workspace'),
        showBackups: () => void showInFolder('backups'),
        openAudienceWindow: () => void windows.openRoom(),
        command: (id) => windows.tell({ kind: 'command', id }),
        showLogs: () => void shell.openPath(upkeep.logFolder),
        showReports: () => void shell.openPath(upkeep.reportFolder),
        lookForUpdate: () => void updating.look(),
        updateFromFile: () => void updating.lookAtFile(),
        settleUpdates: () => void updating.settle(),
        about,
      },
      recent,
    )
  }

  function about(): void {
    const values = { version: app.getVersion(), electron: process.versions.electron ?? '–' }
    const detail = say('about.text', values)
    void dialog.showMessageBox({ type: 'info', message: say('app.name'), detail, buttons: [say('dialog.ok')] })
  }

  answerShell({
    workbench: workspace,
    listening: () => windows.listening(),
    openAudienceWindow: () => windows.openRoom(),
    openWorkspace: async () => {
      await opener.openChosen()
    },
    openDropped,
    showInFolder,
    setMeeting: keepAwake,
    setLanguage(language) {
      settings.update({ language })
      chooseShellLanguage(language)
      void showMenu()
    },
    graphics: graphicsOf,
  })

  let first = await opener.openFirst(asked)
  if (asked && first === 'not-a-workspace') {
    first = await opener.openFirst(null)
    if (first === 'opened') await openAsked(asked)
  }
  if (first !== 'opened') return null
  const desk = windows.openDesk()
  void sayOldMishaps(desk, upkeep).then(() => updating.lookAtStart())
  return {
    async openAgain(path) {
      windows.openDesk()
      if (path) await openAsked(path)
    },
    workspacePath: () => workspace.path,
    close: () => workspace.close(),
  }
}

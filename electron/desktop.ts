/** Puts the desktop app together: the workspace it holds, its windows, menu and channels. */
import { app, shell } from 'electron'
import { screenKeeper } from './awake.ts'
import { loadDataSide, rendererFolder } from './data-side.ts'
import { showMessage } from './dialogs.ts'
import { answerShell } from './ipc.ts'
import { type MenuActions, setMenu } from './menu.ts'
import { tellMishaps } from './mishaps.ts'
import { createOpener, type Opener } from './open-workspace.ts'
import { createOpening } from './opening.ts'
import { graphicsOf } from './probe.ts'
import { chooseShellLanguage, say } from './sentences.ts'
import type { Updating } from './updates/updating.ts'
import type { Upkeep } from './upkeep/upkeep.ts'
import { createWindows, type Windows } from './windows.ts'
import { HeldWorkspace } from './workspace.ts'

export interface Desktop {
  /** Brings the window to the front, with this file where one is named. */
  openAgain(path: string | null): Promise<void>
  /** Says a sentence over the window. */
  warn(sentence: string): void
  /** Path of the workspace that is open. */
  workspacePath(): string
  /** Leaves the workspace as one file. */
  close(): Promise<void>
}

/** Starts the app on the asked file, or where the person left off. Null where the person gave up on opening one. */
export async function startDesktop(asked: string | null, upkeep: Upkeep): Promise<Desktop | null> {
  const { settings, log } = upkeep
  chooseShellLanguage(settings.get().language)
  const data = await loadDataSide()
  const keepAwake = screenKeeper()
  const opening = createOpening()
  const workspace = new HeldWorkspace({
    data,
    rendererFolder,
    onFailure(error, isRestarted) {
      // The windows' event streams and the tokens they hold ended with the worker.
      if (isRestarted) windows.reload()
      void mishaps.workerFailed(error, isRestarted)
    },
  })
  const windows: Windows = createWindows({
    workbench: workspace,
    ownPage: opening.answer,
    places: {
      find: (arrangement) => settings.get().windowPlaces[arrangement],
      keep: (arrangement, place) => settings.keepWindowPlace(arrangement, place),
    },
    onGone(name, reason, isReloaded) {
      // A page that starts anew has no meeting on.
      if (name === 'desk') keepAwake(false)
      void mishaps.windowGone(name, reason, isReloaded)
    },
    onHung: (window, name) => mishaps.askHung(window, name),
    onDeskClosed: () => keepAwake(false),
    onDisplays: (displays) => log.write('display.changed', { displays }),
    onSessionEnd: () => upkeep.end(),
  })
  const mishaps = tellMishaps(upkeep, windows.desk)
  const opener = createOpener({
    data,
    workspace,
    opening,
    window: windows.desk,
    recent: () => settings.recentWorkspaces(),
    onData: (tokens) => windows.tell({ kind: 'files', tokens }),
    onOpened(path, durationMs) {
      settings.addRecentWorkspace(path)
      app.addRecentDocument(path)
      log.write('workspace.opened', { durationMs })
      void showMenu()
      windows.reload()
    },
    onRefused: (code) => log.write('workspace.refused', { code }),
  })
  // Few starts need it, and none before there is a window.
  const updating = async () =>
    (await import('./updates/updating.ts')).createUpdating({
      upkeep,
      window: windows.desk,
      folder: () => data.homeFolder('updates'),
      closeWorkspace: () => workspace.close(),
    })
  const tell = (shown: Electron.MessageBoxOptions) =>
    showMessage(windows.desk(), { ...shown, buttons: [say('dialog.ok')] })
  const about = () => {
    const values = { version: app.getVersion(), electron: process.versions.electron ?? '–' }
    void tell({ type: 'info', message: say('app.name'), detail: say('about.text', values) })
  }
  const showInFolder = async (what: 'workspace' | 'backups') => {
    const info = await workspace.info()
    if (what === 'workspace') shell.showItemInFolder(info?.copyOf?.path ?? workspace.path)
    // Of one that is away, the folder of all.
    else await shell.openPath(data.homeFolder('backups', ...(info ? [info.id] : [])))
  }
  const showMenu = async () => {
    const recent = await settings.recentWorkspaces()
    const clearRecent = () => {
      settings.update({ recentWorkspaces: [] })
      app.clearRecentDocuments()
      void showMenu()
    }
    setMenu({ ...menuActions({ opener, windows, upkeep, updating, showInFolder }), clearRecent, about }, recent)
  }
  answerShell({
    workbench: workspace,
    listening: () => windows.listening(),
    openAudienceWindow: () => windows.openRoom(),
    openWorkspace: async () => {
      await opener.openChosen()
    },
    openDropped: (path) => opener.openDropped(path),
    showInFolder,
    setMeeting: keepAwake,
    setLanguage(language) {
      settings.update({ language })
      chooseShellLanguage(language)
      void showMenu()
    },
    graphics: graphicsOf,
  })

  if ((await opener.openFirst(asked)) !== 'opened') return null
  windows.openDesk()
  void mishaps.sayOld().then(async () => (await updating()).lookAtStart())
  return {
    async openAgain(path) {
      windows.openDesk()
      if (path) await opener.openAsked(path)
    },
    warn: (message) => void tell({ type: 'warning', message }),
    workspacePath: () => workspace.path,
    close: () => workspace.close(),
  }
}

interface MenuParts {
  readonly opener: Opener
  readonly windows: Windows
  readonly upkeep: Upkeep
  updating(): Promise<Updating>
  showInFolder(what: 'workspace' | 'backups'): Promise<void>
}

function menuActions({
  opener,
  windows,
  upkeep,
  updating,
  showInFolder,
}: MenuParts): Omit<MenuActions, 'clearRecent' | 'about'> {
  return {
    newWorkspace: () => void opener.openNew(),
    openWorkspace: () => void opener.openChosen(),
    openRecent: (path) => void opener.open(path),
    showWorkspace: () => void showInFolder('workspace'),
    showBackups: () => void showInFolder('backups'),
    openAudienceWindow: () => windows.openRoom(),
    command: (id) => windows.tell({ kind: 'command', id }),
    showLogs: () => void shell.openPath(upkeep.logFolder),
    showReports: () => void shell.openPath(upkeep.reportFolder),
    lookForUpdate: () => void updating().then((own) => own.look()),
    updateFromFile: () => void updating().then((own) => own.lookAtFile()),
    settleUpdates: () => void updating().then((own) => own.settle()),
  }
}

/**
 * The desktop app: one process, one workspace, two windows. It adds to the workbench only what a browser cannot do; what must
 * be set before Chromium starts stands first, and data/ is loaded when the app is ready.
 */
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { app, dialog, shell } from 'electron'
import { type DataSide, loadDataSide, rendererFolder } from './data-side.ts'
import { pickWorkspace } from './files.ts'
import { answerShell } from './ipc.ts'
import { setMenu } from './menu.ts'
import { registerScheme } from './protocol.ts'
import { lockProcess } from './security.ts'
import { say, shellLanguage } from './sentences.ts'
import { createWindows, type Windows } from './windows.ts'
import { HeldWorkspace } from './workspace.ts'

registerScheme()
lockProcess()
// Lets WebGL be drawn in software where there is no GPU (Chromium no longer does so by itself). Whether there is one is known
// only after start, when it is too late; with a GPU the switch changes nothing, and every page here is our own.
app.commandLine.appendSwitch('enable-unsafe-swiftshader')

if (app.requestSingleInstanceLock()) start()
else app.quit()

function start(): void {
  // macOS says so when a workspace is opened from its folder, possibly before the app is ready.
  let asked = workspaceIn(process.argv, process.cwd())
  let openAnother = async (path: string): Promise<void> => {
    asked = path
  }
  app.on('open-file', (event, path) => {
    event.preventDefault()
    void openAnother(path)
  })
  app.on('window-all-closed', () => app.quit())
  app
    .whenReady()
    .then(async () => {
      const desktop = await startDesktop(asked)
      openAnother = desktop.openAnother
      app.on('second-instance', (_event, argv, folder) => {
        const path = workspaceIn(argv, folder)
        desktop.windows.openDesk()
        if (path) void desktop.openAnother(path)
      })
    })
    .catch((error: unknown) => {
      dialog.showErrorBox(say('dialog.cannot-start'), error instanceof Error ? error.message : String(error))
      app.exit(1)
    })
}

interface Desktop {
  readonly windows: Windows
  openAnother(path: string): Promise<void>
}

async function startDesktop(asked: string | null): Promise<Desktop> {
  const data = await loadDataSide()
  const workspace = new HeldWorkspace({
    data,
    rendererFolder: rendererFolder(),
    onFailure: (error, restarted) => void sayFailure(error, restarted).then(() => restarted && windows.reload()),
  })
  const windows = createWindows(workspace)
  closeBeforeQuit(workspace)
  const openAnother = async (path: string) => {
    if (!(await openOrAsk(workspace, data, path))) return
    app.addRecentDocument(workspace.path)
    windows.reload()
  }
  const openChosen = async () => {
    const path = await pickWorkspace(windows.desk())
    if (path) await openAnother(path)
  }
  const showInFolder = async (what: 'workspace' | 'backups') => {
    const { id, copyOf } = await workspace.info()
    if (what === 'workspace') return shell.showItemInFolder(copyOf?.path ?? workspace.path)
    await shell.openPath(data.homeFolder('backups', id))
  }
  answerShell({
    workbench: workspace,
    openAudienceWindow: () => void windows.openRoom(),
    openWorkspace: openChosen,
    showInFolder,
  })
  setMenu({
    openWorkspace: () => void openChosen(),
    showWorkspace: () => void showInFolder('workspace'),
    showBackups: () => void showInFolder('backups'),
    openAudienceWindow: () => void windows.openRoom(),
  })
  if (await openFirst(workspace, data, asked)) windows.openDesk()
  else app.quit()
  return { windows, openAnother }
}

/** The asked workspace, or else the rehearsal province, made where it is not there yet. */
async function openFirst(workspace: HeldWorkspace, data: DataSide, asked: string | null): Promise<boolean> {
  if (asked) return openOrAsk(workspace, data, asked)
  const sample = join(data.homeFolder('workspaces'), 'จังหวัดตัวอย่าง.gpkg')
  const isNew = !existsSync(sample)
  if (isNew) data.createStore(sample).close()
  const isOpen = await openOrAsk(workspace, data, sample)
  if (isOpen && isNew && workspace.path === sample) await workspace.startSample()
  return isOpen
}

/** Opens a workspace; where it is refused, says why and offers what can be done instead. False: the person gave up. */
async function openOrAsk(workspace: HeldWorkspace, data: DataSide, path: string): Promise<boolean> {
  try {
    await workspace.open(path)
    return true
  } catch (error) {
    if (!(error instanceof data.Refusal)) throw error
    const problem = error.toProblem()
    const choices = [
      ...(problem.code === 'workspace.locked' ? (['dialog.read-only'] as const) : []),
      'dialog.other',
      workspace.path ? 'dialog.ok' : 'dialog.quit',
    ] as const
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: say('dialog.cannot-open'),
      detail: data.sentenceOf(problem, shellLanguage()),
      buttons: choices.map(say),
      cancelId: choices.length - 1,
    })
    const choice = choices[response]
    if (choice === 'dialog.read-only') {
      await workspace.open(path, { readOnly: true })
      return true
    }
    const other = choice === 'dialog.other' ? await pickWorkspace(null) : null
    return other ? openOrAsk(workspace, data, other) : false
  }
}

/**
 * The worker ended by itself. What it had answered as done is in the file; the windows start again on it, since their event
 * streams and the tokens they hold ended with the worker.
 */
async function sayFailure(error: Error, restarted: boolean): Promise<void> {
  console.error(`the workbench ended by itself: ${error.stack ?? error.message}`)
  await dialog.showMessageBox({
    type: 'error',
    message: say(restarted ? 'dialog.failed' : 'dialog.failed-again'),
    buttons: [say('dialog.ok')],
  })
  if (!restarted) app.quit()
}

/** Leaves the workspace as one file before the process ends. */
function closeBeforeQuit(workspace: HeldWorkspace): void {
  app.once('will-quit', (event) => {
    event.preventDefault()
    workspace
      .close()
      .catch((error: unknown) => console.error(error))
      .finally(() => app.exit())
  })
}

/** The workspace named on a command line, as an absolute path; null where none is. Chromium may put switches of its own between. */
function workspaceIn(argv: readonly string[], folder: string): string | null {
  const named = argv.find((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith('.gpkg'))
  return named ? resolve(folder, named) : null
}

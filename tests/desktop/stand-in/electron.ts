/**
 * The stand-in for the 'electron' module of main's process. Run under a test that holds a Chromium (host/), its windows are real
 * ones; without, they are only the state that main set. README.md says what it cannot prove.
 */
import { fork } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { StandInEvent } from './event.ts'
import { answerHost, host, server } from './main-side.ts'
import { screen } from './screen.ts'
import { protocol, StandInSession } from './session.ts'
import { BrowserWindow, pageHappened, type WebContents } from './windows.ts'

export { app } from './app.ts'
export { StandInEvent } from './event.ts'
export { dialog, Menu, person, powerSaveBlocker, shell } from './person.ts'
export { screen } from './screen.ts'
export { protocol, StandInSession, session } from './session.ts'
export { BrowserWindow, type WebContents } from './windows.ts'

type Channel = (
  event: { sender: WebContents; senderFrame: { url: string; parent: unknown } | null },
  ...parameters: unknown[]
) => unknown

export const ipcMain = {
  channels: new Map<string, Channel>(),
  handle(channel: string, handler: Channel): void {
    ipcMain.channels.set(channel, handler)
  },
}

/** A call of the shell from a window's page, its frame claiming to be where `frame` says. */
export async function callShell(
  contents: WebContents,
  method: string,
  parameter?: unknown,
  frame: { url: string; parent: unknown } | null = contents.mainFrame,
): Promise<unknown> {
  const handler = ipcMain.channels.get(`shell:${method}`)
  if (!handler) throw new Error(`no channel ${method}`)
  return handler({ sender: contents, senderFrame: frame }, parameter)
}

export const powerMonitor = new EventEmitter()

export const crashReporter = {
  started: null as unknown,
  start(options: unknown): void {
    crashReporter.started = options
  },
}

export const utilityProcess = {
  fork: (module: string, parameters: readonly string[] = []) =>
    fork(module, [...parameters], { stdio: 'ignore', execArgv: [] }),
}

const sessionNamed = (name: string) => [...StandInSession.all.values()].find((each) => each.name === name)
const windowOf = (id: number) => BrowserWindow.all.find((window) => window.id === id)

answerHost({
  happened: async (id, event) => pageHappened(id, event, await server()),
  mayNavigate: async (id, navigation) => windowOf(id)?.webContents.navigate(navigation.url, navigation) ?? false,
  mayOpen: async (id, url) => windowOf(id)?.webContents.openHandler({ url }).action === 'allow',
  mayRequest: async (name, url) => sessionNamed(name)?.mayRequest(url) ?? false,
  mayUse: async (name, permission) => {
    const own = sessionNamed(name)
    const scheme = protocol.registered[0]?.scheme
    return own?.checkPermission(null, permission, `${scheme}://app`) ?? false
  },
  invoke: async (id, { channel, parameters, frameUrl, isMainFrame }) => {
    const contents = windowOf(id)?.webContents
    const handler = ipcMain.channels.get(channel)
    if (!contents || !handler) throw new Error(`no channel ${channel}`)
    return handler({ sender: contents, senderFrame: { url: frameUrl, parent: isMainFrame ? null : {} } }, ...parameters)
  },
  download: async (id, file) => {
    const contents = windowOf(id)?.webContents
    if (!contents) return null
    const event = new StandInEvent()
    let options: unknown = null
    const item = {
      getURL: () => file.url,
      getFilename: () => file.name,
      setSaveDialogOptions: (given: unknown) => {
        options = given
      },
    }
    contents.session.emit('will-download', event, item, contents)
    if (event.defaultPrevented || !options) return null
    const { dialog } = await import('./person.ts')
    const { canceled, filePath } = await dialog.showSaveDialog()
    return canceled ? null : filePath
  },
  displays: async (list) => screen.change(list),
  evaluate: async (code, argument) => {
    const electron = await import('./electron.ts')
    // The test's own words, as Playwright's evaluate hands them to Electron's process.
    const run = new Function(`return (${code})`)() as (module: unknown, argument: unknown) => unknown
    return run(electron, argument)
  },
})

if (host) {
  const told = process.env.STAND_IN_DISPLAYS
  if (told) screen.change(JSON.parse(told) as Parameters<typeof screen.change>[0])
  process.on('disconnect', () => process.exit(1))
  setImmediate(() => app.ready.resolve())
}

/**
 * What a page may ask of the shell: one channel per method of `Shell`. Each call is checked by where it comes from (the desk's
 * own main frame) and by what it says before anything is done.
 */
import { BrowserWindow, type IpcMainInvokeEvent, ipcMain, screen } from 'electron'
import { z } from 'zod'
import type { PlatformInfo, Shell } from '../renderer/shell.ts'
import { pickFiles, pickOptionsSchema, saveFile, saveOptionsSchema } from './files.ts'
import { hostOf } from './origins.ts'
import { printOptionsSchema, printPage } from './print.ts'
import type { RequestTaker } from './protocol.ts'
import type { Language } from './sentences.ts'

export interface ShellActions {
  readonly workbench: RequestTaker
  /** The desk's page hears events from now on. */
  listening(): void
  openAudienceWindow(): void
  openWorkspace(): Promise<void>
  /** Opens what was dropped where it is a workspace and the person agrees; false where it is data to import. */
  openDropped(path: string): Promise<boolean>
  showInFolder(what: 'workspace' | 'backups'): Promise<void>
  setMeeting(on: boolean): void
  setLanguage(language: Language): void
  graphics(): PlatformInfo['graphics']
}

/** Files dropped as data come as uploads, so that they need no channel. */
type Method = Exclude<keyof Shell, 'takeFiles'> | 'openDropped'
type Handler = (window: BrowserWindow, parameter: unknown) => unknown

/** Opens the channels. */
export function answerShell(actions: ShellActions): void {
  for (const [method, handler] of Object.entries(handlersOf(actions))) {
    ipcMain.handle(`shell:${method}`, async (event, parameter: unknown) => handler(windowOf(event), parameter))
  }
}

function handlersOf(actions: ShellActions): Readonly<Record<Method, Handler>> {
  return {
    platform: (): PlatformInfo => ({
      kind: 'desktop',
      system: systemName(),
      screens: screen.getAllDisplays().length,
      graphics: actions.graphics(),
    }),
    listen: () => actions.listening(),
    pickFiles: (window, options) => pickFiles(window, actions.workbench, pickOptionsSchema.parse(options)),
    saveFile: (window, options) => saveFile(window, actions.workbench, saveOptionsSchema.parse(options)),
    print: (window, options) => printPage(window, printOptionsSchema.parse(options)),
    openAudienceWindow: () => actions.openAudienceWindow(),
    setMeeting: (window, on) => {
      const isOn = z.boolean().parse(on)
      actions.setMeeting(isOn)
      window.setMenuBarVisibility(!isOn)
    },
    showInFolder: (_window, what) => actions.showInFolder(z.enum(['workspace', 'backups']).parse(what)),
    openWorkspace: () => actions.openWorkspace(),
    openDropped: (_window, path) => actions.openDropped(z.string().min(1).max(4096).parse(path)),
    setLanguage: (_window, language) => actions.setLanguage(z.enum(['th', 'en']).parse(language)),
  }
}

/** The window of a call that the desk's own page made. Throws for every other sender, the room's page included. */
function windowOf({ sender, senderFrame }: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  const isMainFrame = senderFrame !== null && senderFrame.parent === null
  if (!window || !isMainFrame || hostOf(senderFrame.url) !== 'app') throw new Error('not for this page')
  return window
}

function systemName(): PlatformInfo['system'] {
  const names: Partial<Record<NodeJS.Platform, PlatformInfo['system']>> = {
    win32: 'windows',
    darwin: 'mac',
    linux: 'linux',
  }
  return names[process.platform] ?? 'other'
}

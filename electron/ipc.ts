/**
 * What a page may ask of the shell: one channel per method of `Shell`. Each call is checked by where it comes from (the desk's
 * own main frame) and by what it says before anything is done.
 */
import { BrowserWindow, type IpcMainInvokeEvent, ipcMain, powerSaveBlocker, screen } from 'electron'
import { z } from 'zod'
import type { PlatformInfo, Shell } from '../renderer/shell.ts'
import { pickFiles, pickOptionsSchema, saveFile, saveOptionsSchema } from './files.ts'
import { hostOf } from './origins.ts'
import { printOptionsSchema, printToPdf } from './print.ts'
import type { RequestTaker } from './protocol.ts'

export interface ShellActions {
  readonly workbench: RequestTaker
  openAudienceWindow(): void
  openWorkspace(): Promise<void>
  showInFolder(what: 'workspace' | 'backups'): Promise<void>
}

/** Dropped files come as uploads, so that they need no channel. */
type Method = Exclude<keyof Shell, 'takeFiles'>
type Handler = (window: BrowserWindow, parameter: unknown) => unknown

/** Opens the channels. */
export function answerShell(actions: ShellActions): void {
  for (const [method, handler] of Object.entries(handlersOf(actions))) {
    ipcMain.handle(`shell:${method}`, async (event, parameter: unknown) => handler(windowOf(event), parameter))
  }
}

function handlersOf(actions: ShellActions): Readonly<Record<Method, Handler>> {
  const keepAwake = screenKeeper()
  return {
    platform: (): PlatformInfo => ({ kind: 'desktop', system: systemName(), screens: screen.getAllDisplays().length }),
    pickFiles: (window, options) => pickFiles(window, actions.workbench, pickOptionsSchema.parse(options)),
    saveFile: (window, options) => saveFile(window, actions.workbench, saveOptionsSchema.parse(options)),
    printToPdf: async (window, options) => {
      await printToPdf(window, printOptionsSchema.parse(options))
    },
    openAudienceWindow: () => actions.openAudienceWindow(),
    setMeeting: (window, on) => {
      const isOn = z.boolean().parse(on)
      keepAwake(isOn)
      window.setMenuBarVisibility(!isOn)
    },
    showInFolder: (_window, what) => actions.showInFolder(z.enum(['workspace', 'backups']).parse(what)),
    openWorkspace: () => actions.openWorkspace(),
    setFullScreen: (window, on) => window.setFullScreen(z.boolean().parse(on)),
  }
}

/** The window of a call that the desk's own page made. Throws for every other sender, the room's page included. */
function windowOf({ sender, senderFrame }: IpcMainInvokeEvent): BrowserWindow {
  const window = BrowserWindow.fromWebContents(sender)
  const isMainFrame = senderFrame !== null && senderFrame.parent === null
  if (!window || !isMainFrame || hostOf(senderFrame.url) !== 'app') throw new Error('not for this page')
  return window
}

/** Keeps the screen awake while asked to; the display must not sleep in the middle of a meeting. */
function screenKeeper(): (on: boolean) => void {
  let id: number | null = null
  return (on) => {
    if (on) id ??= powerSaveBlocker.start('prevent-display-sleep')
    else if (id !== null) {
      powerSaveBlocker.stop(id)
      id = null
    }
  }
}

function systemName(): PlatformInfo['system'] {
  const names: Partial<Record<NodeJS.Platform, PlatformInfo['system']>> = {
    win32: 'windows',
    darwin: 'mac',
    linux: 'linux',
  }
  return names[process.platform] ?? 'other'
}

/** What only the shell can do: file dialogs, printing, other windows. Electron gives it by preload; the browser has its own. */
import type { FileToken } from '../data/contract/api.ts'
import { browserShell } from './shell/browser.ts'

export interface PickOptions {
  /** Endings without the dot; empty takes any file. */
  readonly endings: readonly string[]
  readonly several: boolean
}

export interface PlatformInfo {
  readonly kind: 'desktop' | 'browser'
  readonly system: 'windows' | 'mac' | 'linux' | 'other'
  /** Screens the shell can see; 1 where it cannot tell. */
  readonly screens: number
}

export interface Shell {
  readonly platform: () => Promise<PlatformInfo>
  /** Asks for files and brings them to data/; empty when the person cancels. */
  readonly pickFiles: (options: PickOptions) => Promise<readonly FileToken[]>
  /** Files dropped on the window. */
  readonly takeFiles: (files: readonly File[]) => Promise<readonly FileToken[]>
  /** Saves a file that data/ made, by its URL, where the person wants it. */
  readonly saveFile: (file: { readonly url: string; readonly name: string }) => Promise<void>
  /** Prints the window's page; the browser shell opens the print dialog. */
  readonly printToPdf: (options: {
    readonly name: string
    readonly paper: 'A4' | 'A3'
    readonly landscape: boolean
  }) => Promise<void>
  readonly openAudienceWindow: () => Promise<void>
  /** Tells the shell that a meeting is on: every window clean, the screen kept awake. */
  readonly setMeeting: (on: boolean) => Promise<void>
  readonly showInFolder: (what: 'workspace' | 'backups') => Promise<void>
  readonly openWorkspace: () => Promise<void>
  readonly setFullScreen: (on: boolean) => Promise<void>
}

declare global {
  interface Window {
    readonly phaenthiShell?: Shell
  }
}

/** The shell this window runs in. */
export const shell: Shell = window.phaenthiShell ?? browserShell

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
  /** Who draws the map: a graphics card, or the processor in its stead. */
  readonly graphics: 'hardware' | 'software' | 'unknown'
}

/** Where the audience's window stands: on a screen of its own, or on the one where the desk is. */
export type AudiencePlace = 'other-screen' | 'same-screen'

export interface PrintOptions {
  readonly to: 'pdf' | 'printer'
  readonly name: string
  readonly paper: 'A4' | 'A3'
  readonly landscape: boolean
}

/** What the shell tells the desk's page. */
export type ShellEvent =
  /** A command of the menu, by its id in the palette. */
  | { readonly kind: 'command'; readonly id: string }
  /** Files to import that were opened from outside the window. */
  | { readonly kind: 'files'; readonly tokens: readonly FileToken[] }
  /** Screens were plugged in or out, or the audience's window was closed. */
  | { readonly kind: 'screens'; readonly count: number; readonly audience: AudiencePlace | 'closed' }

export interface Shell {
  readonly platform: () => Promise<PlatformInfo>
  /** Hears what the shell tells, from now on and what came before anyone listened. The newest listener is the only one. */
  readonly listen: (listener: (event: ShellEvent) => void) => Promise<void>
  /** Asks for files and brings them to data/; empty when the person cancels. */
  readonly pickFiles: (options: PickOptions) => Promise<readonly FileToken[]>
  /** Files dropped on the window; null where they were a workspace, which the shell opens itself. */
  readonly takeFiles: (files: readonly File[]) => Promise<readonly FileToken[] | null>
  /** Saves a file that data/ made, by its URL, where the person wants it. */
  readonly saveFile: (file: { readonly url: string; readonly name: string }) => Promise<void>
  /** Prints the window's page to a file or to a printer; the browser shell opens the print dialog. */
  readonly print: (options: PrintOptions) => Promise<void>
  readonly openAudienceWindow: () => Promise<void>
  /** Tells the shell that a meeting is on: every window clean, the screen kept awake. */
  readonly setMeeting: (on: boolean) => Promise<void>
  readonly showInFolder: (what: 'workspace' | 'backups') => Promise<void>
  readonly openWorkspace: () => Promise<void>
  /** The language of menus and dialogs follows the window's. */
  readonly setLanguage: (language: 'th' | 'en') => Promise<void>
}

declare global {
  interface Window {
    readonly phaenthiShell?: Shell
  }
}

/** The shell this window runs in. */
export const shell: Shell = window.phaenthiShell ?? browserShell

/** Whether a desktop shell is there, with dialogs and folders of its own. */
export const isDesktop = window.phaenthiShell !== undefined

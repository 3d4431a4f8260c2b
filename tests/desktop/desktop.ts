/**
 * One desktop app under test, whichever engine runs it: the stand-in (main in a process of its own, Chromium in this one) or
 * Electron itself by Playwright, where its executable is there. A spec asks for what both can do and knows neither.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect } from 'vitest'
import { root, runCli } from '../harness.ts'
import { launchElectron } from './launch-electron.ts'
import { launchStandIn } from './launch-stand-in.ts'

export type Electron = typeof import('electron')

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface LaunchOptions {
  /** The person's own folder (PHAENTHI_HOME). */
  readonly home: string
  /** What stands on the command line after the program. */
  readonly words?: readonly string[]
  readonly displays?: readonly Rectangle[]
  readonly env?: Readonly<Record<string, string>>
}

export interface Desktop {
  readonly home: string
  /** Runs a function in main's process; it may use only its arguments. */
  evaluate<R, A = undefined>(run: (electron: Electron, argument: A) => R | Promise<R>, argument?: A): Promise<R>
  /** The page of an open window that shows this host; waits for it. */
  page(host: 'app' | 'room'): Promise<Page>
  /** Addresses of all windows, as main knows them. */
  addresses(): readonly string[]
  /** How a page has to write an address of the scheme. */
  address(page: Page, url: string): string
  /** Requests that were let off the machine; none may be. */
  leaked(): readonly string[]
  /** Drops a file of this machine on a page. */
  drop(page: Page, path: string): Promise<void>
  /** Changes the displays, as cables do. */
  setDisplays(displays: readonly Rectangle[]): Promise<void>
  /** Starts the program a second time; resolves when that start has ended. */
  startAgain(words: readonly string[]): Promise<void>
  /** Asks the app to quit and waits for its end: the exit code. */
  quit(): Promise<number>
  /** Kills the whole process, as a power cut would. */
  kill(): Promise<void>
  /** Ends when the process does, with its exit code. */
  readonly ended: Promise<number | null>
  /** What main has printed so far. */
  output(): string
}

export type Launch = (options: LaunchOptions) => Promise<Desktop>

interface Engine {
  readonly name: 'the stand-in' | 'Electron'
  readonly launch: Launch
  /** Why it cannot run here. */
  readonly absent: string | null
}

const electronPath = findElectron()

const engines: readonly Engine[] = [
  { name: 'the stand-in', launch: launchStandIn, absent: null },
  {
    name: 'Electron',
    launch: (options) => launchElectron(electronPath ?? '', options),
    absent: electronPath ? null : "Electron's executable is not here (PHAENTHI_ELECTRON names one)",
  },
]

/** A suite that runs once on each engine; where one is absent it is reported as skipped, with the reason. */
export function describeDesktop(name: string, suite: (launch: Launch, engine: Engine['name']) => void): void {
  for (const { name: engine, launch, absent } of engines) {
    const title = `${name}, on ${engine}${absent ? `: skipped, ${absent}` : ''}`
    describe.skipIf(absent !== null)(title, () => suite(launch, engine))
  }
}

/** Launches on the rehearsal province, in a folder that the test removes, and waits for the desk. */
export async function launchOnSample(
  launch: Launch,
  folder: string,
  displays?: readonly Rectangle[],
): Promise<{ desktop: Desktop; desk: Page; workspace: string }> {
  const workspace = join(folder, 'จังหวัดตัวอย่าง.gpkg')
  expect(await runCli('new', workspace, '--sample')).toMatchObject({ status: 0 })
  const desktop = await launch({ home: join(folder, 'home'), words: [workspace], ...(displays ? { displays } : {}) })
  const desk = await desktop.page('app')
  await desk.getByRole('radio', { name: 'สำรวจ' }).waitFor()
  return { desktop, desk, workspace }
}

/** Whether a window shows the app on this host, by main: Playwright's pages do not come back from a crash. */
export function isThere(desktop: Desktop, host: 'app' | 'room'): Promise<boolean> {
  return desktop.evaluate(async ({ BrowserWindow }, wanted) => {
    const own = BrowserWindow.getAllWindows().find(({ webContents }) => webContents.getURL().includes(`//${wanted}/`))
    const seen = await own?.webContents.executeJavaScript('document.querySelector("[role=radiogroup], .room") !== null')
    return seen === true
  }, host)
}

/** Clicks an item of the application menu, by its id. */
export async function clickMenu(desktop: Desktop, id: string): Promise<void> {
  await desktop.evaluate(({ Menu }, wanted) => {
    Menu.getApplicationMenu()?.getMenuItemById(wanted)?.click()
  }, id)
}

function findElectron(): string | null {
  const named = process.env.PHAENTHI_ELECTRON
  if (named) return named
  const folder = join(root, 'node_modules', 'electron')
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const path = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(path) ? path : null
}

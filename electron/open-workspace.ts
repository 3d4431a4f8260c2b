/** Opening a workspace as a person asks for it: from the menu, a drop, the file manager, a second start. Says why where it cannot be. */
import { existsSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { app, type BrowserWindow } from 'electron'
import type { FileToken } from '../data/contract/api.ts'
import type { DataSide } from './data-side.ts'
import { askWhereToSave, showMessage } from './dialogs.ts'
import { holdFiles, pickWorkspace } from './files.ts'
import type { Opening } from './opening.ts'
import { say, shellLanguage } from './sentences.ts'
import { type RefusalCode, refusalCode } from './upkeep/reduce-error.ts'
import type { HeldWorkspace, OpenOptions } from './workspace.ts'

export interface OpenerOptions {
  readonly data: DataSide
  readonly workspace: HeldWorkspace
  readonly opening: Opening
  readonly window: () => BrowserWindow | null
  /** Paths of workspaces that were open before and can be reached, newest first. */
  readonly recent: () => Promise<readonly string[]>
  /** A workspace was opened, by the path it was asked for. */
  readonly onOpened: (path: string, durationMs: number) => void
  readonly onRefused: (code: RefusalCode) => void
  /** What was opened is data, for the wizard of the workspace that is open. */
  readonly onData: (tokens: readonly FileToken[]) => void
}

const SAMPLE = 'จังหวัดตัวอย่าง.gpkg'

export type Opened = 'opened' | 'given-up' | 'not-a-workspace'

export interface Opener {
  /** Opens this workspace; refused with a sentence where it is none. */
  open(path: string): Promise<Opened>
  /** Opens what another program hands over: a workspace, or data to import into the one that is open. */
  openAsked(path: string): Promise<Opened>
  /** Opens what was dropped where it is a workspace and the person agrees; false where it is data to import. */
  openDropped(path: string): Promise<boolean>
  /** Asks which. */
  openChosen(): Promise<Opened>
  /** Asks for a name and opens a new, empty workspace there. */
  openNew(): Promise<Opened>
  /** The asked file; without one, or where it is data, the workspace of last time; at the very first, the rehearsal province. */
  openFirst(asked: string | null): Promise<Opened>
}

export function createOpener(options: OpenerOptions): Opener {
  const { data, workspace, opening, window } = options
  const opener: Opener = {
    open: (path) => open(path, 'refuse'),
    async openAsked(path) {
      const opened = await open(path, workspace.path ? 'leave' : 'refuse')
      if (opened === 'not-a-workspace') options.onData(await holdFiles(workspace, [path]))
      return opened
    },
    async openDropped(path) {
      if (!(await data.isWorkspace(path))) return false
      const shown: Electron.MessageBoxOptions = {
        type: 'question',
        message: say('dialog.open-dropped'),
        detail: `${basename(path)}\n${dirname(path)}`,
        buttons: [say('dialog.open'), say('dialog.cancel')],
        cancelId: 1,
      }
      if ((await showMessage(window(), shown)) === 0) await opener.open(path)
      return true
    },
    async openChosen() {
      const path = await pickWorkspace(window())
      return path ? opener.open(path) : 'given-up'
    },
    async openNew() {
      const path = await askForName(window())
      if (!path) return 'given-up'
      // The dialog has asked whether a file of that name may go; a workspace is never written over all the same.
      return orSay(path, 'refuse', async () => {
        await data.createWorkspace(path)
        return opener.open(path)
      })
    },
    async openFirst(asked) {
      const opened = asked ? await open(asked, 'leave') : 'not-a-workspace'
      if (opened !== 'not-a-workspace') return opened
      const [last] = await options.recent()
      const first = await (last ? opener.open(last) : openSample())
      // Data of another program needs a workspace to be imported into.
      if (asked && first === 'opened') await opener.openAsked(asked)
      return first
    },
  }

  async function open(path: string, orElse: 'refuse' | 'leave', how: OpenOptions = {}): Promise<Opened> {
    const startedAt = performance.now()
    return orSay(path, orElse, async () => {
      const isAnother = await opening.watch((watch) => workspace.open(path, { ...watch, ...how }))
      // A window that shows it already goes on as it is.
      if (isAnother) options.onOpened(path, performance.now() - startedAt)
      return 'opened'
    })
  }

  /** Does what may be refused, and says why it was. */
  async function orSay(path: string, orElse: 'refuse' | 'leave', act: () => Promise<Opened>): Promise<Opened> {
    try {
      return await act()
    } catch (error) {
      if (!(error instanceof data.Refusal)) throw error
      if (error.code === 'workspace.not-ours' && orElse === 'leave') return 'not-a-workspace'
      options.onRefused(refusalCode(error.code))
      if (error.code === 'cancelled') return 'given-up'
      return askInstead(path, error.toProblem())
    }
  }

  function openSample(): Promise<Opened> {
    return orSay(SAMPLE, 'refuse', async () => {
      const sample = join(data.homeFolder('workspaces'), SAMPLE)
      const isNew = !existsSync(sample)
      if (isNew) await data.createWorkspace(sample)
      const opened = await opener.open(sample)
      if (opened === 'opened' && isNew && workspace.path === sample) await workspace.startSample()
      return opened
    })
  }

  /** Says why, and offers what can be done instead. */
  async function askInstead(path: string, problem: Parameters<DataSide['sentenceOf']>[0]): Promise<Opened> {
    const choices = [
      ...(problem.code === 'workspace.locked' ? (['dialog.read-only'] as const) : []),
      'dialog.other',
      workspace.path ? 'dialog.ok' : 'dialog.quit',
    ] as const
    const shown: Electron.MessageBoxOptions = {
      type: 'warning',
      message: say('dialog.cannot-open'),
      detail: data.sentenceOf(problem, shellLanguage()),
      buttons: choices.map((id) => say(id)),
      cancelId: choices.length - 1,
    }
    const choice = choices[await showMessage(window(), shown)]
    if (choice === 'dialog.read-only') return open(path, 'refuse', { readOnly: true })
    return choice === 'dialog.other' ? opener.openChosen() : 'given-up'
  }

  return opener
}

async function askForName(window: BrowserWindow | null): Promise<string | null> {
  const path = await askWhereToSave(window, {
    title: say('dialog.new'),
    defaultPath: join(app.getPath('documents'), `${say('dialog.new-name')}.gpkg`),
    filters: [{ name: say('dialog.workspaces'), extensions: ['gpkg'] }],
  })
  return !path || path.toLowerCase().endsWith('.gpkg') ? path : `${path}.gpkg`
}

/** Updates as the person meets them: looked for where they said, offered, taken with a way to call it off, started when the workspace is closed. */
import { spawn } from 'node:child_process'
import { app, type BrowserWindow, shell } from 'electron'
import { releaseKeyFile } from '../data-side.ts'
import { askForPaths, showMessage } from '../dialogs.ts'
import { shellLanguage } from '../sentences.ts'
import { startAnew } from '../start-anew.ts'
import type { Upkeep } from '../upkeep/upkeep.ts'
import { packagingOf, type RunningProgram, readReleaseKeys } from './release-manifest.ts'
import { replaceProgram, type UpdateStep, updateStep } from './start-update.ts'
import type { UpdateRefusal } from './update-refusals.ts'
import { sayRefusal, sayUpdate, type UpdateSentenceId } from './update-sentences.ts'
import {
  type AvailableUpdate,
  type FindOptions,
  findUpdate,
  lookAtStart,
  takeUpdate,
  type UpdateFound,
  type UpdateSource,
} from './updates.ts'

export interface UpdatingOptions {
  readonly upkeep: Upkeep
  readonly window: () => BrowserWindow | null
  /** A folder of the person's home for the installer alone. */
  readonly folder: () => string
  /** Leaves the workspace as one file. */
  readonly closeWorkspace: () => Promise<void>
}

export interface Updating {
  /** Looks once, where the person turned it on, and speaks only of what can be taken. */
  lookAtStart(): Promise<void>
  /** Looks in the person's folder, or asks for one. */
  look(): Promise<void>
  /** Asks for an installer, as on a stick. */
  lookAtFile(): Promise<void>
  /** Turns looking at each start on and off. */
  settle(): Promise<void>
}

export function createUpdating({ upkeep, window, folder, closeWorkspace }: UpdatingOptions): Updating {
  const { settings, log } = upkeep
  const say = (id: UpdateSentenceId, values = {}) => sayUpdate(id, shellLanguage(), values)

  async function ask(message: string, buttons: readonly UpdateSentenceId[], detail = ''): Promise<number> {
    const shown = { message, detail, buttons: buttons.map((id) => say(id)), cancelId: buttons.length - 1 }
    return showMessage(window(), shown)
  }

  async function askForPath(title: UpdateSentenceId, property: 'openDirectory' | 'openFile'): Promise<string | null> {
    const options = { title: say(title), message: say('update.about'), properties: [property] }
    const [path = null] = await askForPaths(window(), options)
    return path
  }

  async function refuse(reason: UpdateRefusal): Promise<void> {
    if (reason !== 'cancelled') await ask(sayRefusal(reason, shellLanguage()), ['update.close'])
  }

  async function lookIn(source: UpdateSource): Promise<void> {
    const startedAt = performance.now()
    const found = await findUpdate(source, options())
    tell(found, { isAtStart: false, startedAt })
    switch (found.kind) {
      case 'none':
        await ask(say('update.none', { version: found.version }), ['update.close'])
        return
      case 'refused':
        await refuse(found.reason)
        return
      case 'available':
        await offer(found.update)
    }
  }

  function tell(found: UpdateFound, { isAtStart, startedAt }: { isAtStart: boolean; startedAt: number }): void {
    const reason = found.kind === 'refused' ? { reason: found.reason } : {}
    log.write('update.looked', { found: found.kind, isAtStart, durationMs: performance.now() - startedAt, ...reason })
  }

  async function offer(update: AvailableUpdate): Promise<void> {
    const { version, date, notes } = update
    const message = say('update.available', { version, date })
    if ((await ask(message, ['update.take', 'update.later'], notes[shellLanguage()])) !== 0) return
    const path = await take(update)
    if (path) await start(update, path)
  }

  /** Copies and checks it, with a box that can call it off and goes away by itself. */
  async function take(update: AvailableUpdate): Promise<string | null> {
    const over = window()
    const cancel = new AbortController()
    const done = new AbortController()
    const shown = { message: say('update.taking'), buttons: [say('update.cancel')], cancelId: 1, signal: done.signal }
    void showMessage(over, shown).then((button) => button === 0 && !done.signal.aborted && cancel.abort())
    const startedAt = performance.now()
    const taken = await takeUpdate({
      update,
      folder: folder(),
      signal: cancel.signal,
      onProgress: (bytes) => over?.setProgressBar(bytes / update.file.bytes),
    }).finally(() => {
      done.abort()
      over?.setProgressBar(-1)
    })
    if (taken.kind === 'taken') {
      log.write('update.taken', { version: update.version, durationMs: performance.now() - startedAt })
      return taken.path
    }
    log.write('update.not-taken', { reason: taken.reason })
    await refuse(taken.reason)
    return null
  }

  async function start(update: AvailableUpdate, path: string): Promise<void> {
    const appImage = process.env.APPIMAGE ?? null
    const step = updateStep({ packaging: update.file.packaging, path, appImage })
    if ((await ask(say(`update.ready-${step.kind}`), ['update.go-on', 'update.later'])) !== 0) return
    log.write('update.started', { version: update.version, step: step.kind })
    await run(step, update)
  }

  async function run(step: UpdateStep, { file }: AvailableUpdate): Promise<void> {
    switch (step.kind) {
      case 'show':
        shell.showItemInFolder(step.path)
        return
      case 'run':
        await closeWorkspace()
        spawn(step.command, step.args, { detached: true, stdio: 'ignore' }).unref()
        app.quit()
        return
      case 'replace': {
        await closeWorkspace()
        if (await replaceProgram(step, file)) {
          await ask(say('update.not-replaced'), ['update.close'])
          shell.showItemInFolder(step.from)
        }
        // On the old program or the new one: the workspace is closed, and opens again with it.
        startAnew([], step.to)
        app.quit()
      }
    }
  }

  return {
    async lookAtStart() {
      const startedAt = performance.now()
      const found = await lookAtStart(settings.get().updates, options())
      if (found) tell(found, { isAtStart: true, startedAt })
      if (found?.kind === 'available') await offer(found.update)
    },
    async look() {
      const path = settings.get().updates.folder ?? (await askForPath('update.choose-folder', 'openDirectory'))
      if (path) await lookIn({ folder: path })
    },
    async lookAtFile() {
      const path = await askForPath('update.choose-file', 'openFile')
      if (path) await lookIn({ file: path })
    },
    async settle() {
      const { isOn, folder: known } = settings.get().updates
      const buttons = isOn
        ? (['update.choose-folder', 'update.turn-off', 'update.cancel'] as const)
        : (['update.at-start', 'update.cancel'] as const)
      const chosen = buttons[await ask(say('update.about'), buttons, known ?? '')]
      if (chosen === 'update.turn-off') settings.update({ updates: { isOn: false, folder: null } })
      if (chosen !== 'update.choose-folder' && chosen !== 'update.at-start') return
      const path = await askForPath('update.choose-folder', 'openDirectory')
      if (path) settings.update({ updates: { isOn: true, folder: path } })
    },
  }
}

function options(): FindOptions {
  const packaging = packagingOf({ platform: process.platform, env: process.env, execPath: process.execPath })
  const current: RunningProgram | null = packaging && { version: app.getVersion(), arch: process.arch, packaging }
  return { publicKeys: readReleaseKeys(releaseKeyFile), current }
}

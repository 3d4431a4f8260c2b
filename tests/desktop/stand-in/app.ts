/** The application object: start and end, one instance per data folder, what was set before Chromium starts. */
import { EventEmitter } from 'node:events'
import { mkdirSync, rmSync } from 'node:fs'
import { connect, createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { StandInEvent } from './event.ts'

/** Whether this process is the app's own, and not a test's. */
const isAlone = process.env.STAND_IN_DISPLAYS !== undefined

class StandInApp extends EventEmitter {
  isPackaged = false
  sandboxed = false
  name = 'phaenthi'
  relaunched: unknown = null
  isQuitting = false
  /** Closes every window; false where one did not let itself be closed. */
  closeWindows: () => boolean = () => true
  /** A second start's words on their way to the first. */
  #handing: Socket | null = null
  readonly switches = new Map<string, string>()
  readonly recent: string[] = []
  readonly paths = new Map<string, string>()
  readonly ready = Promise.withResolvers<void>()
  readonly exited = Promise.withResolvers<number>()
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      this.switches.set(name, value)
    },
  }

  /** True for the first process with this data folder; a later one hands its words to the first, as Electron's does. */
  requestSingleInstanceLock(): boolean {
    if (!isAlone) return true
    const door = join(this.getPath('userData'), 'instance.sock')
    if (process.env.STAND_IN_INSTANCE === 'second') {
      this.#handing = connect(door).end(JSON.stringify({ argv: process.argv, folder: process.cwd() }))
      return false
    }
    try {
      rmSync(door, { force: true })
    } catch {
      return true
    }
    const server = createServer((socket) => {
      let text = ''
      socket.setEncoding('utf8').on('data', (part) => {
        text += part
      })
      socket.on('end', () => {
        const { argv, folder } = JSON.parse(text) as { argv: string[]; folder: string }
        this.emit('second-instance', new StandInEvent(), argv, folder)
      })
    })
    server.on('error', () => {})
    server.listen(door).unref()
    return true
  }
  whenReady(): Promise<void> {
    return this.ready.promise
  }
  enableSandbox(): void {
    this.sandboxed = true
  }
  getVersion(): string {
    return '0.1.0'
  }
  getPath(name: string): string {
    const folder = this.paths.get(name) ?? join(process.env.PHAENTHI_HOME ?? '/', 'electron', name)
    try {
      mkdirSync(folder, { recursive: true })
    } catch {
      // Where it cannot be made, Electron names it all the same.
    }
    return folder
  }
  setPath(name: string, folder: string): void {
    this.paths.set(name, folder)
  }
  setAppUserModelId(): void {}
  getPreferredSystemLanguages(): readonly string[] {
    return ['th-TH', 'en-US']
  }
  getGPUFeatureStatus(): Readonly<Record<string, string>> {
    return { webgl: process.env.STAND_IN_WEBGL ?? 'unavailable_software', gpu_compositing: 'disabled_software' }
  }
  addRecentDocument(path: string): void {
    this.recent.push(path)
  }
  clearRecentDocuments(): void {
    this.recent.length = 0
  }
  focus(): void {}
  relaunch(options: unknown): void {
    this.relaunched = options ?? {}
  }
  quit(): void {
    const event = new StandInEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented) return
    this.isQuitting = true
    if (!this.closeWindows()) {
      this.isQuitting = false
      return
    }
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }
  exit(code = 0): void {
    this.exited.resolve(code)
    // A process of its own ends; in a test's process the test goes on.
    if (this.#handing) this.#handing.once('close', () => process.exit(code))
    else if (isAlone) process.exit(code)
  }
}

export const app = new StandInApp()

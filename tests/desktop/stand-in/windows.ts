/** Windows and their pages, as main sees them: the state it set, and the events that Chromium's side tells. */
import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { type SchemeServer, toPage, toScheme } from './addresses.ts'
import { app } from './app.ts'
import { StandInEvent } from './event.ts'
import type { Navigation, PageEvent } from './link.ts'
import { host, server } from './main-side.ts'
import type { Rectangle } from './screen.ts'
import { StandInSession } from './session.ts'

interface WebPreferences {
  readonly session?: StandInSession
  readonly preload?: string
  readonly [name: string]: unknown
}

interface WindowOptions extends Partial<Rectangle> {
  readonly show?: boolean
  readonly webPreferences?: WebPreferences
}

let nextId = 1

export class WebContents extends EventEmitter {
  readonly id: number
  readonly session: StandInSession
  url = ''
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  rtcPolicy = 'default'
  readonly printed: unknown[] = []
  readonly #ready: Promise<void>

  constructor(id: number, own: StandInSession, ready: Promise<void>) {
    super()
    this.id = id
    this.session = own
    this.#ready = ready
  }
  get mainFrame(): { readonly url: string; readonly parent: null } {
    return { url: this.url, parent: null }
  }
  getURL(): string {
    return this.url
  }
  async loadURL(url: string): Promise<void> {
    this.url = url
    await this.#ready
    await host?.load(this.id, await this.#toPage(url))
  }
  reload(): void {
    void this.loadURL(this.url).catch(() => {})
  }
  send(channel: string, ...parameters: unknown[]): void {
    void this.#ready.then(() => host?.send(this.id, channel, parameters)).catch(() => {})
  }
  async executeJavaScript(code: string): Promise<unknown> {
    await this.#ready
    return host?.execute(this.id, code)
  }
  async printToPDF(options: Readonly<Record<string, unknown>>): Promise<Buffer> {
    return host ? Buffer.from(await host.printToPdf(this.id, options)) : Buffer.from('%PDF-1.7 stand-in')
  }
  print(options: unknown, callback?: (success: boolean, reason: string) => void): void {
    this.printed.push(options)
    callback?.(true, '')
  }
  forcefullyCrashRenderer(): void {
    void host?.crash(this.id)
  }
  setWindowOpenHandler(handler: WebContents['openHandler']): void {
    this.openHandler = handler
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy
  }
  isDestroyed(): boolean {
    return !BrowserWindow.all.some((window) => window.webContents === this)
  }

  /** The page goes somewhere; answers whether it came there. */
  navigate(url: string, { isMainFrame = true, isRedirect = false }: Partial<Navigation> = {}): boolean {
    const event = Object.assign(new StandInEvent(), { url, isMainFrame })
    if (isRedirect) this.emit('will-redirect', event)
    else {
      this.emit('will-frame-navigate', event)
      if (isMainFrame) this.emit('will-navigate', event)
    }
    if (!event.defaultPrevented && isMainFrame) this.url = url
    return !event.defaultPrevented
  }

  async #toPage(url: string): Promise<string> {
    return toPage(url, this.session.name, await server())
  }
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  static getAllWindows(): readonly BrowserWindow[] {
    return [...BrowserWindow.all]
  }
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null
  }
  readonly id: number
  readonly options: WindowOptions & { readonly webPreferences: WebPreferences }
  readonly webContents: WebContents
  bounds: Rectangle
  state: 'normal' | 'minimized' | 'maximized' | 'fullscreen' = 'normal'
  shown: boolean
  progress = -1
  readonly #created: Promise<void>

  constructor(options: WindowOptions) {
    super()
    const { x = 20, y = 20, width = 800, height = 600, webPreferences = {} } = options
    this.id = nextId++
    this.options = { ...options, webPreferences }
    this.bounds = { x, y, width, height }
    this.shown = options.show !== false
    const own = webPreferences.session ?? StandInSession.all.get('') ?? new StandInSession('')
    this.#created = this.#create(own)
    this.webContents = new WebContents(this.id, own, this.#created)
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', new StandInEvent(), this.webContents)
    app.emit('browser-window-created', new StandInEvent(), this)
  }

  async #create(own: StandInSession): Promise<void> {
    if (!host) return
    const { preload } = this.options.webPreferences
    await host.createWindow({
      id: this.id,
      session: own.name,
      server: await server(),
      preload: preload ? readFileSync(preload, 'utf8') : null,
      bounds: this.bounds,
      switches: Object.fromEntries(app.switches),
    })
  }

  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  getBounds(): Rectangle {
    return this.bounds
  }
  getNormalBounds(): Rectangle {
    return this.bounds
  }
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds
    this.#place()
    this.emit('move')
    this.emit('resize')
  }
  setFullScreen(on: boolean): void {
    this.#become(on ? 'fullscreen' : 'normal')
  }
  isFullScreen(): boolean {
    return this.state === 'fullscreen'
  }
  maximize(): void {
    this.#become('maximized')
  }
  isMaximized(): boolean {
    return this.state === 'maximized'
  }
  unmaximize(): void {
    if (this.isMaximized()) this.#become('normal')
  }
  minimize(): void {
    this.#become('minimized')
  }
  isMinimized(): boolean {
    return this.state === 'minimized'
  }
  restore(): void {
    this.#become('normal')
  }
  setMenuBarVisibility(): void {}
  removeMenu(): void {}
  setProgressBar(progress: number): void {
    this.progress = progress
  }
  isDestroyed(): boolean {
    return !BrowserWindow.all.includes(this)
  }
  show(): void {
    this.shown = true
    this.focus()
  }
  focus(): void {
    // The front window is the last.
    if (this.isDestroyed()) return
    BrowserWindow.all.push(...BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1))
    this.emit('focus')
  }
  close(): void {
    const event = new StandInEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) this.destroy()
  }
  destroy(): void {
    if (this.isDestroyed()) return
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1)
    void host?.close(this.id).catch(() => {})
    this.emit('closed')
    if (BrowserWindow.all.length === 0 && !app.isQuitting) app.emit('window-all-closed')
  }

  #become(state: BrowserWindow['state']): void {
    if (this.state === state) return
    const before = this.state
    this.state = state
    this.#place()
    if (state === 'fullscreen') this.emit('enter-full-screen')
    if (before === 'fullscreen') this.emit('leave-full-screen')
    if (state === 'maximized') this.emit('maximize')
    if (before === 'maximized') this.emit('unmaximize')
  }

  #place(): void {
    const { bounds, state } = this
    void this.#created.then(() => host?.place(this.id, { bounds, state })).catch(() => {})
  }
}

app.closeWindows = () => {
  for (const window of BrowserWindow.getAllWindows()) window.close()
  return BrowserWindow.all.length === 0
}

/** Plays to main what Chromium's side tells of a window. */
export function pageHappened(id: number, event: PageEvent, own: SchemeServer): void {
  const window = BrowserWindow.all.find((each) => each.id === id)
  if (!window) return
  const { webContents } = window
  switch (event.kind) {
    case 'leaves':
      webContents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false })
      return
    case 'shown':
      window.emit('ready-to-show')
      return
    case 'loaded':
      webContents.emit('did-finish-load')
      return
    case 'went':
      webContents.url = toScheme(event.url, own)
      webContents.emit('did-navigate', new StandInEvent(), webContents.url)
      return
    case 'crashed':
      webContents.emit('render-process-gone', new StandInEvent(), { reason: 'crashed', exitCode: 5 })
      return
    case 'closed':
      window.close()
  }
}

/**
 * A small stand-in for the 'electron' module: just enough for the real main and preload code to run under plain Node. It keeps
 * what it was told, so that tests can look, and plays the person (dialogs) and the page (navigation, calls). README.md says what
 * it cannot prove.
 */
import { EventEmitter } from 'node:events'

export class StandInEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

type Answer = (request: Request) => Promise<Response>
type BeforeRequest = (details: { url: string }, callback: (answer: { cancel: boolean }) => void) => void

export class StandInSession extends EventEmitter {
  static readonly all = new Map<string, StandInSession>()
  readonly schemes = new Map<string, Answer>()
  beforeRequest: BeforeRequest = (_details, callback) => callback({ cancel: false })
  requestPermission: (contents: WebContents, permission: string, callback: (granted: boolean) => void) => void = (
    _contents,
    _permission,
    callback,
  ) => callback(true)
  checkPermission: (contents: WebContents | null, permission: string, origin: string) => boolean = () => true
  devicesAllowed: () => boolean = () => true
  spellChecker = true

  readonly protocol = {
    handle: (scheme: string, answer: Answer) => {
      this.schemes.set(scheme, answer)
    },
  }
  readonly webRequest = {
    onBeforeRequest: (listener: BeforeRequest) => {
      this.beforeRequest = listener
    },
  }
  setPermissionRequestHandler(handler: StandInSession['requestPermission']): void {
    this.requestPermission = handler
  }
  setPermissionCheckHandler(handler: StandInSession['checkPermission']): void {
    this.checkPermission = handler
  }
  setDevicePermissionHandler(handler: () => boolean): void {
    this.devicesAllowed = handler
  }
  setSpellCheckerEnabled(on: boolean): void {
    this.spellChecker = on
  }

  /** A request as Chromium would make it: first the filter, then whoever answers the scheme. */
  async request(url: string, init: RequestInit = {}): Promise<Response> {
    let cancelled = false
    this.beforeRequest({ url }, ({ cancel }) => {
      cancelled = cancel
    })
    if (cancelled) throw new Error('net::ERR_BLOCKED_BY_CLIENT')
    const answer = this.schemes.get(new URL(url).protocol.slice(0, -1))
    if (!answer) throw new Error('net::ERR_UNKNOWN_URL_SCHEME')
    return answer(new Request(url, init))
  }
}

export class WebContents extends EventEmitter {
  readonly session: StandInSession
  url = 'about:blank'
  openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  rtcPolicy = 'default'
  pdfOptions: unknown = null
  constructor(session: StandInSession) {
    super()
    this.session = session
  }
  get mainFrame(): { readonly url: string; readonly parent: null } {
    return { url: this.url, parent: null }
  }
  getURL(): string {
    return this.url
  }
  async loadURL(url: string): Promise<void> {
    this.url = url
  }
  setWindowOpenHandler(handler: WebContents['openHandler']): void {
    this.openHandler = handler
  }
  setWebRTCIPHandlingPolicy(policy: string): void {
    this.rtcPolicy = policy
  }
  async printToPDF(options: unknown): Promise<Buffer> {
    this.pdfOptions = options
    return Buffer.from('%PDF-1.7 stand-in')
  }
  /** The page goes somewhere; answers whether it came there. */
  navigate(url: string): boolean {
    const event = Object.assign(new StandInEvent(), { url })
    this.emit('will-navigate', event)
    if (!event.defaultPrevented) this.url = url
    return !event.defaultPrevented
  }
}

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = []
  static fromWebContents(contents: WebContents): BrowserWindow | null {
    return BrowserWindow.all.find((window) => window.webContents === contents) ?? null
  }
  readonly options: { readonly webPreferences: Readonly<Record<string, unknown>> }
  readonly webContents: WebContents
  bounds: Rectangle
  fullScreen = false
  menuBar = true
  constructor(options: BrowserWindow['options'] & { readonly width: number; readonly height: number }) {
    super()
    this.options = options
    this.bounds = { x: 0, y: 0, width: options.width, height: options.height }
    this.webContents = new WebContents(options.webPreferences.session as StandInSession)
    BrowserWindow.all.push(this)
    app.emit('web-contents-created', new StandInEvent(), this.webContents)
  }
  loadURL(url: string): Promise<void> {
    return this.webContents.loadURL(url)
  }
  getBounds(): Rectangle {
    return this.bounds
  }
  setBounds(bounds: Rectangle): void {
    this.bounds = bounds
  }
  setFullScreen(on: boolean): void {
    this.fullScreen = on
  }
  setMenuBarVisibility(on: boolean): void {
    this.menuBar = on
  }
  removeMenu(): void {
    this.menuBar = false
  }
  isMinimized(): boolean {
    return false
  }
  show(): void {}
  focus(): void {}
  close(): void {
    BrowserWindow.all.splice(BrowserWindow.all.indexOf(this), 1)
    this.emit('closed')
    if (BrowserWindow.all.length === 0) app.emit('window-all-closed')
  }
}

class StandInApp extends EventEmitter {
  isPackaged = false
  sandboxed = false
  readonly switches = new Map<string, string>()
  readonly recent: string[] = []
  readonly ready = Promise.withResolvers<void>()
  readonly exited = Promise.withResolvers<number>()
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => {
      this.switches.set(name, value)
    },
  }
  requestSingleInstanceLock(): boolean {
    return true
  }
  whenReady(): Promise<void> {
    return this.ready.promise
  }
  enableSandbox(): void {
    this.sandboxed = true
  }
  getPath(): string {
    return '/'
  }
  getPreferredSystemLanguages(): readonly string[] {
    return ['th-TH', 'en-US']
  }
  addRecentDocument(path: string): void {
    this.recent.push(path)
  }
  quit(): void {
    const event = new StandInEvent()
    this.emit('will-quit', event)
    if (!event.defaultPrevented) this.exit(0)
  }
  exit(code = 0): void {
    this.exited.resolve(code)
  }
}

export const app = new StandInApp()

export const session = {
  fromPartition(name: string): StandInSession {
    const known = StandInSession.all.get(name) ?? new StandInSession()
    StandInSession.all.set(name, known)
    return known
  },
}

export const protocol = {
  registered: [] as { scheme: string; privileges: Record<string, boolean> }[],
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: Record<string, boolean> }[]): void {
    protocol.registered.push(...schemes)
  },
}

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

/** A call of the shell from a window's page, its frame claiming to be where `frameUrl` says. */
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

/** The page in which a preload under test runs. */
export const page: { contents: WebContents | null; exposed: Record<string, unknown> } = { contents: null, exposed: {} }

export const ipcRenderer = {
  invoke(channel: string, parameter?: unknown): Promise<unknown> {
    if (!page.contents) throw new Error('no page')
    return callShell(page.contents, channel.replace('shell:', ''), parameter)
  },
}

export const contextBridge = {
  exposeInMainWorld(name: string, value: unknown): void {
    page.exposed[name] = value
  },
}

/** What the person will answer, in order, and what they were shown. */
export const person = {
  picks: [] as string[][],
  saves: [] as string[],
  choices: [] as number[],
  shown: [] as { message: string; detail?: string; buttons?: readonly string[] }[],
}

export const dialog = {
  async showOpenDialog(): Promise<{ canceled: boolean; filePaths: string[] }> {
    const filePaths = person.picks.shift() ?? []
    return { canceled: filePaths.length === 0, filePaths }
  },
  async showSaveDialog(): Promise<{ canceled: boolean; filePath: string }> {
    const filePath = person.saves.shift() ?? ''
    return { canceled: filePath === '', filePath }
  },
  async showMessageBox(...given: unknown[]): Promise<{ response: number }> {
    person.shown.push(given.at(-1) as (typeof person.shown)[number])
    return { response: person.choices.shift() ?? 0 }
  },
  showErrorBox(message: string, detail: string): void {
    person.shown.push({ message, detail })
  },
}

interface StandInDisplay {
  readonly id: number
  readonly workArea: Rectangle
}

class StandInScreen extends EventEmitter {
  displays: StandInDisplay[] = [{ id: 1, workArea: { x: 0, y: 0, width: 1366, height: 728 } }]
  getAllDisplays(): StandInDisplay[] {
    return this.displays
  }
  getPrimaryDisplay(): StandInDisplay {
    return this.displays[0]!
  }
  getDisplayMatching({ x }: Rectangle): StandInDisplay {
    return this.displays.find(({ workArea }) => x >= workArea.x && x < workArea.x + workArea.width) ?? this.displays[0]!
  }
}

export const screen = new StandInScreen()

export const powerSaveBlocker = {
  running: new Set<number>(),
  next: 1,
  start(): number {
    const id = powerSaveBlocker.next++
    powerSaveBlocker.running.add(id)
    return id
  },
  stop(id: number): void {
    powerSaveBlocker.running.delete(id)
  },
}

export const shell = {
  shown: [] as string[],
  showItemInFolder(path: string): void {
    shell.shown.push(path)
  },
  async openPath(path: string): Promise<string> {
    shell.shown.push(path)
    return ''
  },
}

export const Menu = {
  current: null as unknown,
  buildFromTemplate(template: unknown): unknown {
    return template
  },
  setApplicationMenu(menu: unknown): void {
    Menu.current = menu
  },
}

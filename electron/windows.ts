/**
 * The windows. The desk's shows the desk (or, by F9, the room's page) and stands where it was left on this arrangement of
 * displays; the audience's lives in a session of its own that cannot ask for anything but the room.
 */
import { join } from 'node:path'
import { app, BrowserWindow, type Session, screen, session, type WebContents } from 'electron'
import type { ShellEvent } from '../renderer/shell.ts'
import { openAudience, placeAudience } from './audience.ts'
import { rarely } from './limit.ts'
import { DESK_PARTITION, DESK_URL, hostOf, ROOM_URL, type WindowHost } from './origins.ts'
import { answerScheme, type SchemeAnswerer } from './protocol.ts'
import { lockedPreferences, lockPage, lockSession } from './security.ts'
import { say } from './sentences.ts'
import type { WindowPlace } from './upkeep/settings.ts'
import { arrangementOf, MINIMUM, placeFor } from './window-places.ts'

export interface Windows {
  /** Opens the desk's window, or brings it to the front. */
  openDesk(): BrowserWindow
  /** Opens the audience's window on the display where the desk is not, or brings it to the front. */
  openRoom(): void
  desk(): BrowserWindow | null
  /** Shows the (new) workspace in every window from its start. */
  reload(): void
  /** Tells the desk's page; what comes before the page listens waits for it. */
  tell(event: ShellEvent): void
  /** The desk's page listens now. */
  listening(): void
}

export type WindowName = 'desk' | 'room'

export interface WindowsOptions extends SchemeAnswerer {
  /** Where the desk's window stood on an arrangement of displays. */
  readonly places: {
    find(arrangement: string): WindowPlace | undefined
    keep(arrangement: string, place: WindowPlace): void
  }
  /** The process of a page ended by itself; `reloaded` says whether the page comes back. */
  readonly onGone: (window: WindowName, reason: string, reloaded: boolean) => void
  /** A page does not answer; resolves true where the person wants it started again. */
  readonly onHung: (window: BrowserWindow, name: WindowName) => Promise<boolean>
  readonly onDeskClosed: () => void
  readonly onDisplays: (count: number) => void
  /** The system ends the session and waits for nobody. */
  readonly onSessionEnd: () => void
}

/** Pages that the person wanted ended, which is no mishap to tell them of. */
const unwanted = new WeakSet<WebContents>()

const RELOADS = 3
const RELOADS_WITHIN_MS = 60_000
const KEEP_PLACE_AFTER_MS = 500
const BACKGROUND = '#fbfaf7'

/** Makes both sessions, closed and answering the scheme, and gives the windows on them. */
export function createWindows(options: WindowsOptions): Windows {
  const deskSession = openSession(DESK_PARTITION, ['app', 'room'], options)
  // Without `persist:` the room's session is in memory only: the wall leaves nothing behind.
  const roomSession = openSession('room', ['room'], options)
  app.on('web-contents-created', (_event, contents) => {
    lockPage(contents, contents.session === roomSession ? ['room'] : ['app', 'room'])
  })
  let desk: BrowserWindow | null = null
  let room: BrowserWindow | null = null
  let waiting: ShellEvent[] | null = []

  const windows: Windows = {
    desk: () => desk,
    openDesk() {
      if (desk) return bringForward(desk)
      const made = makeDesk(deskSession, options)
      desk = made
      waiting = []
      // A page that goes has stopped listening; the next one says when it does.
      made.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
        if (isMainFrame && !isSameDocument) waiting ??= []
      })
      made.on('closed', () => {
        desk = null
        options.onDeskClosed()
        room?.close()
      })
      return made
    },
    openRoom() {
      if (room) bringForward(room)
      else {
        const made = openAudience(roomSession, BACKGROUND)
        room = made
        made.on('closed', () => {
          room = null
          tellScreens()
        })
        start(made, 'room', { url: ROOM_URL, options })
      }
      tellScreens()
    },
    reload() {
      if (desk) load(desk, DESK_URL)
      if (room) load(room, ROOM_URL)
    },
    tell(event) {
      if (waiting) waiting.push(event)
      else desk?.webContents.send('shell:event', event)
    },
    listening() {
      const due = waiting ?? []
      waiting = null
      for (const event of due) windows.tell(event)
    },
  }
  /** Puts the audience's window where it belongs and says where that is. */
  function tellScreens(): void {
    const audience = room ? placeAudience(room, desk) : 'closed'
    windows.tell({ kind: 'screens', count: screen.getAllDisplays().length, audience })
  }
  followDisplays((count) => {
    options.onDisplays(count)
    tellScreens()
    if (desk) bringIntoView(desk)
  })
  return windows
}

function openSession(partition: string, hosts: readonly WindowHost[], answerer: SchemeAnswerer): Session {
  const opened = session.fromPartition(partition)
  lockSession(opened)
  answerScheme(opened, hosts, answerer)
  return opened
}

function makeDesk(deskSession: Session, options: WindowsOptions): BrowserWindow {
  const arrangement = () => arrangementOf(screen.getAllDisplays())
  const { isMaximized, ...bounds } = placeFor(
    options.places.find(arrangement()),
    screen.getAllDisplays(),
    screen.getPrimaryDisplay(),
  )
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    show: false,
    title: say('app.name'),
    backgroundColor: BACKGROUND,
    webPreferences: { ...lockedPreferences(deskSession), preload: join(import.meta.dirname, 'preload.cjs') },
  })
  if (isMaximized) window.maximize()
  let timer: NodeJS.Timeout | undefined
  const keep = () => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    options.places.keep(arrangement(), { ...window.getNormalBounds(), isMaximized: window.isMaximized() })
  }
  const keepSoon = () => {
    clearTimeout(timer)
    timer = setTimeout(keep, KEEP_PLACE_AFTER_MS)
  }
  window.on('resize', keepSoon).on('move', keepSoon).on('maximize', keepSoon).on('unmaximize', keepSoon)
  window.on('session-end', options.onSessionEnd)
  window.on('close', () => {
    clearTimeout(timer)
    keep()
  })
  return start(window, 'desk', { url: DESK_URL, options })
}

interface StartOptions {
  readonly url: string
  readonly options: WindowsOptions
}

function start(window: BrowserWindow, name: WindowName, { url, options }: StartOptions): BrowserWindow {
  window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window, name, { url, options })
  window.on('unresponsive', () => {
    void options.onHung(window, name).then((again) => {
      if (!again || window.isDestroyed()) return
      // A page that hangs can load nothing; one whose process ended is loaded anew.
      unwanted.add(window.webContents)
      window.webContents.forcefullyCrashRenderer()
    })
  })
  load(window, url)
  return window
}

/** A load that another one overtook is no mishap, and one that failed shows its own page. */
function load(window: BrowserWindow, url: string): void {
  window.loadURL(url).catch(() => {})
}

/** A page that crashed comes back where it was; one that keeps crashing stays away. */
function reloadAfterCrash(window: BrowserWindow, name: WindowName, { url, options }: StartOptions): void {
  const mayReload = rarely(RELOADS, RELOADS_WITHIN_MS)
  const contents: WebContents = window.webContents
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const again = mayReload()
    const current = contents.getURL()
    if (again) load(window, hostOf(current) ? current : url)
    if (!unwanted.delete(contents)) options.onGone(name, reason, again)
  })
}

/** Says how many displays there are whenever one comes, goes, or changes its size. */
function followDisplays(onChange: (count: number) => void): void {
  const tell = () => onChange(screen.getAllDisplays().length)
  screen.on('display-added', tell)
  screen.on('display-removed', tell)
  screen.on('display-metrics-changed', tell)
}

/** A window whose display was unplugged comes back to one that is there. */
function bringIntoView(window: BrowserWindow): void {
  if (window.isFullScreen() || window.isMaximized()) return
  const now = { ...window.getBounds(), isMaximized: false }
  const { isMaximized, ...bounds } = placeFor(now, screen.getAllDisplays(), screen.getPrimaryDisplay())
  if (bounds.x !== now.x || bounds.y !== now.y) window.setBounds(bounds)
}

function bringForward(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore()
  window.focus()
  return window
}

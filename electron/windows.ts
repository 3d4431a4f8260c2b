/**
 * The two windows. The desk's shows the desk (or, by F9, the room's page); the audience's lives in a session of its own that
 * cannot ask for anything but the room, and stands on the second display where there is one.
 */
import { join } from 'node:path'
import { app, BrowserWindow, type Display, type Session, screen, session, type WebContents } from 'electron'
import { rarely } from './limit.ts'
import { DESK_URL, hostOf, ROOM_URL, type WindowHost } from './origins.ts'
import { answerScheme, type RequestTaker } from './protocol.ts'
import { lockPage, lockSession } from './security.ts'
import { say } from './sentences.ts'

export interface Windows {
  /** Opens the desk's window, or brings it to the front. */
  openDesk(): BrowserWindow
  /** Opens the audience's window on the display where the desk is not, or brings it to the front. */
  openRoom(): BrowserWindow
  desk(): BrowserWindow | null
  /** Shows the (new) workspace in every window from its start. */
  reload(): void
}

const RELOADS = 3
const RELOADS_WITHIN_MS = 60_000
const BACKGROUND = '#ffffff'

/** Makes both sessions, closed and answering the scheme, and gives the windows on them. */
export function createWindows(workbench: RequestTaker): Windows {
  const deskSession = openSession('persist:desk', ['app', 'room'], workbench)
  // Without `persist:` the room's session is in memory only: the wall leaves nothing behind.
  const roomSession = openSession('room', ['room'], workbench)
  app.on('web-contents-created', (_event, contents) => {
    lockPage(contents, contents.session === roomSession ? ['room'] : ['app', 'room'])
  })
  let desk: BrowserWindow | null = null
  let room: BrowserWindow | null = null

  const windows: Windows = {
    desk: () => desk,
    openDesk() {
      if (desk) return bringForward(desk)
      const made = makeDesk(deskSession)
      desk = made
      made.on('closed', () => {
        desk = null
        room?.close()
      })
      return made
    },
    openRoom() {
      if (room) return bringForward(room)
      const made = makeRoom(roomSession)
      room = made
      made.on('closed', () => {
        room = null
      })
      placeRoom(made, desk)
      return made
    },
    reload() {
      void desk?.loadURL(DESK_URL)
      void room?.loadURL(ROOM_URL)
    },
  }
  const placeAgain = () => room && placeRoom(room, desk)
  screen.on('display-added', placeAgain)
  screen.on('display-removed', placeAgain)
  return windows
}

function openSession(partition: string, hosts: readonly WindowHost[], workbench: RequestTaker): Session {
  const opened = session.fromPartition(partition)
  lockSession(opened)
  answerScheme(opened, hosts, workbench)
  return opened
}

function makeDesk(deskSession: Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 680,
    show: false,
    title: say('app.name'),
    backgroundColor: BACKGROUND,
    webPreferences: { ...lockedPreferences(deskSession), preload: join(import.meta.dirname, 'preload.cjs') },
  })
  return start(window, DESK_URL)
}

function makeRoom(roomSession: Session): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 720,
    show: false,
    title: say('app.name'),
    backgroundColor: BACKGROUND,
    webPreferences: lockedPreferences(roomSession),
  })
  window.removeMenu()
  return start(window, ROOM_URL)
}

function lockedPreferences(target: Session): Electron.WebPreferences {
  return {
    session: target,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    spellcheck: false,
    devTools: !app.isPackaged,
  }
}

function start(window: BrowserWindow, url: string): BrowserWindow {
  window.once('ready-to-show', () => window.show())
  reloadAfterCrash(window.webContents, url)
  void window.loadURL(url)
  return window
}

/** A page that crashed comes back where it was; one that keeps crashing stays away. */
function reloadAfterCrash(contents: WebContents, url: string): void {
  const mayReload = rarely(RELOADS, RELOADS_WITHIN_MS)
  contents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || !mayReload()) return
    console.error(`a window's process ended (${reason}) and is started again`)
    const current = contents.getURL()
    void contents.loadURL(hostOf(current) ? current : url)
  })
}

function placeRoom(room: BrowserWindow, desk: BrowserWindow | null): void {
  const other = otherDisplay(desk)
  if (!other) {
    // One screen (or a duplicated one): the wall must not cover the desk.
    room.setFullScreen(false)
    return
  }
  room.setFullScreen(false)
  room.setBounds(other.workArea)
  room.setFullScreen(true)
}

function otherDisplay(desk: BrowserWindow | null): Display | null {
  const own = desk ? screen.getDisplayMatching(desk.getBounds()) : screen.getPrimaryDisplay()
  return screen.getAllDisplays().find(({ id }) => id !== own.id) ?? null
}

function bringForward(window: BrowserWindow): BrowserWindow {
  if (window.isMinimized()) window.restore()
  window.focus()
  return window
}

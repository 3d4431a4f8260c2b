/**
 * The audience's window: the room's page alone, without a preload, on the display where the desk is not. On a single display (or
 * one that is duplicated, which a system reports as one) it is an ordinary window that covers nothing by itself.
 */
import { BrowserWindow, type Display, type Session, screen } from 'electron'
import type { AudiencePlace } from '../renderer/shell.ts'
import { lockedPreferences } from './security.ts'
import { say } from './sentences.ts'

const SIZE = { width: 1280, height: 720 }

/** Windows that fill a display because they were put there, and not because a person made them fill it. */
const placed = new WeakSet<BrowserWindow>()

/** An audience window that shows nothing yet. */
export function openAudience(roomSession: Session, backgroundColor: string): BrowserWindow {
  const window = new BrowserWindow({
    ...SIZE,
    show: false,
    title: say('app.audience'),
    backgroundColor,
    webPreferences: lockedPreferences(roomSession),
  })
  window.removeMenu()
  return window
}

/** Puts the window where the room sees it, and answers where that is. One that stands there already is left alone: the wall must not flicker. */
export function placeAudience(room: BrowserWindow, desk: BrowserWindow | null): AudiencePlace {
  const other = otherDisplay(desk)
  if (other) {
    if (room.isFullScreen() && screen.getDisplayMatching(room.getBounds()).id === other.id) return 'other-screen'
    placed.add(room)
    afterFullScreen(room, () => {
      room.setBounds(other.workArea)
      room.setFullScreen(true)
    })
    return 'other-screen'
  }
  const { workArea } = screen.getPrimaryDisplay()
  const { x } = room.getBounds()
  const isAway = x < workArea.x || x >= workArea.x + workArea.width
  if (placed.delete(room) || isAway) {
    // Left behind by a display that is gone: back to where a person can reach it.
    afterFullScreen(room, () => room.setBounds({ x: workArea.x + 40, y: workArea.y + 40, ...SIZE }))
  }
  return 'same-screen'
}

/** macOS takes a while to leave full screen, and a window cannot be moved before. */
function afterFullScreen(window: BrowserWindow, act: () => void): void {
  const safely = () => !window.isDestroyed() && act()
  const hasToWait = process.platform === 'darwin' && window.isFullScreen()
  if (hasToWait) window.once('leave-full-screen', safely)
  window.setFullScreen(false)
  if (!hasToWait) safely()
}

function otherDisplay(desk: BrowserWindow | null): Display | null {
  const own = desk ? screen.getDisplayMatching(desk.getBounds()) : screen.getPrimaryDisplay()
  return screen.getAllDisplays().find(({ id }) => id !== own.id) ?? null
}

/**
 * Where the desk's window stood, per arrangement of displays: at home beside a large screen it may lie there, in the hall beside
 * the projector it must not, and a laptop alone has it whole.
 */
import type { Display, Rectangle } from 'electron'
import type { WindowPlace } from './upkeep/settings.ts'

type Screen = Pick<Display, 'bounds' | 'workArea'>

/** No window is smaller: what the desk shows has no place in less. */
export const MINIMUM = { width: 1024, height: 640 }
const COMFORTABLE = { width: 1440, height: 900 }
/** So much of a window has to be on a display for a person to find it and drag it. */
const VISIBLE_PIXELS = 120

/** A name for how displays stand beside each other, the same whichever was plugged in first. */
export function arrangementOf(displays: readonly Screen[]): string {
  return displays
    .map(({ bounds: { x, y, width, height } }) => `${width}x${height}@${x},${y}`)
    .sort()
    .join(' ')
}

/** The place of the window: as it was left where that can still be seen, else on the primary display, whole where that is small. */
export function placeFor(saved: WindowPlace | undefined, displays: readonly Screen[], primary: Screen): WindowPlace {
  if (saved && displays.some(({ workArea }) => isInReach(saved, workArea))) return saved
  const { workArea } = primary
  const width = Math.min(COMFORTABLE.width, workArea.width)
  const height = Math.min(COMFORTABLE.height, workArea.height)
  return {
    x: workArea.x + Math.round((workArea.width - width) / 2),
    y: workArea.y + Math.round((workArea.height - height) / 2),
    width: Math.max(width, MINIMUM.width),
    height: Math.max(height, MINIMUM.height),
    isMaximized: workArea.width <= COMFORTABLE.width || workArea.height <= COMFORTABLE.height,
  }
}

/** Whether the window's upper edge can be taken hold of there. */
function isInReach(place: Rectangle, area: Rectangle): boolean {
  const across = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x)
  return across >= VISIBLE_PIXELS && place.y >= area.y && place.y <= area.y + area.height - VISIBLE_PIXELS
}

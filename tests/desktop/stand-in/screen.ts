import { EventEmitter } from 'node:events'
import type { ShownDisplay } from './link.ts'

export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

export interface StandInDisplay {
  readonly id: number
  readonly bounds: Rectangle
  readonly workArea: Rectangle
  readonly scaleFactor: number
}

const TASKBAR = 40

/** The displays that are told; the first is the primary one. */
class StandInScreen extends EventEmitter {
  displays: readonly StandInDisplay[] = [display({ id: 1, bounds: { x: 0, y: 0, width: 1366, height: 768 } })]

  getAllDisplays(): readonly StandInDisplay[] {
    return this.displays
  }
  getPrimaryDisplay(): StandInDisplay {
    return this.displays[0]!
  }
  getDisplayMatching(rectangle: Rectangle): StandInDisplay {
    const shared = ({ bounds }: StandInDisplay) => overlap(bounds, rectangle)
    return this.displays.reduce((best, each) => (shared(each) > shared(best) ? each : best))
  }

  /** The cables changed. */
  change(list: readonly ShownDisplay[]): void {
    const before = this.displays
    this.displays = list.map(display)
    for (const { id } of before) if (!list.some((each) => each.id === id)) this.emit('display-removed', {}, { id })
    for (const each of this.displays) {
      const known = before.find(({ id }) => id === each.id)
      if (!known) this.emit('display-added', {}, each)
      else if (JSON.stringify(known) !== JSON.stringify(each))
        this.emit('display-metrics-changed', {}, each, ['bounds'])
    }
  }
}

export const screen = new StandInScreen()

function display({ id, bounds }: ShownDisplay): StandInDisplay {
  return { id, bounds, workArea: { ...bounds, height: bounds.height - TASKBAR }, scaleFactor: 1 }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}

import type { Label } from '../contract/commands.ts'
import type { ItemReach } from '../contract/plans.ts'

/** What the history says of a new way of reaching people: which way, and how far. */
export function reachLabel(title: string, reach: ItemReach | null): Label {
  switch (reach?.by) {
    case undefined:
      return { message: 'command.set-reach-default', values: { title } }
    case 'shape':
    case 'areas':
      return { message: `command.set-reach-${reach.by}`, values: { title } }
    case 'distance':
      return { message: 'command.set-reach-distance', values: { title, distanceM: reach.distanceM } }
    case 'road':
      return { message: `command.set-reach-${reach.mode}`, values: { title, minutes: reach.minutes } }
  }
}

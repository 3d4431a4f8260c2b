/** A job is never in a hurry: whoever looks at the map comes first. */
import { getPriority, setPriority } from 'node:os'

const STEPS_BACK = 10
const LEAST = 19

/**
 * Lets every other thread of the process go first where processors are short. Linux alone keeps a priority for each thread
 * (and threads started from here inherit it); elsewhere it would be the whole program's, so nothing is done.
 */
export function stepBack(): void {
  if (process.platform !== 'linux') return
  setPriority(Math.min(LEAST, getPriority() + STEPS_BACK))
}

/** Keeps the screen awake while a meeting is on: the display must not sleep in the middle of it. */
import { powerSaveBlocker } from 'electron'

/** Answers the function that turns it on and off. */
export function screenKeeper(): (on: boolean) => void {
  let id: number | null = null
  return (on) => {
    if (on) id ??= powerSaveBlocker.start('prevent-display-sleep')
    else if (id !== null) {
      powerSaveBlocker.stop(id)
      id = null
    }
  }
}

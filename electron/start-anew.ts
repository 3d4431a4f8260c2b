/** Starts the program again once this one has ended. */
import { spawn } from 'node:child_process'
import { app } from 'electron'

/**
 * Begun before `app.quit()`. An AppImage is unmounted when it ends, and Electron's own helper with it, so that there a shell waits
 * for the end and starts `image`, the file that a person sees.
 */
export function startAnew(args: readonly string[], image: string | undefined = process.env.APPIMAGE): void {
  if (!image) {
    app.relaunch({ args: [...args] })
    return
  }
  const wait = 'while kill -0 "$0" 2>/dev/null; do sleep 0.2; done; exec "$@"'
  const words = ['-c', wait, String(process.pid), image, ...args]
  spawn('/bin/sh', words, { detached: true, stdio: 'ignore', cwd: '/' }).unref()
}

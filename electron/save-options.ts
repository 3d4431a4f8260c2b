/** The save dialog. In a file of its own, as every session needs it before anything else of files is loaded. */
import { basename, extname, join } from 'node:path'
import { app } from 'electron'
import { say } from './sentences.ts'

/** The save dialog for a file of this name, in the person's documents; folders in the name are left out. */
export function saveOptions(name: string): Electron.SaveDialogOptions {
  const safe = basename(name.replaceAll('\\', '/'))
  const ending = extname(safe).slice(1)
  return {
    title: say('dialog.save'),
    defaultPath: join(app.getPath('documents'), safe),
    filters: ending ? [{ name: ending, extensions: [ending] }] : [],
  }
}

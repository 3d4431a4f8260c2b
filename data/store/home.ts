/** Where this person's Phaenthi keeps what belongs to no single workspace: backups, the rehearsal province, logs. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Refusal } from '../contract/errors.ts'
import { problemOf } from './trouble.ts'

/** Where the folder is or would be; nothing is made. PHAENTHI_HOME overrides the system's custom. */
export function homePath(...parts: string[]): string {
  return join(process.env.PHAENTHI_HOME ?? join(systemFolder(), 'Phaenthi'), ...parts)
}

/** The folder, made where absent. Throws `disk.read-only`, naming it, and `disk.full`. */
export function homeFolder(...parts: string[]): string {
  const folder = homePath(...parts)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    const problem = problemOf(error)
    throw problem?.code === 'disk.full' ? new Refusal('disk.full') : new Refusal('disk.read-only', { what: folder })
  }
  return folder
}

function systemFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share')
}

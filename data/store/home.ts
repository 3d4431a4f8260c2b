/** Where this person's Phaenthi keeps what belongs to no single workspace: backups, the rehearsal province, logs. */
import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

/** The folder, made where absent. PHAENTHI_HOME overrides the system's custom. */
export function homeFolder(...parts: string[]): string {
  const folder = join(process.env.PHAENTHI_HOME ?? join(systemFolder(), 'Phaenthi'), ...parts)
  mkdirSync(folder, { recursive: true })
  return folder
}

function systemFolder(): string {
  if (process.platform === 'win32') return process.env.APPDATA ?? join(homedir(), 'AppData', 'Roaming')
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  return process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share')
}

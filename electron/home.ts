/**
 * A stick that carries the program and its settings: a folder `phaenthi-home` beside the program is the person's home there.
 * It is looked for by the shell and not by data/, since only the shell has a program that lies beside something.
 */
import { statSync } from 'node:fs'
import { posix, win32 } from 'node:path'

/** Name of the folder that makes a program portable. People make it themselves; it is never made by the program. */
const PORTABLE_HOME = 'phaenthi-home'

export interface ProgramPlace {
  /** The running executable, as `process.execPath`. */
  readonly execPath: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly platform: NodeJS.Platform
}

/**
 * The portable home beside the program, or null where there is none. A home that is already chosen by PHAENTHI_HOME stands.
 * What a person sees as the program is not always what runs: an AppImage unpacks itself elsewhere and names its file in the
 * environment; on macOS it is the .app that holds the executable.
 */
export function portableHome(
  place: ProgramPlace,
  isFolder: (path: string) => boolean = isExistingFolder,
): string | null {
  if (place.env.PHAENTHI_HOME) return null
  const { join } = place.platform === 'win32' ? win32 : posix
  const home = join(folderOfProgram(place), PORTABLE_HOME)
  return isFolder(home) ? home : null
}

function folderOfProgram({ execPath, env, platform }: ProgramPlace): string {
  if (platform === 'win32') return win32.dirname(execPath)
  if (platform === 'linux' && env.APPIMAGE) return posix.dirname(env.APPIMAGE)
  const bundle = /^(.+\.app)\/Contents\/MacOS\/[^/]+$/.exec(execPath)?.[1]
  return posix.dirname(platform === 'darwin' && bundle ? bundle : execPath)
}

function isExistingFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

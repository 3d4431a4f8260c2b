/** Reading back the fuses of a packed program: what Electron will allow whatever it is started with. */
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { FuseState } from '@electron/fuses/dist/constants.js'
import type { Configuration } from 'electron-builder'

/**
 * The fuses of a program (on macOS its .app) that are not as `wanted` says, by their names in electron-builder.yml. Throws where the
 * program has no fuses at all.
 */
export async function wrongFuses(program: string, wanted: Configuration['electronFuses']): Promise<readonly string[]> {
  const wire = await getCurrentFuseWire(program)
  return Object.entries(wanted ?? {})
    .filter(([name, on]) => wire[fuseNamed(name)] !== (on ? FuseState.ENABLE : FuseState.DISABLE))
    .map(([name]) => name)
}

function fuseNamed(name: string): FuseV1Options {
  return FuseV1Options[(name.charAt(0).toUpperCase() + name.slice(1)) as keyof typeof FuseV1Options]
}

/** A temporary folder of one import, and files put into it under plain names. */
import { constants, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Scratch {
  readonly folder: string
  readonly remove: () => void
}

/** A fresh folder; removing it twice does no harm. */
export function makeScratch(): Scratch {
  const folder = mkdtempSync(join(tmpdir(), 'phaenthi-'))
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) }
}

/**
 * Copies a person's file to where GDAL may look at it. Never a link: GDAL mends a missing index by writing, and the original
 * must not be what it writes to. A disk that can share blocks does.
 */
export function placeFile(source: string, target: string): void {
  copyFileSync(source, target, constants.COPYFILE_FICLONE)
}

/** A small file written so that a kill or a full disk leaves either the old one or the new one, never half of each. */
import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'

/** Replaces the file's text. Throws the system's error, with the old file as it was and nothing left beside it. */
export function writeAtomically(path: string, text: string): void {
  const unfinished = `${path}.tmp`
  try {
    const file = openSync(unfinished, 'w', 0o600)
    try {
      writeFileSync(file, text)
      // Without it a power cut may keep the renaming and lose the bytes.
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

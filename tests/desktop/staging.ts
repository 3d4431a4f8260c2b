/** The app as it is staged for packaging, in a folder of this test process. */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildRenderer } from '../../scripts/build.ts'
import { stageDesktop } from '../../scripts/build-desktop.ts'
import { root } from '../harness.ts'

let folder: string | null = null

/** Path of the staged app's main; staged at the first call, and gone with the process. */
export function stagedMain(): string {
  if (!folder) {
    // Inside the project, so that packages are found as they are from dist/desktop.
    folder = join(root, '.cache', `desktop-${process.pid}`)
    if (!buildRenderer()) throw new Error('the renderer does not build')
    stageDesktop(folder)
    const made = folder
    process.on('exit', () => rmSync(made, { recursive: true, force: true }))
  }
  return join(folder, 'electron', 'main.js')
}

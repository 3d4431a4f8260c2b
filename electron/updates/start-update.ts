/** What is done with an installer that was taken, by the way in which the program came to its machine. */
import { copyChecked } from './copy-checked.ts'
import type { Packaging, ReleaseFile } from './release-manifest.ts'
import type { UpdateRefusal } from './update-refusals.ts'

export type UpdateStep =
  /** Start this when the workspace is closed, detached, and end. */
  | { readonly kind: 'run'; readonly command: string; readonly args: readonly string[] }
  /** Put the file in the place of the running one (`replaceProgram`), then start it anew. */
  | { readonly kind: 'replace'; readonly from: string; readonly to: string }
  /** Show the file in its folder: the person, or who looks after the machine, does the rest. */
  | { readonly kind: 'show'; readonly path: string }

export interface TakenInstaller {
  readonly packaging: Packaging
  /** Where `takeUpdate` put it. */
  readonly path: string
  /** The file that runs, as the AppImage's launcher names it in APPIMAGE; null for every other packaging. */
  readonly appImage: string | null
}

/** The next step with a taken installer. */
export function updateStep({ packaging, path, appImage }: TakenInstaller): UpdateStep {
  switch (packaging) {
    case 'nsis':
      // Tells the installer to keep folder and kind of the present installation. It shows itself: an update is never silent.
      return { kind: 'run', command: path, args: ['--updated'] }
    case 'dmg':
      return { kind: 'run', command: '/usr/bin/open', args: [path] }
    case 'appimage':
      return appImage ? { kind: 'replace', from: path, to: appImage } : { kind: 'show', path }
    case 'deb':
    case 'portable':
      // Packages belong to the machine's administrator, and a folder on a stick to whoever unpacked it.
      return { kind: 'show', path }
  }
}

/**
 * Puts the new program in the place of the running one, under its name, so that shortcuts go on to work. The running one keeps the
 * file it began with. Answers the reason where the folder cannot be written to; the old one is then as it was, and the file is shown instead.
 */
export function replaceProgram(
  { from, to }: UpdateStep & { kind: 'replace' },
  file: ReleaseFile,
): Promise<UpdateRefusal | null> {
  return copyChecked({ file, from, to, mode: 0o755 })
}

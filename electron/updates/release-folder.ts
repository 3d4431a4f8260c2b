/** Reading a release folder that anybody may have written to: plain files of bounded size, no links, and no waiting without end. */
import type { KeyObject } from 'node:crypto'
import type { Stats } from 'node:fs'
import { lstat, open, stat } from 'node:fs/promises'
import { join } from 'node:path'
import {
  fileFor,
  isSignedBy,
  MANIFEST_MAX_BYTES,
  MANIFEST_NAME,
  parseManifest,
  type ReleaseFile,
  type ReleaseManifest,
  type RunningProgram,
  SIGNATURE_BYTES,
  SIGNATURE_NAME,
} from './release-manifest.ts'
import { because, readOnlyFlags, UpdateProblem, unlessAborted } from './update-problem.ts'
import type { UpdateRefusal } from './update-refusals.ts'

export interface InstallerAsked {
  readonly folder: string
  /** The name of the file that the person picked; null where they picked the folder. */
  readonly picked: string | null
  readonly current: RunningProgram
  readonly signal: AbortSignal
}

/** The manifest of the folder, its signature checked before it is read. Throws an `UpdateProblem`. */
export async function readManifest(
  folder: string,
  publicKeys: readonly KeyObject[],
  signal: AbortSignal,
): Promise<ReleaseManifest> {
  const found = await unlessAborted(stat(folder), signal).catch(because('folder-unreadable'))
  if (!found.isDirectory()) throw new UpdateProblem('folder-unreadable')
  const bytes = await readSmall(join(folder, MANIFEST_NAME), MANIFEST_MAX_BYTES, { absent: 'no-manifest', signal })
  const signature = await readSmall(join(folder, SIGNATURE_NAME), SIGNATURE_BYTES, { absent: 'no-signature', signal })
  if (!bytes) throw new UpdateProblem('manifest-damaged')
  if (!signature || !isSignedBy(bytes, signature, publicKeys)) throw new UpdateProblem('signature-wrong')
  const manifest = parseManifest(bytes)
  if (!manifest) throw new UpdateProblem('manifest-damaged')
  return manifest
}

/** The installer of this release for this program. Throws an `UpdateProblem` where there is none or it is not as long as it should be. */
export async function installerIn(
  manifest: ReleaseManifest,
  { folder, picked, current, signal }: InstallerAsked,
): Promise<{ readonly file: ReleaseFile; readonly path: string }> {
  const file = fileFor(manifest, current)
  if (!file) throw new UpdateProblem('not-for-this-machine')
  if (picked && ![MANIFEST_NAME, SIGNATURE_NAME, file.name].includes(picked)) throw new UpdateProblem('other-file')
  const path = join(folder, file.name)
  const found = await statOf(path, { absent: 'file-missing', signal })
  if (!found.isFile()) throw new UpdateProblem('file-missing')
  if (found.size !== file.bytes) throw new UpdateProblem('size-wrong')
  return { file, path }
}

interface Step {
  /** The reason where there is no such file. */
  readonly absent: UpdateRefusal
  readonly signal: AbortSignal
}

/** The bytes of a plain file, or null where it is larger than it may be or no plain file. */
async function readSmall(path: string, maxBytes: number, step: Step): Promise<Buffer | null> {
  const found = await statOf(path, step)
  if (!found.isFile() || found.size > maxBytes) return null
  const opening = open(path, readOnlyFlags)
  try {
    const file = await unlessAborted(opening, step.signal).catch(because('folder-unreadable'))
    const bytes = Buffer.alloc(maxBytes + 1)
    const reading = file.read(bytes, 0, bytes.length, 0)
    const { bytesRead } = await unlessAborted(reading, step.signal).catch(because('folder-unreadable'))
    return bytesRead > maxBytes ? null : bytes.subarray(0, bytesRead)
  } finally {
    opening.then((file) => file.close()).catch(ignore)
  }
}

/** Of the file itself and not of what it links to. */
function statOf(path: string, { absent, signal }: Step): Promise<Stats> {
  return unlessAborted(lstat(path), signal).catch((error: unknown) =>
    because((error as NodeJS.ErrnoException).code === 'ENOENT' ? absent : 'folder-unreadable')(error),
  )
}

function ignore(): void {}

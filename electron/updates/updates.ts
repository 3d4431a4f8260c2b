/**
 * Updates from a folder: a stick, or a share of the office. Nobody is asked over the network but the system's own file share, and
 * only where a person chose it. Nothing in the folder is believed before the signature of its manifest is right.
 */
import type { KeyObject } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { answersBefore } from '../reach.ts'
import type { Settings } from '../upkeep/settings.ts'
import { copyChecked } from './copy-checked.ts'
import { installerIn, readManifest } from './release-folder.ts'
import { compareVersions, type ReleaseFile, type RunningProgram } from './release-manifest.ts'
import { because, UpdateProblem, unlessAborted, withTimeLimit } from './update-problem.ts'
import type { UpdateRefusal } from './update-refusals.ts'

/** A folder that somebody keeps releases in, or a file of such a folder that a person picked: the manifest or an installer. */
export type UpdateSource = { readonly folder: string } | { readonly file: string }

export interface AvailableUpdate {
  readonly version: string
  /** ISO 8601. */
  readonly date: string
  readonly notes: { readonly th: string; readonly en: string }
  readonly file: ReleaseFile
  /** Where the installer lies, unchecked but for its size. */
  readonly path: string
}

export type UpdateFound =
  /** The release in the folder is the one that runs. */
  | { readonly kind: 'none'; readonly version: string }
  | { readonly kind: 'available'; readonly update: AvailableUpdate }
  | { readonly kind: 'refused'; readonly reason: UpdateRefusal }

export type UpdateTaken =
  | { readonly kind: 'taken'; readonly path: string; readonly update: AvailableUpdate }
  | { readonly kind: 'refused'; readonly reason: UpdateRefusal }

export interface FindOptions {
  /** Of this build; any one of them may have signed. */
  readonly publicKeys: readonly KeyObject[]
  readonly current: RunningProgram | null
  readonly timeLimitMs?: number
  readonly signal?: AbortSignal | undefined
}

export interface TakeOptions {
  readonly update: AvailableUpdate
  /** A folder of the person's home for nothing but this; made when absent, and emptied of what was taken before. */
  readonly folder: string
  readonly signal?: AbortSignal | undefined
  /** Of `update.file.bytes`. */
  readonly onProgress?: (bytesDone: number) => void
}

const PATIENCE_MS = 20_000
const PATIENCE_AT_START_MS = 5000

/** Looks for a newer release than the one that runs. Never throws for what lies in the folder. */
export async function findUpdate(source: UpdateSource, options: FindOptions): Promise<UpdateFound> {
  const { publicKeys, current, timeLimitMs = PATIENCE_MS } = options
  if (publicKeys.length === 0) return { kind: 'refused', reason: 'no-key' }
  if (!current) return { kind: 'refused', reason: 'not-for-this-machine' }
  const { signal, done } = withTimeLimit(options.signal, timeLimitMs)
  const folder = 'folder' in source ? source.folder : dirname(source.file)
  try {
    // First by another process, so that a share that is away holds none of this one's threads.
    await unlessAborted(answersBefore(signal, folder), signal)
    const manifest = await readManifest(folder, publicKeys, signal)
    const order = compareVersions(manifest.version, current.version)
    if (order < 0) throw new UpdateProblem('older')
    if (order === 0) return { kind: 'none', version: manifest.version }
    const picked = 'file' in source ? basename(source.file) : null
    const { file, path } = await installerIn(manifest, { folder, picked, current, signal })
    const { version, date, notes } = manifest
    return { kind: 'available', update: { version, date, notes, file, path } }
  } catch (error) {
    if (error instanceof UpdateProblem) return { kind: 'refused', reason: error.reason }
    throw error
  } finally {
    done()
  }
}

/** The one look at the start, where the person turned it on; null where not. Gives up soon, as nobody asked for it just now. */
export async function lookAtStart(updates: Settings['updates'], options: FindOptions): Promise<UpdateFound | null> {
  if (!updates.isOn || !updates.folder) return null
  return findUpdate({ folder: updates.folder }, { timeLimitMs: PATIENCE_AT_START_MS, ...options })
}

/**
 * Copies the installer into the person's home while checking it, and answers where the copy is: what is started is that copy, so
 * that nobody who can write to the share can change it in between. Leaves nothing behind when it is refused or cancelled.
 */
export async function takeUpdate({ update, folder, signal, onProgress }: TakeOptions): Promise<UpdateTaken> {
  let own: string | null = null
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 }).catch(because('home-unwritable'))
    await emptyFolder(folder)
    // A folder with a new name each time: an earlier copy may be running still, and Windows does not let it be replaced.
    own = await mkdtemp(join(folder, 'taken-')).catch(because('home-unwritable'))
    const path = join(own, update.file.name)
    const reason = await copyChecked({
      file: update.file,
      from: update.path,
      to: path,
      mode: 0o700,
      signal,
      onProgress,
    })
    if (reason) throw new UpdateProblem(reason)
    return { kind: 'taken', path, update }
  } catch (error) {
    if (own) await rm(own, { recursive: true, force: true })
    if (error instanceof UpdateProblem) return { kind: 'refused', reason: error.reason }
    throw error
  }
}

/** What cannot be taken away is in use and stays for the next time. */
async function emptyFolder(folder: string): Promise<void> {
  const names = await readdir(folder).catch(because('home-unwritable'))
  const taken = names.filter((name) => name.startsWith('taken-'))
  await Promise.all(taken.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(ignore)))
}

function ignore(): void {}

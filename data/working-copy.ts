/**
 * Where a workspace is worked on that cannot be written to where it lies, or lies on a network folder: a copy in this person's
 * own folder, the same one each time, so that no work is lost between two openings. The original is only read.
 */
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync, readFileSync } from 'node:fs'
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { WorkingCopy } from './contract/api.ts'
import { Refusal } from './contract/errors.ts'
import { homeFolder } from './store/home.ts'
import { lockedBy } from './store/lock.ts'
import { readHolder } from './store/lock-holder.ts'
import { asRefusal } from './store/trouble.ts'
import { basemapFolder } from './tiles/basemap/folder.ts'

const CHUNK_BYTES = 1 << 20

/** What tells one state of the original from another. */
interface OriginalState {
  readonly bytes: number
  readonly modifiedMs: number
}

export interface CopyWatch {
  /** Bytes copied, of how many. */
  readonly onCopying?: (done: number, total: number) => void
  readonly signal?: AbortSignal
}

/**
 * The working copy of a workspace with its basemaps, made where there is none yet. Throws `workspace.locked` while someone has the
 * original open, `disk.full`, `cancelled`; a copy that is not whole is never taken for one.
 */
export async function workingCopyOf(original: string, watch: CopyWatch = {}): Promise<WorkingCopy> {
  const id = createHash('sha256').update(original).digest('hex').slice(0, 16)
  const folder = homeFolder('working-copies', id)
  const path = join(folder, basename(original))
  const stateFile = join(folder, 'original.json')
  const now = await stateOf(original)
  if (existsSync(path)) {
    const then = JSON.parse(readFileSync(stateFile, 'utf8')) as OriginalState
    return { path, original, originalChanged: then.bytes !== now.bytes || then.modifiedMs !== now.modifiedMs }
  }
  const holder = await readHolder(original)
  if (holder) throw lockedBy(original, holder)
  try {
    // What a copy that was moved away left here would be taken for this one's.
    for (const rest of ['-wal', '-shm', '-journal']) await rm(path + rest, { force: true })
    await copyAll(original, path, watch)
    await writeFile(stateFile, JSON.stringify(now))
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (watch.signal?.aborted) throw new Refusal('cancelled')
    throw asRefusal(error)
  }
  return { path, original, originalChanged: false }
}

async function copyAll(original: string, path: string, { onCopying, signal }: CopyWatch): Promise<void> {
  const files = await filesOf(original, path)
  const sizes = await Promise.all(files.map(async ([from]) => (await stat(from)).size))
  const total = sizes.reduce((sum, size) => sum + size, 0)
  let done = 0
  onCopying?.(done, total)
  for (const [from, to] of files) {
    await mkdir(dirname(to), { recursive: true })
    const count = new Transform({
      transform(chunk: Uint8Array, _encoding, next) {
        done += chunk.length
        onCopying?.(done, total)
        next(null, chunk)
      },
    })
    const read = createReadStream(from, { highWaterMark: CHUNK_BYTES })
    await pipeline(read, count, createWriteStream(to, { mode: 0o600 }), signal ? { signal } : {})
  }
}

/** What is copied, and whereto: the basemaps, what a killed program had not yet folded into the file, and last the file itself. */
async function filesOf(original: string, path: string): Promise<readonly (readonly [from: string, to: string])[]> {
  const basemaps = basemapFolder(original)
  const maps = existsSync(basemaps) ? await readdir(basemaps, { withFileTypes: true }) : []
  const wal = existsSync(`${original}-wal`) ? [[`${original}-wal`, `${path}-wal`] as const] : []
  return [
    ...maps
      .filter((entry) => entry.isFile())
      .map(({ name }) => [join(basemaps, name), join(basemapFolder(path), name)] as const),
    ...wal,
    [original, `${path}.part`],
  ]
}

async function stateOf(path: string): Promise<OriginalState> {
  const { size, mtimeMs } = await stat(path)
  return { bytes: size, modifiedMs: mtimeMs }
}

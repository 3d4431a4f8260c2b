/** Copying an installer so that what is kept is what was checked: the bytes are hashed on their way, and a copy that differs is not kept. */
import { createHash } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import type { ReleaseFile } from './release-manifest.ts'
import { because, readOnlyFlags, UpdateProblem, unlessAborted } from './update-problem.ts'
import type { UpdateRefusal } from './update-refusals.ts'

export interface CopyOptions {
  readonly file: Pick<ReleaseFile, 'bytes' | 'sha512'>
  readonly from: string
  /** Replaced in one step when the copy is whole; until then it stays as it was. */
  readonly to: string
  /** Who may read and run the copy. */
  readonly mode: number
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((bytesDone: number) => void) | undefined
}

const CHUNK_BYTES = 1024 * 1024

/** Copies and answers null, or the reason why there is no copy. Leaves nothing of an unfinished one. */
export async function copyChecked({ from, to, ...options }: CopyOptions): Promise<UpdateRefusal | null> {
  const unfinished = `${to}.part`
  const opening = open(from, readOnlyFlags)
  let target: FileHandle | null = null
  try {
    const source = await unlessAborted(opening, options.signal).catch(because('file-missing'))
    await rm(unfinished, { force: true }).catch(because('home-unwritable'))
    target = await open(unfinished, 'wx', options.mode).catch(because('home-unwritable'))
    await copyBytes(source, target, options)
    await target.close().catch(because('home-unwritable'))
    target = null
    await rename(unfinished, to).catch(because('home-unwritable'))
    return null
  } catch (error) {
    await target?.close().catch(ignore)
    await rm(unfinished, { force: true }).catch(ignore)
    if (error instanceof UpdateProblem) return error.reason
    throw error
  } finally {
    // Not waited for: on a share that no longer answers it would never end.
    opening.then((source) => source.close()).catch(ignore)
  }
}

async function copyBytes(
  source: FileHandle,
  target: FileHandle,
  { file, signal, onProgress }: Omit<CopyOptions, 'from' | 'to'>,
): Promise<void> {
  const hash = createHash('sha512')
  const chunk = Buffer.alloc(CHUNK_BYTES)
  let done = 0
  for (;;) {
    const reading = source.read(chunk, 0, CHUNK_BYTES, done)
    const { bytesRead } = await unlessAborted(reading, signal).catch(because('folder-unreadable'))
    if (bytesRead === 0) break
    done += bytesRead
    if (done > file.bytes) throw new UpdateProblem('size-wrong')
    const read = chunk.subarray(0, bytesRead)
    hash.update(read)
    await target.writeFile(read).catch(because('home-unwritable'))
    onProgress?.(done)
  }
  if (done !== file.bytes) throw new UpdateProblem('size-wrong')
  if (hash.digest('hex') !== file.sha512) throw new UpdateProblem('hash-wrong')
  await target.sync().catch(because('home-unwritable'))
}

function ignore(): void {}

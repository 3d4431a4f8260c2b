/** Files that people chose, known to windows by token only, and files that wait to be fetched. */
import { randomUUID } from 'node:crypto'
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream as NodeStream } from 'node:stream/web'
import type { FileToken, JobResult } from './contract/api.ts'
import { Refusal } from './contract/errors.ts'

interface HeldFile {
  readonly path: string
  readonly name: string
}

/** The largest upload: the eight provinces' households are 0.6 GB as CSV. */
const MAX_UPLOAD_BYTES = 4 * 1024 ** 3

export class FileTokens {
  readonly #files = new Map<string, HeldFile>()
  /** Uploads and outgoing files live here until the workbench closes. */
  readonly folder = mkdtempSync(join(tmpdir(), 'phaenthi-'))

  /** Holds a file where it stands. Throws `file.not-found`. */
  hold(path: string, name = basename(path)): FileToken {
    if (!existsSync(path)) throw new Refusal('file.not-found', { path })
    const token = randomUUID()
    this.#files.set(token, { path, name })
    return { token, name, bytes: statSync(path).size }
  }

  get(token: string): HeldFile {
    const file = this.#files.get(token)
    if (!file) throw new Refusal('request.not-found', { what: token })
    return file
  }

  /** Takes an upload's bytes as they come; a broken upload leaves nothing. Files of one `group` stand side by side. */
  async receive(name: string, body: ReadableStream<Uint8Array>, group: string = randomUUID()): Promise<FileToken> {
    const folder = join(this.folder, safeName(group))
    mkdirSync(folder, { recursive: true })
    const path = join(folder, safeName(name))
    let bytes = 0
    const limit = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength
        if (bytes > MAX_UPLOAD_BYTES) throw new Refusal('file.too-large', { name, what: '4 GB' })
        controller.enqueue(chunk)
      },
    })
    try {
      await pipeline(Readable.fromWeb(body.pipeThrough(limit) as NodeStream), createWriteStream(path))
    } catch (error) {
      rmSync(path, { force: true })
      throw error
    }
    return this.hold(path, name)
  }

  /** A fresh path for a file that will be given out. */
  outgoing(name: string): string {
    const folder = join(this.folder, randomUUID())
    mkdirSync(folder)
    return join(folder, safeName(name))
  }

  /** A job's file as windows may know it: they never learn where it stands. */
  present(result: JobResult, name: string): JobResult {
    if (result.kind !== 'file') return result
    const { token, bytes } = this.hold(result.token, name)
    return { kind: 'file', token, name, bytes }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A file name without folders or characters that some system refuses; Thai stays. */
function safeName(name: string): string {
  const last = name.split(/[/\\]/).at(-1) ?? ''
  const cleaned = [...last].filter((char) => char >= ' ' && !'<>:"|?*'.includes(char)).join('')
  return cleaned.replace(/^\.+/, '').slice(-120) || 'file'
}

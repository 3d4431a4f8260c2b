/**
 * Zips from strangers. The listing is judged before anything is unpacked (how many members, how large, how strongly packed) and
 * the bytes are counted again while unpacking, because a listing can lie. Names are made harmless; nothing leaves the folder.
 */
import { createWriteStream, mkdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { Refusal } from '../../contract/errors.ts'

export interface ZipEntry {
  readonly name: string
  readonly bytes: number
  readonly packedBytes: number
  readonly entry: yauzl.Entry
}

const MAX_ENTRIES = 20_000
const MAX_BYTES = 8 * 1024 ** 3
/** Text and coordinates pack 5 to 30 times; runs of one byte pack 1,000 times. */
const MAX_RATIO = 200
const RATIO_MATTERS_FROM = 50 * 1024 ** 2

/** Members of a zip that may hold data (no folders, no system files). Throws `file.damaged`, `file.zip-bomb`. */
export async function listZip(path: string): Promise<ZipEntry[]> {
  const zip = await openZip(path)
  try {
    const entries: ZipEntry[] = []
    let seen = 0
    for await (const entry of zip.eachEntry()) {
      if (++seen > MAX_ENTRIES) throw bomb(path, `> ${MAX_ENTRIES}`)
      const name = memberName(entry)
      if (name.endsWith('/') || /(^|\/)(__MACOSX\/|\._|\.DS_Store$|Thumbs\.db$)/i.test(name)) continue
      entries.push({ name, bytes: entry.uncompressedSize, packedBytes: entry.compressedSize, entry })
    }
    judgeSizes(path, entries)
    return entries
  } catch (error) {
    throw asRefusal(error, path)
  } finally {
    zip.close()
  }
}

/** Unpacks the members into `folder` and answers where each one went. Throws `file.damaged`, `file.zip-bomb`. */
export async function unpackZip(
  path: string,
  folder: string,
  entries: readonly ZipEntry[],
): Promise<ReadonlyMap<string, string>> {
  const zip = await openZip(path)
  const placed = new Map<string, string>()
  let left = MAX_BYTES
  try {
    for (const member of entries) {
      if (member.entry.isEncrypted()) throw new Refusal('file.damaged', { name: basename(path), what: 'encrypted' })
      const target = join(folder, harmlessPath(member.name))
      mkdirSync(dirname(target), { recursive: true })
      const count = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          left -= chunk.length
          done(left < 0 ? bomb(path, `> ${MAX_BYTES / 1024 ** 3} GB`) : null, chunk)
        },
      })
      await pipeline(await zip.openReadStreamPromise(member.entry), count, createWriteStream(target))
      placed.set(member.name, target)
    }
    return placed
  } catch (error) {
    throw asRefusal(error, path)
  } finally {
    zip.close()
  }
}

async function openZip(path: string): Promise<yauzl.ZipFile> {
  try {
    return await yauzl.openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false })
  } catch (error) {
    throw asRefusal(error, path)
  }
}

/** Windows packs Thai names in its own code page without saying so. */
function memberName(entry: yauzl.Entry): string {
  const raw = (entry as unknown as { fileNameRaw?: Buffer; fileName: Buffer }).fileNameRaw ?? entry.fileName
  const bytes = Buffer.from(raw as unknown as Uint8Array)
  const utf8 = bytes.toString('utf8')
  const name = utf8.includes('\ufffd') ? new TextDecoder('windows-874').decode(bytes) : utf8
  return name.replaceAll('\\', '/')
}

function harmlessPath(name: string): string {
  const parts = name
    .split('/')
    .map((part) =>
      part
        .replace(/[<>:"|?*\p{Cc}]/gu, '_')
        .replace(/^\.+$/, '_')
        .replace(/[. ]+$/, ''),
    )
    .filter((part) => part !== '')
  return parts.length > 0 ? join(...parts) : '_'
}

function judgeSizes(path: string, entries: readonly ZipEntry[]): void {
  const bytes = entries.reduce((sum, entry) => sum + entry.bytes, 0)
  const packed = entries.reduce((sum, entry) => sum + entry.packedBytes, 0)
  if (bytes > MAX_BYTES) throw bomb(path, `${Math.round(bytes / 1024 ** 3)} GB`)
  if (bytes > RATIO_MATTERS_FROM && bytes > packed * MAX_RATIO) {
    throw bomb(path, `${Math.round(bytes / 1024 ** 2)} MB, 1:${Math.round(bytes / Math.max(1, packed))}`)
  }
}

function bomb(path: string, what: string): Refusal {
  return new Refusal('file.zip-bomb', { name: basename(path), what })
}

function asRefusal(error: unknown, path: string): unknown {
  if (error instanceof Refusal) return error
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC') return new Refusal('disk.full')
  if (code === 'ENOENT' || code === 'EACCES') return error
  return new Refusal('file.damaged', { name: basename(path), what: 'ZIP' }, (error as Error).message)
}

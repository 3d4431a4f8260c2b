/**
 * Whether the program's own files are still what was packed. Electron looks after its archive (the fuse for embedded integrity), but
 * data/, its packages, WASM and the native module lie beside it, as plain files that a failing stick, a half copy or a cleaner can
 * damage. The archive's header names every one of them with its size and SHA-256, written by the packager, and is the very part that
 * Electron verifies: so no list of our own is made.
 *
 * This finds damage. It is no wall: who can write into the folder can write another program there, and no file that was added counts.
 */
import { hash } from 'node:crypto'
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface ProgramFile {
  /** Relative to the unpacked folder, with slashes. */
  readonly path: string
  readonly sizeBytes: number
  /** In hexadecimal; null where the packager gave none, and then only the size is looked at. */
  readonly sha256: string | null
}

export interface DamagedFile {
  readonly path: string
  readonly problem: 'missing' | 'changed'
}

/** What a start loads or what decides what it loads; the rest is GDAL's, tables, fonts and licences. */
const NEEDED_TO_START = /\.(c?js|mjs|node|json|sql|html|css)$|automerge_wasm_bg\.wasm$/
const READS_AT_ONCE = 16
/** macOS: signing comes after packing and rewrites native modules; the system itself verifies what it signed. */
const SIGNED_LATER = process.platform === 'darwin' ? /\.node$/ : null

/**
 * The files that were packed beside an archive (`…/resources/app.asar`), read off its header. Null where there is no archive, as
 * in a program that was not packed. Throws where the archive cannot be read.
 */
export function readProgramFiles(archive: string): readonly ProgramFile[] | null {
  const header = withoutArchives(() => (isFile(archive) ? readHeader(archive) : null))
  return header && unpackedFiles(header, '')
}

/**
 * The damaged ones among `files`, at most `limit` of them (10 unless told), in the files' order; none when all is well. `folder` is
 * where they were unpacked (`…/resources/app.asar.unpacked`). `those` says what is read and hashed: 'needed-to-start' (about 17 MB) or
 * 'all' (about 57 MB); of the others only presence and size are looked at. Blocks for no longer than one file's hash takes.
 */
export async function checkProgramFiles(
  files: readonly ProgramFile[],
  folder: string,
  { those = 'needed-to-start', limit = 10 }: { those?: 'needed-to-start' | 'all'; limit?: number } = {},
): Promise<readonly DamagedFile[]> {
  const problems = new Array<DamagedFile | null>(files.length).fill(null)
  let next = 0
  let found = 0
  const work = async () => {
    while (next < files.length && found < limit) {
      const at = next++
      const file = files[at]!
      const problem = await problemOf(file, join(folder, file.path), those === 'all' || NEEDED_TO_START.test(file.path))
      if (!problem) continue
      problems[at] = { path: file.path, problem }
      found++
    }
  }
  await Promise.all(Array.from({ length: READS_AT_ONCE }, work))
  return problems.filter((problem) => problem !== null).slice(0, limit)
}

async function problemOf(file: ProgramFile, path: string, isRead: boolean): Promise<DamagedFile['problem'] | null> {
  const size = statSync(path, { throwIfNoEntry: false })?.size
  if (size === undefined) return 'missing'
  if (SIGNED_LATER?.test(file.path)) return null
  if (size !== file.sizeBytes) return 'changed'
  if (!isRead || file.sha256 === null) return null
  try {
    return hash('sha256', await readFile(path)) === file.sha256 ? null : 'changed'
  } catch {
    // There, but the disk or the system does not give it.
    return 'changed'
  }
}

/** A folder of the header has files; a file has its size and hash, and says whether it was unpacked. */
interface HeaderEntry {
  readonly files?: Readonly<Record<string, HeaderEntry>>
  readonly unpacked?: boolean
  readonly size?: number
  readonly integrity?: { readonly algorithm: string; readonly hash: string }
}

function unpackedFiles(folder: HeaderEntry, path: string): ProgramFile[] {
  return Object.entries(folder.files ?? {}).flatMap(([name, entry]) => {
    if (entry.files) return unpackedFiles(entry, `${path}${name}/`)
    if (!entry.unpacked || entry.size === undefined) return []
    const sha256 = entry.integrity?.algorithm === 'SHA256' ? entry.integrity.hash : null
    return [{ path: `${path}${name}`, sizeBytes: entry.size, sha256 }]
  })
}

/** An archive starts with four numbers of four bytes, of which the last is the length of the header, and then the header as JSON. */
function readHeader(archive: string): HeaderEntry {
  const file = openSync(archive, 'r')
  try {
    const numbers = Buffer.alloc(16)
    readSync(file, numbers)
    const header = Buffer.alloc(numbers.readUInt32LE(12))
    readSync(file, header, { position: numbers.length })
    return JSON.parse(header.toString('utf8')) as HeaderEntry
  } finally {
    closeSync(file)
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true
}

/** Electron shows an archive as a folder unless it is told not to; a plain Node takes no notice. */
function withoutArchives<T>(read: () => T): T {
  const before = process.noAsar
  process.noAsar = true
  try {
    return read()
  } finally {
    process.noAsar = before
  }
}

/**
 * A pack's file as a database in memory. The file is read once, whole, and never opened by SQLite: a stick gets no -wal or -journal
 * from us, and nobody can change it between our looking at it and our reading it.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import Sqlite, { type Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { codeOf, problemOf } from '../store/trouble.ts'
import { packLimits } from './limits.ts'

const magic = Buffer.from('SQLite format 3\u0000', 'latin1')
const HEADER_BYTES = 100
const PAGE_SIZE_AT = 16
/** Which versions of the format write and read it; 2 stands for a write-ahead log, which a database in memory cannot have. */
const WRITE_VERSION_AT = 18
const READ_VERSION_AT = 19
const PAGE_COUNT_AT = 28
const LOGGED = 2
const JOURNALLED = 1

/** Opens it for `read`. Throws `file.not-found`, `file.empty`, `file.damaged`, `disk.failed` and the packs' own. */
export function withPackFile<T>(path: string, name: string, read: (db: Database) => T): T {
  const bytes = readWhole(path, name)
  requireWhole(bytes, name)
  // What a log held that was never brought into the file is missing, and the hashes will say so.
  for (const at of [WRITE_VERSION_AT, READ_VERSION_AT]) if (bytes[at] === LOGGED) bytes[at] = JOURNALLED
  let db: Database | null = null
  try {
    db = new Sqlite(bytes, { readonly: true })
    db.pragma('trusted_schema = OFF')
    db.pragma('cell_size_check = ON')
    return read(db)
  } catch (error) {
    throw asPackRefusal(error, name)
  } finally {
    db?.close()
  }
}

function readWhole(path: string, name: string): Buffer {
  try {
    const file = openSync(path, 'r')
    try {
      return readFrom(file, name)
    } finally {
      closeSync(file)
    }
  } catch (error) {
    throw asReadRefusal(error, name)
  }
}

function readFrom(file: number, name: string): Buffer {
  const stat = fstatSync(file)
  if (!stat.isFile()) throw new Refusal('pack.foreign', { name })
  if (stat.size === 0) throw new Refusal('file.empty', { name })
  // Before its size: a film of 2 GB is no plan, and not a plan that is too large.
  const head = Buffer.alloc(Math.min(stat.size, magic.length))
  readSync(file, head, 0, head.length, 0)
  if (Buffer.compare(head, magic) !== 0) throw new Refusal('pack.foreign', { name })
  if (stat.size > packLimits.fileBytes) throw new Refusal('pack.too-much', { name, what: megabytes(stat.size) })
  const bytes = Buffer.alloc(stat.size)
  let at = 0
  while (at < bytes.length) {
    const got = readSync(file, bytes, at, bytes.length - at, at)
    if (got === 0) throw new Refusal('pack.cut-short', { name, got: at, wanted: bytes.length })
    at += got
  }
  return bytes
}

/** What the system says of a file that cannot be read; that it may not be written is nobody's concern here. */
function asReadRefusal(error: unknown, name: string): unknown {
  const code = error instanceof Refusal ? '' : codeOf(error)
  if (code === 'ENOENT') return new Refusal('file.not-found', { path: name })
  const problem = code === '' ? null : problemOf(error)
  if (problem && problem.code !== 'disk.read-only') return new Refusal(problem.code, problem.values)
  return code === '' ? error : new Refusal('file.damaged', { name, what: code })
}

/** By the file's own head: whatever SQLite makes of a file that ends early, the person is told that it does. */
function requireWhole(bytes: Buffer, name: string): void {
  if (bytes.length < HEADER_BYTES)
    throw new Refusal('pack.cut-short', { name, got: bytes.length, wanted: HEADER_BYTES })
  const pageSize = bytes.readUInt16BE(PAGE_SIZE_AT)
  const wanted = (pageSize === 1 ? 65_536 : pageSize) * bytes.readUInt32BE(PAGE_COUNT_AT)
  if (bytes.length < wanted) throw new Refusal('pack.cut-short', { name, got: bytes.length, wanted })
}

function asPackRefusal(error: unknown, name: string): unknown {
  if (error instanceof Refusal) return error
  const code = codeOf(error)
  if (code.startsWith('SQLITE_')) return new Refusal('pack.damaged', { name, what: code }, String(error))
  return error
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1024 ** 2).toLocaleString('en')} MB`
}

/** What SQLite and the file system say when the machine fails, as the refusals that people read. */
import { basename } from 'node:path'
import { type Problem, Refusal } from '../contract/errors.ts'

/** Its name in a system's or SQLite's table; empty where an error has none. */
export function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code
  return typeof code === 'string' ? code : ''
}

/** The workspace's pages could not be read or written: the device failed, is gone, or has become another. */
export function isLostFile(error: unknown): boolean {
  const code = codeOf(error)
  if (isFullDisk(error) || code === 'SQLITE_IOERR_NOMEM') return false
  return code.startsWith('SQLITE_IOERR') || code === 'SQLITE_CANTOPEN' || code === 'SQLITE_READONLY_DBMOVED'
}

export function isDamage(error: unknown): boolean {
  return codeOf(error).startsWith('SQLITE_CORRUPT')
}

/** SQLite says of the log's index, which is made larger byte by byte, only that this failed. */
function isFullDisk(error: unknown): boolean {
  return ['SQLITE_FULL', 'SQLITE_IOERR_SHMSIZE', 'ENOSPC', 'EDQUOT'].includes(codeOf(error))
}

/** The refusal for what the machine could not do, or null for an error that is a bug. */
export function problemOf(error: unknown): Problem | null {
  const code = codeOf(error)
  if (isFullDisk(error)) return { code: 'disk.full', values: {} }
  if (isDamage(error)) return { code: 'workspace.damaged', values: { path: '', what: code } }
  if (code === 'EIO' || isLostFile(error)) return { code: 'disk.failed', values: { what: code } }
  const isUnwritable = ['EROFS', 'EACCES', 'EPERM'].includes(code) || code.startsWith('SQLITE_READONLY')
  return isUnwritable ? { code: 'disk.read-only', values: { what: placeOf(error) || code } } : null
}

/** The error as a refusal where it is the machine's, itself where not: for throwing on. */
export function asRefusal(error: unknown): unknown {
  const problem = error instanceof Refusal ? null : problemOf(error)
  return problem ? new Refusal(problem.code, problem.values) : error
}

/** Its name alone: a window learns no paths. */
function placeOf(error: unknown): string {
  const { path, dest } = error as NodeJS.ErrnoException & { dest?: string }
  return basename(dest ?? path ?? '')
}

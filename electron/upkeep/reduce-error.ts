/**
 * What may be kept of an error: its class, its code, and where in our own program it passed. Never its message, which quotes
 * names, paths and rows, and nothing that was made up at run time: every part is one of a list, or a file of the program.
 */
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { pathToFileURL } from 'node:url'
import type { ErrorCode } from '../../data/contract/errors.ts'

export interface ReducedError {
  readonly name: string
  readonly code: string | null
  /** `data/store/open.ts:31`, innermost first; a packaged file has the lines of its source. */
  readonly frames: readonly string[]
  /** Class and code of what caused it, outermost first. */
  readonly causes: readonly string[]
}

const FRAMES = 12
const CAUSES = 3
/** A stack longer than this is not an error's but somebody's text. */
const STACK = 20_000

const names = new Set([
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...[
    'AbortError',
    'AssertionError',
    'DataCloneError',
    'Refusal',
    'SqliteError',
    'TimeoutError',
    'UpdateProblem',
    'ZodError',
  ],
])

/** What the shell meets when it opens a workspace. */
export const refusalCodes = [
  'internal',
  'cancelled',
  'request.invalid',
  'request.not-found',
  'workspace.not-found',
  'workspace.exists',
  'workspace.not-ours',
  'workspace.damaged',
  'workspace.newer',
  'workspace.locked',
  'workspace.read-only',
  'workspace.gone',
  'workspace.replaced',
  'disk.full',
  'disk.read-only',
  'disk.failed',
  'file.not-found',
  'file.damaged',
] as const satisfies readonly ErrorCode[]

export type RefusalCode = (typeof refusalCodes)[number]

/** The code as the log may say it; `internal` for those that it does not know. */
export function refusalCode(code: ErrorCode): RefusalCode {
  return refusalCodes.find((known) => known === code) ?? 'internal'
}

const systemCodes = new Set<string>([...Object.keys(constants.errno), ...refusalCodes])
/** Constants of Node and of SQLite, which are too many to list. */
const libraryCode = /^(ERR|SQLITE)_[A-Z][A-Z0-9_]{1,48}$/

/** Reduces whatever was thrown. `root` is the folder of the program, beneath which its files lie. */
export function reduceError(error: unknown, root: string): ReducedError {
  return {
    name: nameOf(error),
    code: codeOf(error),
    frames: error instanceof Error ? framesOf(error.stack, root) : [],
    causes: causesOf(error).map((cause) => [nameOf(cause), codeOf(cause)].filter(Boolean).join(' ')),
  }
}

/** The error's code where it is one that systems and libraries give; else null. */
export function codeOf(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (typeof code !== 'string') return null
  return systemCodes.has(code) || libraryCode.test(code) ? code : null
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return 'other'
  return names.has(error.name) ? error.name : 'other'
}

function causesOf(error: unknown): unknown[] {
  const causes: unknown[] = []
  let current = error
  while (causes.length < CAUSES && current instanceof Error && current.cause !== undefined) {
    causes.push(current.cause)
    current = current.cause
  }
  return causes
}

/**
 * The frames in files that the program has. A message stands at the head of a stack and may itself look like frames; what it
 * could bring in that way is no more than the name of one of our files.
 */
function framesOf(stack: unknown, root: string): string[] {
  if (typeof stack !== 'string') return []
  const frames: string[] = []
  for (const line of stack.slice(0, STACK).split('\n')) {
    const frame = /^\s*at /.test(line) ? frameOf(line, root) : null
    if (frame) frames.push(frame)
    if (frames.length === FRAMES) break
  }
  return frames
}

function frameOf(line: string, root: string): string | null {
  const plain = packed(line.replaceAll('\\', '/'))
  const within = [packed(pathToFileURL(root).href), packed(root.replaceAll('\\', '/'))]
    .map((start) => ({ start, at: plain.lastIndexOf(`${start}/`) }))
    .find(({ at }) => at >= 0)
  if (!within) return null
  const match = /^([\w@./-]+\.[cm]?[jt]sx?):(\d{1,6}):\d+\)?$/.exec(plain.slice(within.at + within.start.length + 1))
  const [, file = '', lineNumber] = match ?? []
  if (!match || file.includes('..') || !isOurs(root, file)) return null
  return `${file}:${lineNumber}`
}

/** Of an installed app the shell runs from the archive and the rest from beside it; one name serves for both. */
function packed(path: string): string {
  return path.replaceAll('app.asar.unpacked', 'app.asar')
}

function isOurs(root: string, file: string): boolean {
  return existsSync(`${root}/${file}`) || existsSync(`${root.replace('app.asar', 'app.asar.unpacked')}/${file}`)
}

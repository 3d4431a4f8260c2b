/**
 * Reports of what went wrong: text files that a person can read, kept in their home and never sent. They hold what the log may
 * hold and no more (reduce-error.ts, log-events.ts).
 */
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { cpus, release, totalmem } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { rarely } from '../limit.ts'
import { both, type CrashKind, reportSentences, whatHappened } from './crash-sentences.ts'
import type { Log } from './log.ts'
import { type LogFields, reduceFields } from './log-events.ts'
import { type ReducedError, reduceError } from './reduce-error.ts'
import { writeAtomically } from './write-atomically.ts'

export interface CrashReportOptions {
  /** Where the reports lie; made when absent. */
  readonly folder: string
  /** The folder of the program, which stack frames are told relative to. */
  readonly root: string
  readonly log: Pick<Log, 'write' | 'lastLines'>
  /** `Phaenthi 0.1.0`, `Electron 45.4.1` and the like: our own constants. */
  readonly versions: readonly string[]
  readonly now?: () => number
}

export interface CrashDetails {
  readonly error?: unknown
  /** Why the system says a window ended. */
  readonly reason?: LogFields<'window.gone'>['reason']
  readonly newDumps?: number
}

const KEPT = 20
/** A program that fails in a loop must not write its reports over the first one. */
const REPORTS = 5
const WITHIN_MS = 60_000
const SEEN = 'seen.json'
const namePattern = /^\d{4}-\d\d-\d\dT[\d-]+Z(-\d+)?-[a-z-]+\.txt$/

export class CrashReports {
  readonly #options: Required<CrashReportOptions>
  readonly #mayReport: () => boolean

  constructor(options: CrashReportOptions) {
    this.#options = { now: Date.now, ...options }
    this.#mayReport = rarely(REPORTS, WITHIN_MS, this.#options.now)
  }

  /** Writes a report, on disk when this returns, and answers its path; null where it cannot be written or there are too many. Never throws. */
  report(kind: CrashKind, details: CrashDetails = {}): string | null {
    if (!this.#mayReport()) return null
    try {
      mkdirSync(this.#options.folder, { recursive: true })
      const path = this.#write(kind, this.#text(kind, details))
      this.#options.log.write('report.written', { kind })
      this.#dropOldest()
      return path
    } catch {
      return null
    }
  }

  /** Paths of the reports that were written since the person last looked, newest first. */
  newReports(): readonly string[] {
    const seen = new Set(this.#seen())
    return this.#names()
      .filter((name) => !seen.has(name))
      .map((name) => join(this.#options.folder, name))
      .reverse()
  }

  /** The person has looked at what there is. */
  markSeen(): void {
    try {
      writeAtomically(join(this.#options.folder, SEEN), JSON.stringify(this.#names()))
    } catch {
      // They are shown once more at the next start, which is the lesser harm.
    }
  }

  #write(kind: CrashKind, text: string): string {
    const at = new Date(this.#options.now()).toISOString().replaceAll(/[:.]/g, '-')
    for (let more = 1; ; more++) {
      const path = join(this.#options.folder, `${at}${more > 1 ? `-${more}` : ''}-${kind}.txt`)
      try {
        writeFileSync(path, text, { flag: 'wx', mode: 0o600 })
        return path
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || more === REPORTS) throw error
      }
    }
  }

  #text(kind: CrashKind, { error, reason, newDumps }: CrashDetails): string {
    const { root, log, versions, now } = this.#options
    const fields = { ...reduceFields('window.gone', { reason }), ...reduceFields('ended.uncleanly', { newDumps }) }
    const facts = [
      [reportSentences.time, new Date(now()).toISOString()],
      [reportSentences.version, versions.join(', ')],
      [reportSentences.system, systemFacts()],
      ...(fields.reason ? [[reportSentences.reason, String(fields.reason)] as const] : []),
      ...(fields.newDumps ? [[reportSentences.dumps, String(fields.newDumps)] as const] : []),
    ] as const
    const parts = [
      both(reportSentences.title),
      `${whatHappened[kind].th}\n${whatHappened[kind].en}`,
      `${reportSentences.stays.th}\n${reportSentences.stays.en}`,
      facts.map(([name, value]) => `${both(name)}: ${value}`).join('\n'),
      ...(error === undefined ? [] : [`${both(reportSentences.error)}:\n${errorText(reduceError(error, root))}`]),
      `${both(reportSentences.log)}:\n${log.lastLines().join('\n')}`,
    ]
    // Notepad of older Windows shows a text without the mark as if it were in the system's own encoding.
    return `\uFEFF${parts.join('\n\n')}\n`
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#options.folder)
        .filter((name) => namePattern.test(name))
        .sort()
    } catch {
      return []
    }
  }

  #seen(): readonly string[] {
    try {
      return z.array(z.string()).parse(JSON.parse(readFileSync(join(this.#options.folder, SEEN), 'utf8')))
    } catch {
      return []
    }
  }

  #dropOldest(): void {
    for (const name of this.#names().slice(0, -KEPT)) rmSync(join(this.#options.folder, name), { force: true })
  }
}

/**
 * How many memory dumps of Electron's crash reporter are newer than this time (milliseconds since 1970). It keeps them in folders
 * of its own within the one it is given, which differ by system.
 */
export function countDumps(folder: string, since: number): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.isFile() && entry.name.endsWith('.dmp') && isNewer(join(entry.parentPath, entry.name), since),
    ).length
  } catch {
    return 0
  }
}

function isNewer(path: string, since: number): boolean {
  return (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= since
}

function systemFacts(): string {
  const memoryGb = Math.round(totalmem() / 1e9)
  return `${process.platform} ${release()} ${process.arch}, ${cpus().length} × CPU, ${memoryGb} GB`
}

function errorText({ name, code, frames, causes }: ReducedError): string {
  const head = [name, code].filter(Boolean).join(' ')
  return [head, ...causes.map((cause) => `← ${cause}`), ...frames.map((frame) => `  ${frame}`)].join('\n')
}

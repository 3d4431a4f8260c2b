/**
 * What the program did, for whoever has to find out why it did not: one JSON line per event, in a few files of bounded size that
 * stay on this machine. What a line may say is in log-events.ts; nothing of people, places, paths or files is ever in it, so that
 * the log can be handed on. What other code prints is counted and not kept (count-printed.ts), since it quotes data.
 */
import { closeSync, fstatSync, mkdirSync, openSync, readFileSync, readSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { type LogEventName, type LogFields, logEvents, reduceFields } from './log-events.ts'
import { reduceError } from './reduce-error.ts'

export interface LogOptions {
  /** Where the files lie; made when absent. */
  readonly folder: string
  /** The folder of the program, which stack frames are told relative to. */
  readonly root: string
  readonly maxBytes?: number
  readonly files?: number
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

const MAX_BYTES = 1_000_000
const FILES = 5
/** Lines that a report may ask for. */
const REMEMBERED = 50
/** More of one event than this within the window is a loop, which must not push the rest out of the files. */
const BURST = 40
const BURST_MS = 10_000
/** A disk that is full may be emptied, so writing is tried again, but not for ever. */
const RETRY_MS = 30_000
const TRIES = 10

export class Log {
  readonly #options: Required<LogOptions>
  readonly #bursts = new Map<LogEventName, { since: number; lines: number }>()
  #recent: string[]
  #file: number | null = null
  #bytes = 0
  #lost = 0
  #failures = 0
  #retryAt = 0

  constructor(options: LogOptions) {
    this.#options = { maxBytes: MAX_BYTES, files: FILES, now: Date.now, ...options }
    this.#recent = [this.#path(1), this.#path(0)].flatMap(linesOf).slice(-REMEMBERED)
  }

  /** Adds a line, on disk when this returns. Never throws: where it cannot be written, the line is lost and counted. */
  write<E extends LogEventName>(event: E, fields: LogFields<E>, error?: unknown): void {
    if (this.#isLoop(event)) {
      this.#lost++
      return
    }
    this.#tellGap()
    const line = this.#line(event, fields, error)
    this.#remember(line)
    if (!this.#append(line)) this.#lost++
  }

  /** The newest lines, oldest first; those of the run before too, until this run has written as many. At most 50. */
  lastLines(): readonly string[] {
    return this.#recent
  }

  close(): void {
    if (this.#file !== null) closeSync(this.#file)
    this.#file = null
  }

  #line(event: LogEventName, fields: Readonly<Record<string, unknown>>, error?: unknown): string {
    const { now, root } = this.#options
    const at = new Date(now()).toISOString()
    const reduced = error === undefined ? {} : { error: reduceError(error, root) }
    return JSON.stringify({ at, level: logEvents[event].level, event, ...reduceFields(event, fields), ...reduced })
  }

  #tellGap(): void {
    if (this.#lost === 0) return
    const line = this.#line('log.gap', { lines: this.#lost })
    if (!this.#append(line)) return
    this.#remember(line)
    this.#lost = 0
  }

  #remember(line: string): void {
    this.#recent = [...this.#recent, line].slice(-REMEMBERED)
  }

  #append(line: string): boolean {
    if (this.#failures >= TRIES || this.#options.now() < this.#retryAt) return false
    try {
      const bytes = Buffer.from(`${line}\n`)
      if (this.#file !== null && this.#bytes + bytes.length > this.#options.maxBytes) this.#rotate()
      writeSync(this.#opened(), bytes)
      this.#bytes += bytes.length
      return true
    } catch {
      this.#failures++
      this.#retryAt = this.#options.now() + RETRY_MS
      this.#letGo()
      return false
    }
  }

  #opened(): number {
    if (this.#file !== null) return this.#file
    mkdirSync(this.#options.folder, { recursive: true })
    this.#file = openSync(this.#path(0), 'a+', 0o600)
    this.#bytes = fstatSync(this.#file).size
    if (this.#bytes > this.#options.maxBytes) {
      this.#rotate()
      return this.#opened()
    }
    // A power cut may have left half a line; the next must not be joined to it.
    if (this.#bytes > 0 && lastByteOf(this.#file, this.#bytes) !== NEW_LINE) this.#bytes += writeSync(this.#file, '\n')
    return this.#file
  }

  #rotate(): void {
    this.close()
    for (let age = this.#options.files - 1; age > 0; age--) {
      try {
        renameSync(this.#path(age - 1), this.#path(age))
      } catch (error) {
        // There are not that many yet; the present one, though, has to make room.
        if (age === 1) throw error
      }
    }
  }

  #letGo(): void {
    try {
      this.close()
    } catch {
      this.#file = null
    }
  }

  #isLoop(event: LogEventName): boolean {
    const now = this.#options.now()
    const burst = this.#bursts.get(event)
    if (!burst || now - burst.since >= BURST_MS || now < burst.since) {
      this.#bursts.set(event, { since: now, lines: 1 })
      return false
    }
    return ++burst.lines > BURST
  }

  #path(age: number): string {
    return join(this.#options.folder, age === 0 ? 'phaenthi.log' : `phaenthi.${age}.log`)
  }
}

const NEW_LINE = 10

function lastByteOf(file: number, bytes: number): number | undefined {
  const last = Buffer.alloc(1)
  readSync(file, last, 0, 1, bytes - 1)
  return last[0]
}

/** The whole lines of a log that is there; what a power cut or another program left in it is not repeated. */
function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .slice(-2 * REMEMBERED)
      .filter(isOurs)
  } catch {
    return []
  }
}

function isOurs(line: string): boolean {
  try {
    const { event } = JSON.parse(line) as { readonly event?: unknown }
    return typeof event === 'string' && event in logEvents
  } catch {
    return false
  }
}

/**
 * The closed table of what the log may say. A field keeps numbers, yes and no, and words of a list; anything else that reaches
 * it at run time is written as null, whatever the types said.
 */

import { updateRefusals } from '../updates/update-refusals.ts'
import { refusalCodes } from './reduce-error.ts'

export type LogLevel = 'info' | 'warn' | 'error'

interface Field<T> {
  /** The value as it may be written; null where it may not. */
  readonly keep: (value: unknown) => T | null
}

const flag: Field<boolean> = { keep: (value) => (typeof value === 'boolean' ? value : null) }
/** A whole number small enough to be nobody's number: not a citizen's, not a telephone's, not a coordinate. */
const count: Field<number> = { keep: (value) => wholeUpTo(value, 9_999_999) }
const durationMs: Field<number> = { keep: (value) => wholeUpTo(value, 86_400_000) }
/** Digits and points, as `0.1.0`; what stands behind them (`-beta.1`) is left out. */
const version: Field<string> = {
  keep: (value) =>
    typeof value === 'string' ? (/^\d{1,4}\.\d{1,4}\.\d{1,5}(?=$|[-+.])/.exec(value)?.[0] ?? null) : null,
}
function oneOf<const T extends readonly string[]>(...words: T): Field<T[number]> {
  return { keep: (value) => words.find((word) => word === value) ?? null }
}

const gone = oneOf(
  'clean-exit',
  'abnormal-exit',
  'killed',
  'crashed',
  'oom',
  'launch-failed',
  'integrity-failure',
  'memory-eviction',
)
const processType = oneOf(
  'Utility',
  'Zygote',
  'Sandbox helper',
  'GPU',
  'Pepper Plugin',
  'Pepper Plugin Broker',
  'Unknown',
)
const refusal = oneOf(...refusalCodes)
const none = {}

export const logEvents = {
  started: {
    level: 'info',
    fields: {
      version,
      electron: version,
      platform: oneOf('win32', 'darwin', 'linux'),
      arch: oneOf('x64', 'arm64'),
      isPackaged: flag,
      isPortable: flag,
    },
  },
  ready: { level: 'info', fields: { durationMs } },
  ended: { level: 'info', fields: { printedLines: count } },
  'ended.uncleanly': { level: 'warn', fields: { newDumps: count } },
  'workspace.opened': { level: 'info', fields: { durationMs, isReadOnly: flag, isCopy: flag, isSample: flag } },
  'workspace.refused': { level: 'warn', fields: { code: refusal } },
  'workspace.closed': { level: 'info', fields: { durationMs } },
  'worker.failed': { level: 'error', fields: { isRestarted: flag } },
  'window.opened': { level: 'info', fields: { window: oneOf('desk', 'room') } },
  'window.gone': { level: 'error', fields: { window: oneOf('desk', 'room'), reason: gone, isReloaded: flag } },
  'window.unresponsive': { level: 'warn', fields: { window: oneOf('desk', 'room') } },
  'process.gone': { level: 'error', fields: { type: processType, reason: gone } },
  'display.changed': { level: 'info', fields: { displays: count } },
  printed: { level: 'warn', fields: { lines: count } },
  'blocked.requests': { level: 'warn', fields: { requests: count } },
  'settings.damaged': { level: 'warn', fields: none },
  'settings.unwritten': { level: 'warn', fields: none },
  'update.looked': {
    level: 'info',
    fields: {
      found: oneOf('none', 'available', 'refused'),
      reason: oneOf(...updateRefusals),
      isAtStart: flag,
      durationMs,
    },
  },
  'update.taken': { level: 'info', fields: { version, durationMs } },
  'update.not-taken': { level: 'warn', fields: { reason: oneOf(...updateRefusals) } },
  'update.started': { level: 'info', fields: { version, step: oneOf('run', 'replace', 'show') } },
  'report.written': { level: 'info', fields: { kind: oneOf('main', 'worker', 'window', 'unclean-end') } },
  'error.uncaught': { level: 'error', fields: none },
  'log.gap': { level: 'warn', fields: { lines: count } },
} as const satisfies Record<
  string,
  { readonly level: LogLevel; readonly fields: Readonly<Record<string, Field<unknown>>> }
>

export type LogEventName = keyof typeof logEvents

type Kept<F> = F extends Field<infer T> ? T : never

/** The fields that an event takes; each may be left out. */
export type LogFields<E extends LogEventName> = {
  readonly [K in keyof (typeof logEvents)[E]['fields']]?: Kept<(typeof logEvents)[E]['fields'][K]> | undefined
}

/** The event's fields as they may be written: those of the table, each of its own kind or null. */
export function reduceFields(event: LogEventName, given: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const fields: Readonly<Record<string, Field<unknown>>> = logEvents[event].fields
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([name]) => given[name] !== undefined)
      .map(([name, { keep }]) => [name, keep(given[name])]),
  )
}

function wholeUpTo(value: unknown, most: number): number | null {
  if (typeof value !== 'number' || !Number.isFinite(value)) return null
  const whole = Math.round(value)
  return whole >= 0 && whole <= most ? whole : null
}

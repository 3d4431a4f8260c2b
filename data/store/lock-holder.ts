/**
 * Whether the holder that a lock names is living. On this machine: its process runs and its door answers (a process number is
 * given out again, above all after a restart). On another: its heartbeat. Clocks of two machines differ, so a heartbeat that
 * lies in the future is not compared with our clock: it is watched for moving.
 */
import { readFileSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import { hostname } from 'node:os'
import { setTimeout as sleepFor } from 'node:timers/promises'
import { isRunning } from './is-running.ts'
import { codeOf } from './trouble.ts'

export interface LockHolder {
  readonly user: string
  readonly host: string
  readonly pid: number
  readonly since: string
  /** Socket or named pipe on which the holder takes commands, and the secret to say there. */
  readonly socket: string | null
  readonly secret: string | null
}

export const HEARTBEAT_MS = 20_000
/** A holder on another machine that has not been heard of for this long is taken to be gone. */
const SILENT_MS = 5 * 60_000
/** Where a door does not answer, a heartbeat as young as this still counts: something may have swept the socket away. */
const JUST_TOUCHED_MS = 3 * HEARTBEAT_MS
const CONNECT_MS = 2000
/** A lock is written just after it is made; what cannot be read by then is nobody's. */
const HALF_WRITTEN_MS = 100
const READS = 3

type Sleep = (milliseconds: number) => Promise<unknown>

interface Found {
  /** Null where nobody has it. */
  readonly holder: LockHolder | null
  /** What stood in the lock, for telling it from the next one; null where it cannot be read. */
  readonly text: string | null
  /** False where there was no lock at all. */
  readonly isThere: boolean
}

export function lockPath(workspacePath: string): string {
  return `${workspacePath}.lock`
}

/** The living holder of a workspace, or null where nobody has it (a lock left by a killed process counts as nobody). */
export async function readHolder(workspacePath: string): Promise<LockHolder | null> {
  return (await livingHolder(workspacePath)).holder
}

/** The same with the text that was judged. Waits for a heartbeat only where clocks contradict each other. */
export async function livingHolder(workspacePath: string, sleep: Sleep = sleepFor): Promise<Found> {
  const path = lockPath(workspacePath)
  for (let reads = 0; reads < READS; reads++) {
    const text = readIfThere(path)
    const holder = text === null ? null : parseHolder(text)
    if (holder) return { holder: (await isLiving(path, holder, sleep)) ? holder : null, text, isThere: true }
    if (touchedMs(path) === null) return { holder: null, text: null, isThere: false }
    await sleep(HALF_WRITTEN_MS)
  }
  return { holder: null, text: readIfThere(path), isThere: true }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function parseHolder(text: string): LockHolder | null {
  try {
    const holder = JSON.parse(text) as Partial<LockHolder> | null
    const isWhole = typeof holder?.host === 'string' && typeof holder.pid === 'number'
    return isWhole ? (holder as LockHolder) : null
  } catch {
    return null
  }
}

async function isLiving(path: string, holder: LockHolder, sleep: Sleep): Promise<boolean> {
  if (holder.host === hostname()) {
    if (!isRunning(holder.pid)) return false
    if (holder.socket === null || (await isListening(holder.socket))) return true
    return Math.abs(sinceTouched(path)) < JUST_TOUCHED_MS
  }
  const silentMs = sinceTouched(path)
  if (silentMs > -SILENT_MS) return silentMs < SILENT_MS
  const before = touchedMs(path)
  await sleep(HEARTBEAT_MS * 1.25)
  return touchedMs(path) !== before
}

/** By this machine's clock; negative where the lock was touched in what is still the future here. */
function sinceTouched(path: string): number {
  return Date.now() - (touchedMs(path) ?? Number.NEGATIVE_INFINITY)
}

function touchedMs(path: string): number | null {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** Only what is surely not there counts as silent: a door that may not be opened, or is slow, is somebody's. */
function isListening(socket: string): Promise<boolean> {
  return new Promise((resolve) => {
    const line = connect(socket)
    const settle = (answer: boolean) => {
      line.destroy()
      resolve(answer)
    }
    line.setTimeout(CONNECT_MS, () => settle(true))
    line.once('connect', () => settle(true))
    line.once('error', (error) => settle(!['ENOENT', 'ECONNREFUSED'].includes(codeOf(error))))
  })
}

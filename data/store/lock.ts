/**
 * Who has a workspace open. A small file beside it names the holder, so that another program on this or another laptop can
 * say so, and so that the command line can hand its command to the holder. SQLite's own locks cannot tell a name.
 *
 * A lock that nobody living holds must not keep people out, and two must never hold one file: `lock-holder.ts` tells who lives.
 */
import { randomUUID } from 'node:crypto'
import { closeSync, openSync, readFileSync, rmSync, statSync, unlinkSync, utimesSync, writeSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { setTimeout as sleep } from 'node:timers/promises'
import { Refusal } from '../contract/errors.ts'
import { HEARTBEAT_MS, type LockHolder, livingHolder, lockPath } from './lock-holder.ts'
import { asRefusal, codeOf, problemOf } from './trouble.ts'

/** Where the holder takes commands: a socket or named pipe that is listened at, and the secret to say there. */
export interface DoorAddress {
  readonly socket: string
  readonly secret: string
}

export interface Lock {
  /** What stands in the lock, for taking it again after the file was away. */
  readonly holder: LockHolder
  release(): void
}

const TRIES = 12
const WAIT_MS = 25
/** Nobody needs longer to remove a lock. */
const TURN_MS = 10_000

/** Takes the lock of a workspace. Throws `workspace.locked` while someone living holds it, `disk.full`, `disk.read-only`. */
export async function takeLock(workspacePath: string, door?: DoorAddress): Promise<Lock> {
  const holder: LockHolder = {
    user: userInfo().username,
    host: hostname(),
    pid: process.pid,
    since: new Date().toISOString(),
    socket: door?.socket ?? null,
    // Also what tells this lock from every other.
    secret: door?.secret ?? randomUUID(),
  }
  await retakeLock(workspacePath, holder)
  const heartbeat = setInterval(() => touch(workspacePath, holder), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    holder,
    release() {
      clearInterval(heartbeat)
      releaseLock(workspacePath, holder)
    },
  }
}

/** Takes it under a name that was held before; nothing happens where it still stands there. Throws as `takeLock` does. */
export async function retakeLock(workspacePath: string, holder: LockHolder): Promise<void> {
  const path = lockPath(workspacePath)
  for (let tries = 0; tries < TRIES; tries++) {
    if (isOurs(path, holder) || tryWrite(path, holder)) return
    const found = await livingHolder(workspacePath)
    if (found.holder) throw lockedBy(workspacePath, found.holder)
    if (found.isThere) await setAside(path, found.text)
  }
  throw lockedBy(workspacePath, null)
}

/** Lets go of it where it is this holder's: on a stick that came back it may be another's by now. */
export function releaseLock(workspacePath: string, holder: LockHolder): void {
  const path = lockPath(workspacePath)
  if (!isOurs(path, holder)) return
  try {
    unlinkSync(path)
  } catch (error) {
    // On a disk that became read-only it stays; it is nobody's as soon as this program has ended.
    if (!problemOf(error) && codeOf(error) !== 'ENOENT') throw error
  }
}

/** The refusal that names who has it. */
export function lockedBy(path: string, holder: LockHolder | null): Refusal {
  return new Refusal('workspace.locked', { path, who: holder ? `${holder.user} @ ${holder.host}` : '?' })
}

function isOurs(path: string, holder: LockHolder): boolean {
  return readText(path) === JSON.stringify(holder)
}

/** Null where there is nothing that can be read. */
function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}

function tryWrite(path: string, holder: LockHolder): boolean {
  return tryWriteText(path, JSON.stringify(holder))
}

function tryWriteText(path: string, text: string): boolean {
  try {
    // Readable by its owner only: it holds the secret of the holder's door.
    const file = openSync(path, 'wx', 0o600)
    try {
      writeSync(file, text)
    } catch (error) {
      rmSync(path, { force: true })
      throw error
    } finally {
      closeSync(file)
    }
    return true
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false
    throw asRefusal(error)
  }
}

/**
 * Removes the lock that was judged to be nobody's. One at a time, and only where it is still the one that was judged: another who
 * judged the same may have put his own there meanwhile.
 */
async function setAside(path: string, judged: string | null): Promise<void> {
  const turn = `${path}.turn`
  if (!tryWriteText(turn, String(process.pid))) {
    const age = Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? 0)
    // Its taker was killed within the millisecond that this takes.
    if (Math.abs(age) > TURN_MS) rmSync(turn, { force: true })
    await sleep(WAIT_MS)
    return
  }
  try {
    if (readText(path) === judged) rmSync(path, { recursive: true, force: true })
  } catch (error) {
    // Another person's, in a folder where only they may remove it: the next tries say so.
    if (!problemOf(error)) throw error
  } finally {
    rmSync(turn, { force: true })
  }
}

function touch(workspacePath: string, holder: LockHolder): void {
  const path = lockPath(workspacePath)
  // One that is gone (a pulled stick) is noticed by `presence.ts`, and another's must not be kept alive by us.
  if (!isOurs(path, holder)) return
  try {
    utimesSync(path, new Date(), new Date())
  } catch (error) {
    if (!problemOf(error) && codeOf(error) !== 'ENOENT') throw error
  }
}

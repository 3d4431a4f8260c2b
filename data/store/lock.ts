/**
 * Who has a workspace open. A small file beside it names the holder, so that another program on this or another laptop can
 * say so, and so that the command line can hand its command to the holder. SQLite's own locks cannot tell a name.
 */
import { closeSync, openSync, readFileSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs'
import { hostname, userInfo } from 'node:os'
import { Refusal } from '../contract/errors.ts'

export interface LockHolder {
  readonly user: string
  readonly host: string
  readonly pid: number
  readonly since: string
  /** Socket or named pipe on which the holder takes commands, and the secret to say there. */
  readonly socket: string | null
  readonly secret: string | null
}

export interface Lock {
  /** Tells takers where to hand commands. */
  announce(socket: string, secret: string): void
  release(): void
}

const HEARTBEAT_MS = 20_000
/** A holder on another machine that has not been heard of for this long is taken to be gone. */
const SILENT_MS = 5 * 60_000

/** Takes the lock of a workspace. Throws `workspace.locked` while someone living holds it. */
export function takeLock(workspacePath: string): Lock {
  const path = lockPath(workspacePath)
  const own: LockHolder = {
    user: userInfo().username,
    host: hostname(),
    pid: process.pid,
    since: new Date().toISOString(),
    socket: null,
    secret: null,
  }
  if (!tryWrite(path, own)) {
    const holder = readHolder(workspacePath)
    if (holder) throw new Refusal('workspace.locked', { path: workspacePath, who: `${holder.user} @ ${holder.host}` })
    rmSync(path, { force: true })
    if (!tryWrite(path, own)) throw new Refusal('workspace.locked', { path: workspacePath, who: '?' })
  }
  const heartbeat = setInterval(() => touch(path), HEARTBEAT_MS)
  heartbeat.unref()
  return {
    announce(socket, secret) {
      rmSync(path, { force: true })
      tryWrite(path, { ...own, socket, secret })
    },
    release() {
      clearInterval(heartbeat)
      rmSync(path, { force: true })
    },
  }
}

/** The living holder of a workspace, or null where nobody has it (a lock left by a killed process counts as nobody). */
export function readHolder(workspacePath: string): LockHolder | null {
  const path = lockPath(workspacePath)
  try {
    const holder = JSON.parse(readFileSync(path, 'utf8')) as LockHolder
    const alive = holder.host === hostname() ? isRunning(holder.pid) : Date.now() - statSync(path).mtimeMs < SILENT_MS
    return alive ? holder : null
  } catch {
    return null
  }
}

function lockPath(workspacePath: string): string {
  return `${workspacePath}.lock`
}

function tryWrite(path: string, holder: LockHolder): boolean {
  try {
    // Readable by its owner only: it holds the secret of the holder's door.
    const file = openSync(path, 'wx', 0o600)
    writeSync(file, JSON.stringify(holder))
    closeSync(file)
    return true
  } catch (error) {
    if ((error as { code?: string }).code === 'EEXIST') return false
    throw error
  }
}

function touch(path: string): void {
  try {
    utimesSync(path, new Date(), new Date())
  } catch {
    // A lock that is gone (a pulled stick) is noticed by the next write, with a better sentence than this could give.
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

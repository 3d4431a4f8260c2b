/**
 * Whether a path still names the file that was opened there. A stick that was pulled or a file that was moved can often still be
 * written through its descriptor; what goes there is found by nobody afterwards.
 */
import { closeSync, fsyncSync, openSync, statSync } from 'node:fs'
import { codeOf } from './trouble.ts'

/** What a file system knows a file by: device and inode; on Windows the volume's serial number and the file's index. */
export interface FileIdentity {
  readonly device: bigint
  readonly file: bigint
}

/** Null where there is no such file, or none that can be reached. */
export function identityOf(path: string): FileIdentity | null {
  try {
    const { dev, ino } = statSync(path, { bigint: true })
    return { device: dev, file: ino }
  } catch {
    return null
  }
}

/** Asks the file system once, which takes microseconds and no disk. */
export function isSameFile(path: string, known: FileIdentity | null): boolean {
  const now = identityOf(path)
  return now !== null && known !== null && now.device === known.device && now.file === known.file
}

/** Whether the device behind a path still answers; for when something failed already, as it waits for the disk. */
export function isDeviceAnswering(path: string): boolean {
  try {
    const file = openSync(path, 'r+')
    try {
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    return true
  } catch (error) {
    // A device that may only be read answers too.
    return ['EROFS', 'EACCES', 'EPERM'].includes(codeOf(error))
  }
}

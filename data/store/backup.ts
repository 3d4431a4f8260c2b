/**
 * Rolling backups, in the person's own folder and never beside the workspace (which may be a stick): the newest three, then
 * the newest of each earlier day, all within twice the file's size. Which is newer is told by the number in the name: a clock
 * that was a year ahead for a day must not make that day's copies outlast, and push out, those of the right date.
 */
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { homeFolder } from './home.ts'

const NEWEST_KEPT = 3
const SIZE_FACTOR = 2
/** Pages copied between two looks at the cancel flag: 4 MB at 4 KB a page. */
const PAGES_PER_STEP = 1000
const numbered = /-(\d{6,})-\d{4}-\d\d-\d\dT[\d.-]+Z\.gpkg$/

export interface BackupFile {
  readonly path: string
  /** Grows with each backup; 0 for those made before they were numbered. */
  readonly number: number
  /** By the clock of then. */
  readonly at: Date
  readonly bytes: number
}

interface CopyOptions {
  readonly cancelled?: () => boolean
  readonly progress?: (done: number, total: number) => void
}

/** Makes a backup of the open workspace. Answers the copy's path; throws what `copyWorkspace` throws. */
export async function backUp(db: Database, options: CopyOptions = {}): Promise<string> {
  const folder = backupFolder(db)
  const number = String((readBackups(folder)[0]?.number ?? 0) + 1).padStart(6, '0')
  const at = new Date().toISOString().replaceAll(':', '-')
  const path = join(folder, `${basename(db.name, '.gpkg')}-${number}-${at}.gpkg`)
  await copyWorkspace(db, path, options)
  prune(folder, statSync(path).size)
  return path
}

/** Copies the open workspace to one file by SQLite's backup API. Throws `cancelled`; a copy that is not whole leaves nothing. */
export async function copyWorkspace(
  db: Database,
  path: string,
  { cancelled, progress }: CopyOptions = {},
): Promise<void> {
  const unfinished = `${path}.part`
  try {
    await db.backup(unfinished, {
      progress({ totalPages, remainingPages }) {
        progress?.(totalPages - remainingPages, totalPages)
        if (cancelled?.()) throw new Refusal('cancelled')
        return PAGES_PER_STEP
      },
    })
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}

/** The backups of a workspace, newest first. */
export function listBackups(db: Database): BackupFile[] {
  return readBackups(backupFolder(db))
}

function backupFolder(db: Database): string {
  const row = db.prepare("SELECT value FROM phaenthi_meta WHERE key = 'workspace_id'").get() as { value: string }
  return homeFolder('backups', row.value)
}

function readBackups(folder: string): BackupFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.gpkg'))
    .map((name) => {
      const path = join(folder, name)
      const { mtime, size } = statSync(path)
      return { path, number: Number(numbered.exec(name)?.[1] ?? 0), at: mtime, bytes: size }
    })
    .sort((a, b) => b.number - a.number || b.at.getTime() - a.at.getTime())
}

function prune(folder: string, fileBytes: number): void {
  const days = new Set<string>()
  let bytes = 0
  readBackups(folder).forEach((backup, index) => {
    const day = backup.at.toISOString().slice(0, 10)
    const wanted = index < NEWEST_KEPT || !days.has(day)
    days.add(day)
    bytes += backup.bytes
    // The newest always stays, whatever it weighs.
    if (index > 0 && (!wanted || bytes > fileBytes * SIZE_FACTOR)) {
      bytes -= backup.bytes
      rmSync(backup.path)
    }
  })
}

/**
 * Rolling backups, in the person's own folder and never beside the workspace (which may be a stick): the newest three, then
 * the newest of each earlier day, all within twice the file's size.
 */
import { readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { homeFolder } from './home.ts'

const NEWEST_KEPT = 3
const SIZE_FACTOR = 2
/** Pages copied between two looks at the cancel flag: 4 MB at 4 KB a page. */
const PAGES_PER_STEP = 1000

export interface BackupFile {
  readonly path: string
  readonly at: Date
  readonly bytes: number
}

/** Copies the open workspace by SQLite's backup API. Answers the copy's path; a cancelled copy leaves nothing. */
export async function backUp(
  db: Database,
  options: { cancelled?: () => boolean; progress?: (done: number, total: number) => void } = {},
): Promise<string> {
  const folder = backupFolder(db)
  const path = join(folder, `${basename(db.name, '.gpkg')}-${new Date().toISOString().replaceAll(':', '-')}.gpkg`)
  const unfinished = `${path}.part`
  try {
    await db.backup(unfinished, {
      progress({ totalPages, remainingPages }) {
        options.progress?.(totalPages - remainingPages, totalPages)
        if (options.cancelled?.()) throw new Error('cancelled')
        return PAGES_PER_STEP
      },
    })
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  renameSync(unfinished, path)
  prune(folder, statSync(path).size)
  return path
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
      return { path, at: mtime, bytes: size }
    })
    .sort((a, b) => b.at.getTime() - a.at.getTime())
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

/**
 * Where a workspace is worked on that cannot be written to where it lies, or lies on a network folder: a copy in this person's
 * own folder, the same one each time, so that no work is lost between two openings. The original is only read.
 */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, copyFile, cp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import type { WorkingCopy } from './contract/api.ts'
import { Refusal } from './contract/errors.ts'
import { homeFolder } from './store/home.ts'
import { readHolder } from './store/lock.ts'
import { basemapFolder } from './tiles/basemap/registry.ts'

/** What tells one state of the original from another. */
interface OriginalState {
  readonly bytes: number
  readonly modifiedMs: number
}

/**
 * The working copy of a workspace with its basemaps, made where there is none yet. Throws `workspace.locked` while someone has the
 * original open, `disk.full`; a copy that is not whole is never taken for one.
 */
export async function workingCopyOf(original: string, onCopying?: () => void): Promise<WorkingCopy> {
  const id = createHash('sha256').update(original).digest('hex').slice(0, 16)
  const folder = homeFolder('working-copies', id)
  const path = join(folder, basename(original))
  const stateFile = join(folder, 'original.json')
  const now = await stateOf(original)
  if (existsSync(path)) {
    const then = JSON.parse(readFileSync(stateFile, 'utf8')) as OriginalState
    return { path, original, originalChanged: then.bytes !== now.bytes || then.modifiedMs !== now.modifiedMs }
  }
  const holder = readHolder(original)
  if (holder) throw new Refusal('workspace.locked', { path: original, who: `${holder.user} @ ${holder.host}` })
  onCopying?.()
  try {
    await copyAll(original, path)
    await writeFile(stateFile, JSON.stringify(now))
    await rename(`${path}.part`, path)
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    throw (error as NodeJS.ErrnoException).code === 'ENOSPC' ? new Refusal('disk.full') : error
  }
  return { path, original, originalChanged: false }
}

async function copyAll(original: string, path: string): Promise<void> {
  const basemaps = basemapFolder(original)
  if (existsSync(basemaps)) await cp(basemaps, basemapFolder(path), { recursive: true })
  // What a killed program had committed and not yet folded in; without it the last changes would be missing.
  if (existsSync(`${original}-wal`)) await copyFile(`${original}-wal`, `${path}-wal`)
  await copyFile(original, `${path}.part`)
  for (const file of [`${path}.part`, `${path}-wal`]) if (existsSync(file)) await chmod(file, 0o600)
}

async function stateOf(path: string): Promise<OriginalState> {
  const { size, mtimeMs } = await stat(path)
  return { bytes: size, modifiedMs: mtimeMs }
}

/**
 * The basemaps of a workspace. The workspace file only lists them: a copied map lies in `<workspace>.basemaps/` beside it (its
 * path is kept relative, so that the two can be moved together), a linked one stays where it is.
 */
import { randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream, existsSync } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, parse, relative, resolve, sep } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from 'better-sqlite3'
import { type BasemapEntry, type BasemapMode, basemapInfoSchema } from '../../contract/basemaps.ts'
import { Refusal } from '../../contract/errors.ts'
import { type JobContext, stopIfCancelled } from '../../jobs/context.ts'
import { asRefusal } from '../../store/trouble.ts'
import { basemapFolder } from './folder.ts'
import { openBasemap } from './open.ts'

type Place = Pick<JobContext, 'db' | 'workspacePath'>
type AddContext = Pick<JobContext, 'db' | 'workspacePath' | 'turn' | 'cancelled' | 'progress'>

interface BasemapRow {
  readonly id: string
  readonly title: string
  readonly path: string
  readonly linked: number
  readonly meta: string
}

/**
 * Adds a basemap on top of the others, copied beside the workspace or linked where it is. The file is opened first, so a
 * damaged one is refused before anything is copied. Progress step `job.copying`, in bytes. Throws what `openBasemap` throws,
 * `cancelled` and `disk.full`; nothing is left behind then.
 */
export async function addBasemap(
  context: AddContext,
  { source, mode, title }: { source: string; mode: BasemapMode; title?: string },
): Promise<BasemapEntry> {
  const map = await openBasemap(source)
  const { info } = map
  await map.close()
  const path = mode === 'copy' ? await copyBeside(context, source) : resolve(source)
  const stored = mode === 'copy' ? relative(dirname(context.workspacePath), path).split(sep).join('/') : path
  const id = `basemap-${randomBytes(4).toString('hex')}`
  const entry = {
    id,
    title: title ?? parse(source).name,
    format: info.format,
    linked: mode === 'link',
    missing: false,
    info,
  }
  await context.turn.hold(() =>
    context.db
      .prepare(
        `INSERT INTO phaenthi_basemap (id, title, path, linked, format, meta, position)
         SELECT @id, @title, @path, @linked, @format, @meta, coalesce(min(position), 0) - 1 FROM phaenthi_basemap`,
      )
      .run({ ...entry, linked: Number(entry.linked), path: stored, meta: JSON.stringify(info) }),
  )
  return entry
}

/** The basemaps in drawing order, the first on top; those whose file is not there are marked. */
export function listBasemaps({ db, workspacePath }: Place): BasemapEntry[] {
  const rows = db.prepare('SELECT * FROM phaenthi_basemap ORDER BY position, id').all() as BasemapRow[]
  return rows.map((row) => {
    const info = basemapInfoSchema.parse(JSON.parse(row.meta))
    const missing = !existsSync(pathOf(workspacePath, row))
    return { id: row.id, title: row.title, format: info.format, linked: row.linked === 1, missing, info }
  })
}

/** Where a basemap's file is. Throws `request.not-found`, and `basemap.missing` where the file is gone. */
export function basemapPath({ db, workspacePath }: Place, id: string): string {
  const row = readRow(db, id)
  const path = pathOf(workspacePath, row)
  if (!existsSync(path)) throw new Refusal('basemap.missing', { name: row.title, path })
  return path
}

/** Gives a basemap another title. Throws `request.not-found`. Call it in the writer's turn. */
export function renameBasemap(db: Database, id: string, title: string): void {
  readRow(db, id)
  db.prepare('UPDATE phaenthi_basemap SET title = ? WHERE id = ?').run(title, id)
}

/** Puts the basemaps in the given order, the first on top; any not named come after. Call it in the writer's turn. */
export function orderBasemaps(db: Database, ids: readonly string[]): void {
  const update = db.prepare('UPDATE phaenthi_basemap SET position = ? WHERE id = ?')
  db.transaction(() => {
    const all = db.prepare('SELECT id FROM phaenthi_basemap ORDER BY position, id').pluck().all() as string[]
    const named = ids.filter((id) => all.includes(id))
    const rest = all.filter((id) => !ids.includes(id))
    for (const [position, id] of [...named, ...rest].entries()) update.run(position, id)
  })()
}

/**
 * Takes a basemap off the list and removes the file if it is our copy; a linked file is not touched. The caller has closed it.
 * Throws `request.not-found`.
 */
export async function removeBasemap(
  { db, workspacePath, turn }: Place & Pick<JobContext, 'turn'>,
  id: string,
): Promise<void> {
  const row = readRow(db, id)
  await turn.hold(() => db.prepare('DELETE FROM phaenthi_basemap WHERE id = ?').run(id))
  if (row.linked === 0) await rm(pathOf(workspacePath, row), { force: true })
}

function readRow(db: Database, id: string): BasemapRow {
  const row = db.prepare('SELECT * FROM phaenthi_basemap WHERE id = ?').get(id) as BasemapRow | undefined
  if (!row) throw new Refusal('request.not-found', { what: id })
  return row
}

function pathOf(workspacePath: string, { path, linked }: BasemapRow): string {
  return linked === 1 ? path : join(dirname(workspacePath), path)
}

/** Copies under a passing name and renames at the end: half a map never bears a map's name. */
async function copyBeside(context: AddContext, source: string): Promise<string> {
  const folder = basemapFolder(context.workspacePath)
  await mkdir(folder, { recursive: true })
  const target = freeName(folder, basename(source))
  const passing = `${target}.${randomBytes(4).toString('hex')}.part`
  const { size } = await stat(source)
  let done = 0
  const watch = new Transform({
    transform(chunk: Uint8Array, _encoding, next) {
      try {
        stopIfCancelled(context)
        done += chunk.length
        context.progress({ step: 'job.copying', done, total: size })
        next(null, chunk)
      } catch (error) {
        next(error as Error)
      }
    },
  })
  try {
    await pipeline(
      createReadStream(source, { highWaterMark: 1 << 20 }),
      watch,
      createWriteStream(passing, { flags: 'wx' }),
    )
    await rename(passing, target)
    return target
  } catch (error) {
    await rm(passing, { force: true })
    throw asRefusal(error)
  }
}

function freeName(folder: string, name: string): string {
  const ending = extname(name)
  const stem = name.slice(0, name.length - ending.length)
  for (let number = 1; ; number++) {
    const path = join(folder, number === 1 ? name : `${stem}-${number}${ending}`)
    if (!existsSync(path)) return path
  }
}

/** Opens a basemap file by what is in it, whatever its name ends in. */
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { BasemapFormat } from '../../contract/basemaps.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Basemap } from './basemap.ts'
import { openGpkgTiles } from './gpkg.ts'
import { openMbtiles } from './mbtiles.ts'
import { openPmtiles } from './pmtiles.ts'
import { openSmp } from './smp.ts'
import { asRefusal, hasTable } from './sqlite-file.ts'

const openers: Record<BasemapFormat, (path: string) => Promise<Basemap>> = {
  pmtiles: openPmtiles,
  mbtiles: openMbtiles,
  gpkg: openGpkgTiles,
  smp: openSmp,
}

/**
 * Opens a basemap. Throws `file.not-found`, `basemap.unknown-format`, `basemap.damaged`, `basemap.empty` and
 * `basemap.other-grid`, each naming the file.
 */
export async function openBasemap(path: string): Promise<Basemap> {
  return openers[await formatOf(path)](path)
}

async function formatOf(path: string): Promise<BasemapFormat> {
  const name = basename(path)
  const head = await readHead(path)
  if (head.length === 0) throw new Refusal('basemap.damaged', { name, what: '0 B' })
  if (head.startsWith('PMTiles')) return 'pmtiles'
  if (head.startsWith('PK')) return 'smp'
  if (head.startsWith('SQLite format 3\0')) return sqliteFormatOf(path, name)
  const ending = /\.(pmtiles|mbtiles|gpkg|smp)$/i.exec(name)?.[1]
  if (ending) throw new Refusal('basemap.damaged', { name, what: `≠ ${ending}` })
  throw new Refusal('basemap.unknown-format', { name })
}

async function readHead(path: string): Promise<string> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Refusal('file.not-found', { path }) : error
  })
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0)
    return buffer.toString('latin1', 0, bytesRead)
  } finally {
    await file.close()
  }
}

function sqliteFormatOf(path: string, name: string): BasemapFormat {
  let db: Sqlite.Database | null = null
  try {
    db = new Sqlite(path, { readonly: true, fileMustExist: true })
    return hasTable(db, 'gpkg_contents') ? 'gpkg' : 'mbtiles'
  } catch (error) {
    throw asRefusal(error, name)
  } finally {
    db?.close()
  }
}

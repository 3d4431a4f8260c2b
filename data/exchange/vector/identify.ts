/**
 * What a file is, by its content. Names lie (a .zip that is HTML, a .gpkg that is text), so the first bytes decide; a name only
 * helps where formats share them (.shp and .shx) or where one part of several was picked (.dbf, .prj).
 */
import { closeSync, existsSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import { basename, dirname, extname, join } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import { listZip, type ZipEntry } from './archive.ts'
import { identifyText } from './identify-text.ts'

export const gdalFormats = [
  'shapefile',
  'flatgeobuf',
  'filegdb',
  'mapinfo',
  'dxf',
  'gpx',
  'geojson',
  'topojson',
] as const
export const tableFormats = ['csv', 'xlsx', 'xls', 'ods', 'json'] as const
export type VectorFormat = (typeof gdalFormats)[number] | 'gpkg' | 'kml'
export type TableFormat = (typeof tableFormats)[number]

export interface FileKind {
  readonly format: VectorFormat | TableFormat
  /** The file to open (the .shp when another part was picked), or the zip that holds it. */
  readonly path: string
  /** Members to unpack when it comes in a zip; null when it is loose. */
  readonly entries: readonly ZipEntry[] | null
}

const HEAD_BYTES = 64 * 1024

/** The kind of the file or folder at `path`. Throws `file.not-found`, `file.empty`, `file.unknown-format`, `file.damaged`. */
export async function identifyFile(path: string): Promise<FileKind> {
  const name = basename(path)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new Refusal('file.not-found', { path })
  if (stat.isDirectory()) return identifyFolder(path)
  if (stat.size === 0) throw new Refusal('file.empty', { name })
  const head = readHead(path)
  if (head.subarray(0, 2).toString('latin1') === 'PK') return identifyZip(path)
  const format = magicOf(head, name, stat.size) ?? identifyText(head, name, stat.size <= HEAD_BYTES)
  return { format, path: format === 'shapefile' ? mainPartOf(path) : path, entries: null }
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(HEAD_BYTES)
    return head.subarray(0, readSync(file, head, 0, HEAD_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

const foreign: ReadonlyArray<readonly [magic: string, what: string]> = [
  ['%PDF', 'PDF'],
  ['\x89PNG', 'PNG'],
  ['\xff\xd8\xff', 'JPEG'],
  ['GIF8', 'GIF'],
  ['II*\0', 'TIFF'],
  ['MM\0*', 'TIFF'],
  ['Rar!', 'RAR'],
  ['7z\xbc\xaf', '7z'],
  ['\x1f\x8b', 'gzip'],
  ['PMTiles', 'PMTiles'],
  ['MZ', 'EXE'],
  ['\x7fELF', 'ELF'],
]

function magicOf(head: Buffer, name: string, bytes: number): FileKind['format'] | null {
  const start = head.subarray(0, 24).toString('latin1')
  if (start.startsWith('SQLite format 3\0')) return sqliteKind(head, name, bytes)
  if (start.startsWith('\xd0\xcf\x11\xe0')) return 'xls'
  if (start.startsWith('fgb\x03fgb')) return 'flatgeobuf'
  if (start.startsWith('AutoCAD Binary DXF')) return 'dxf'
  if (head.length >= 100 && head.readUInt32BE(0) === 9994 && head.readUInt32LE(28) === 1000) return 'shapefile'
  const known = foreign.find(([magic]) => start.startsWith(magic))
  if (known) throw new Refusal('file.unknown-format', { name, what: known[1] })
  if (/\.(dbf|prj|cpg|shx|sbn|sbx|qix)$/i.test(name) && mainPartOrNull(name, head) !== null) return 'shapefile'
  return null
}

/** A DBF by its header, or a part that only has meaning beside a .shp. */
function mainPartOrNull(name: string, head: Buffer): true | null {
  if (extname(name).toLowerCase() !== '.dbf') return true
  const version = head[0]! & 0x07
  const month = head[2]!
  return version >= 2 && month <= 12 && head.length >= 33 ? true : null
}

function sqliteKind(head: Buffer, name: string, bytes: number): 'gpkg' {
  if (bytes < 512 || head.length < 100) throw new Refusal('file.damaged', { name, what: 'SQLite' })
  const text = head.toString('latin1')
  // A GeoPackage's table list stands on the first pages; MBTiles has tiles and metadata instead.
  if (/\.mbtiles$/i.test(name) || (!text.includes('gpkg_') && /CREATE (TABLE|VIEW) (tiles|map|images)\b/i.test(text))) {
    throw new Refusal('file.unknown-format', { name, what: 'MBTiles' })
  }
  return 'gpkg'
}

/** The .shp beside any part of a shapefile, whatever its letters' case; a lone .dbf stands for itself. */
function mainPartOf(path: string): string {
  const stem = basename(path, extname(path)).toLowerCase()
  if (extname(path).toLowerCase() === '.shp') return path
  const folder = dirname(path)
  const main = readdirSync(folder).find((file) => file.toLowerCase() === `${stem}.shp`)
  if (main) return join(folder, main)
  if (extname(path).toLowerCase() === '.dbf') return path
  throw new Refusal('file.part-missing', { name: basename(path), part: '.shp' })
}

function identifyFolder(path: string): FileKind {
  const files = readdirSync(path)
  if (files.some((file) => /\.gdbtable$/i.test(file))) return { format: 'filegdb', path, entries: null }
  if (files.some((file) => /\.shp$/i.test(file))) return { format: 'shapefile', path, entries: null }
  throw new Refusal(files.length === 0 ? 'file.empty' : 'file.unknown-format', { name: basename(path), what: '/' })
}

const byEnding: ReadonlyArray<readonly [ending: RegExp, format: FileKind['format']]> = [
  [/\.gdbtable$/i, 'filegdb'],
  [/\.shp$/i, 'shapefile'],
  [/\.gpkg$/i, 'gpkg'],
  [/\.kml$/i, 'kml'],
  [/\.(geojson|json|geojsonl)$/i, 'geojson'],
  [/\.(tab|mif)$/i, 'mapinfo'],
  [/\.fgb$/i, 'flatgeobuf'],
  [/\.gpx$/i, 'gpx'],
  [/\.dxf$/i, 'dxf'],
  [/\.dbf$/i, 'shapefile'],
]

async function identifyZip(path: string): Promise<FileKind> {
  const name = basename(path)
  const entries = await listZip(path)
  if (entries.length === 0) throw new Refusal('file.empty', { name })
  const has = (pattern: RegExp) => entries.some((entry) => pattern.test(entry.name))
  if (has(/^xl\/workbook\.(xml|bin)$/i)) return { format: 'xlsx', path, entries: null }
  if (has(/^content\.xml$/) && has(/^META-INF\/manifest\.xml$/)) return { format: 'ods', path, entries: null }
  if (has(/^word\//)) throw new Refusal('file.unknown-format', { name, what: 'DOCX' })
  if (has(/^style\.json$/) && has(/^s\//)) throw new Refusal('file.unknown-format', { name, what: 'SMP' })
  const found = byEnding.find(([ending]) => has(ending))
  if (found) return { format: found[1], path, entries }
  // Parts of a shapefile without the .shp itself.
  if (has(/\.(shx|prj|cpg)$/i)) throw new Refusal('file.part-missing', { name, part: '.shp' })
  const what = entries.slice(0, 3).map((entry) => entry.name)
  throw new Refusal('file.unknown-format', { name, what: `ZIP: ${what.join(', ')}` })
}

/** A sibling of a file by its stem and ending in any case, or null. */
export function siblingOf(path: string, ending: string): string | null {
  const folder = dirname(path)
  const wanted = `${basename(path, extname(path))}${ending}`.toLowerCase()
  if (!existsSync(folder)) return null
  const found = readdirSync(folder).find((file) => file.toLowerCase() === wanted)
  return found ? join(folder, found) : null
}

/** Opens a vector file of any kind we know as a VectorSource: unpacks, checks its parts, converts by GDAL where needed. */
import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { Refusal } from '../../contract/errors.ts'
import type { ZipEntry } from './archive.ts'
import { unpackZip } from './archive.ts'
import { type FileKind, siblingOf, type VectorFormat } from './identify.ts'
import { openConverted } from './open-converted.ts'
import { openGeoPackage } from './open-geopackage.ts'
import { openKml } from './open-kml.ts'
import { openShapefiles } from './open-shapefile.ts'
import { makeScratch, placeFile, type Scratch } from './scratch.ts'
import type { VectorSource } from './vector-source.ts'

export interface OpenRequest {
  readonly kind: FileKind & { readonly format: VectorFormat }
  readonly scratch: Scratch
  readonly cancelled: () => boolean
  readonly file: Pick<VectorSource, 'path' | 'name' | 'bytes' | 'hash' | 'format'>
}

/**
 * Opens `kind.path`. The caller closes the source. Throws `file.damaged`, `file.part-missing`, `file.zip-bomb`, `cancelled` and
 * what the format's own reader refuses.
 */
export async function openVector(kind: FileKind, cancelled: () => boolean = () => false): Promise<VectorSource> {
  const scratch = makeScratch()
  try {
    const { hash, bytes } = await hashFile(kind)
    const file = { path: kind.path, name: basename(kind.path), bytes, hash, format: kind.format }
    const request = { kind: kind as OpenRequest['kind'], scratch, cancelled, file }
    return await openByFormat(request)
  } catch (error) {
    scratch.remove()
    throw error
  }
}

async function openByFormat(request: OpenRequest): Promise<VectorSource> {
  switch (request.kind.format) {
    case 'gpkg':
      return openGeoPackage(request, await mainFile(request, /\.gpkg$/i))
    case 'kml':
      return openKml(request, await mainFile(request, /\.kml$/i))
    case 'shapefile':
      return openShapefiles(request)
    case 'filegdb':
      return openConverted(request, await placeFolder(request))
    case 'mapinfo':
      return openConverted(request, await placeParts(request, /\.(tab|mif)$/i))
    default:
      return openConverted(request, await placeParts(request, byFormat[request.kind.format]))
  }
}

const byFormat: Readonly<Record<'flatgeobuf' | 'dxf' | 'gpx' | 'geojson' | 'topojson', RegExp>> = {
  flatgeobuf: /\.fgb$/i,
  dxf: /\.dxf$/i,
  gpx: /\.gpx$/i,
  geojson: /\.(geojson|json|geojsonl)$/i,
  topojson: /\.(topojson|json)$/i,
}

/** sha256 of a file's bytes; of a folder or shapefile, of all its parts in order of name. */
async function hashFile(kind: FileKind): Promise<{ hash: string; bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for (const path of partsOf(kind)) {
    bytes += statSync(path).size
    await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) hash.update(chunk)
    })
  }
  return { hash: hash.digest('hex'), bytes }
}

function partsOf(kind: FileKind): string[] {
  if (statSync(kind.path).isDirectory()) {
    const files = readdirSync(kind.path).sort()
    return files.map((file) => join(kind.path, file)).filter((path) => statSync(path).isFile())
  }
  const endings = kind.format === 'shapefile' ? ['.dbf', '.prj', '.cpg'] : kind.format === 'mapinfo' ? mapinfoParts : []
  const loose = kind.entries === null ? endings : []
  const parts = loose.map((ending) => siblingOf(kind.path, ending)).filter((path) => path !== null)
  return [kind.path, ...parts.filter((path) => path !== kind.path)]
}

const mapinfoParts = ['.dat', '.map', '.id', '.ind', '.mid']

/** The file itself, or the one member of the zip that is it. */
async function mainFile({ kind, scratch }: OpenRequest, ending: RegExp): Promise<string> {
  if (!kind.entries) return kind.path
  const member = oneMember(kind.path, kind.entries, ending)
  const placed = await unpackZip(kind.path, scratch.folder, [member])
  return placed.get(member.name)!
}

/** KMZ asks for doc.kml first (OGC 12-007r2, 6.7); elsewhere more than one main file is a question. */
function oneMember(path: string, entries: readonly ZipEntry[], ending: RegExp): ZipEntry {
  const found = entries.filter((entry) => ending.test(entry.name))
  const first = found.find((entry) => /^doc\.kml$/i.test(entry.name)) ?? found[0]
  if (!first) throw new Refusal('file.damaged', { name: basename(path), what: 'ZIP' })
  if (found.length > 1 && first.name.toLowerCase() !== 'doc.kml') {
    const what = found.map((entry) => entry.name).join(', ')
    throw new Refusal('file.several-in-zip', { name: basename(path), what })
  }
  return first
}

/** Puts the main file and what belongs to it into the scratch folder as `source.<ending>`. */
async function placeParts(request: OpenRequest, ending: RegExp): Promise<string> {
  const { kind, scratch } = request
  const main = await mainFile(request, ending)
  const extension = kind.format === 'geojson' || kind.format === 'topojson' ? '.json' : normalEnding(kind.format, main)
  const target = join(scratch.folder, `source${extension}`)
  placeFile(main, target)
  if (kind.format !== 'mapinfo') return target
  if (kind.entries) await unpackZip(kind.path, scratch.folder, kind.entries)
  for (const part of mapinfoParts) {
    const sibling = siblingOf(main, part)
    if (sibling) placeFile(sibling, join(scratch.folder, `source${part}`))
  }
  return target
}

const endings: Readonly<Partial<Record<VectorFormat, string>>> = { flatgeobuf: '.fgb', dxf: '.dxf', gpx: '.gpx' }

/** The format's own ending, so that a wrong name misleads nobody. */
function normalEnding(format: VectorFormat, path: string): string {
  return endings[format] ?? extname(path).toLowerCase()
}

/** A file geodatabase is a folder that ends in .gdb. */
async function placeFolder({ kind, scratch }: OpenRequest): Promise<string> {
  const folder = join(scratch.folder, 'source.gdb')
  if (kind.entries) {
    const inside = kind.entries.filter((entry) =>
      /\.gdb(table|tablx|indexes)$|\.(atx|spx|freelist|horizon)$|\/?(gdb|timestamps)$/i.test(entry.name),
    )
    const flat = inside.map((entry) => ({ ...entry, name: basename(entry.name) }))
    await unpackZip(kind.path, folder, flat)
    return folder
  }
  return kind.path
}

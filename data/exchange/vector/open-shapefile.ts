/**
 * Shapefiles, loose or zipped, one or several. Parts are put into the scratch folder under plain names, so that odd letters,
 * mixed case and a lying .cpg mislead nobody; the .cpg is read here. GDAL reads the table as Latin-1, which keeps every byte,
 * and the encoding is decided afterwards by reading names back.
 */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, readSync, statSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Note } from '../../contract/imports.ts'
import { unpackZip } from './archive.ts'
import { siblingOf } from './identify.ts'
import { type Conversion, convert, convertTo4326, toLayer } from './open-converted.ts'
import type { OpenRequest } from './open-vector.ts'
import { placeFile } from './scratch.ts'
import type { VectorLayer, VectorSource } from './vector-source.ts'

interface Parts {
  readonly title: string
  readonly files: ReadonlyMap<string, string>
}

const endings = ['.shp', '.shx', '.dbf', '.prj', '.cpg']
const RAW_TEXT = ['ENCODING=ISO-8859-1']

/** Opens every shapefile of a zip, a folder, or the one that was picked. Throws `file.part-missing`, `file.damaged`. */
export async function openShapefiles(request: OpenRequest): Promise<VectorSource> {
  const { scratch, file } = request
  const groups = await collectParts(request)
  const layers: VectorLayer[] = []
  const conversions: Conversion[] = []
  const origin = new Map<VectorLayer, string>()
  const closers: (() => void)[] = []
  for (const [index, parts] of groups.entries()) {
    const { path, outFolder } = placeShapefile(parts, join(scratch.folder, `s${index + 1}`))
    requireRecords(path, file.name)
    const env: Record<string, string> = parts.files.has('.shx') ? {} : { SHAPE_RESTORE_SHX: 'YES' }
    const conversion = await convert({ path, outFolder, openOptions: RAW_TEXT, env }, file, request.cancelled)
    closers.push(() => conversion.db.close())
    conversions.push(conversion)
    const table = conversion.tables[0]
    if (!table) continue
    const layer = describe(toLayer(conversion, table, { name: parts.title, format: 'shapefile' }), parts)
    origin.set(layer, path)
    layers.push(layer)
  }
  if (layers.every((layer) => layer.rowCount === 0)) throw new Refusal('file.empty', { name: file.name })
  return {
    ...file,
    layers: layers.filter((layer) => layer.rowCount > 0),
    notes: [],
    viaGdal: (layer, crs, cancel) => {
      const task = { path: origin.get(layer)!, layer, sourceName: 'source', crs, closers, openOptions: RAW_TEXT }
      return convertTo4326(task, file, cancel)
    },
    close: () => {
      for (const closer of closers) closer()
      scratch.remove()
    },
  }
}

async function collectParts({ kind, scratch, file }: OpenRequest): Promise<Parts[]> {
  const paths: string[] = []
  if (kind.entries) {
    const wanted = kind.entries.filter((entry) => endings.includes(extname(entry.name).toLowerCase()))
    paths.push(...(await unpackZip(kind.path, join(scratch.folder, 'zip'), wanted)).values())
  } else if (statSync(kind.path).isDirectory()) {
    paths.push(...readdirSync(kind.path).map((name) => join(kind.path, name)))
  } else {
    paths.push(kind.path)
    for (const ending of endings.slice(1)) paths.push(...[siblingOf(kind.path, ending)].filter((path) => path !== null))
  }
  const groups = groupByStem(paths)
  const whole = groups.filter((parts) => parts.files.has('.shp'))
  if (whole.length === 0) throw new Refusal('file.part-missing', { name: file.name, part: '.shp' })
  return whole
}

function groupByStem(paths: readonly string[]): Parts[] {
  const groups = new Map<string, { title: string; files: Map<string, string> }>()
  for (const path of paths) {
    const ending = extname(path).toLowerCase()
    if (!endings.includes(ending)) continue
    const key = path.slice(0, -ending.length).toLowerCase()
    const group = groups.get(key) ?? { title: basename(path, extname(path)), files: new Map() }
    group.files.set(ending, path)
    groups.set(key, group)
  }
  return [...groups.values()]
}

/** Puts the parts (but not the .cpg) into a folder as source.shp, source.dbf … */
function placeShapefile(parts: Parts, folder: string): { path: string; outFolder: string } {
  mkdirSync(folder, { recursive: true })
  for (const [ending, path] of parts.files) {
    if (ending !== '.cpg') placeFile(path, join(folder, `source${ending}`))
  }
  return { path: join(folder, 'source.shp'), outFolder: folder }
}

/** A .shp of nothing but its header holds no shape; one that is shorter than that is no shapefile. */
function requireRecords(path: string, name: string): void {
  const bytes = statSync(path).size
  if (bytes === 0) throw new Refusal('file.empty', { name })
  if (bytes < 100) throw new Refusal('file.damaged', { name, what: '.shp' })
}

function describe(layer: VectorLayer, parts: Parts): VectorLayer {
  const missing = ['.dbf', '.prj'].filter((ending) => !parts.files.has(ending))
  const notes: Note[] = missing.map((part) => ({ message: 'vector.part-missing', values: { part }, severity: 'warn' }))
  const codePage = readCodePage(parts)
  const cut = cutParts(parts, layer.rowCount)
  return { ...layer, rawText: true, declaredEncoding: codePage.label, notes: [...notes, ...cut, ...codePage.notes] }
}

/** Parts that are shorter than they say, as after a copy that broke off: what is missing is missed by nobody else. */
function cutParts(parts: Parts, rowCount: number): Note[] {
  const cut: string[] = []
  const shp = parts.files.get('.shp')!
  if (statSync(shp).size < firstBytes(shp, 28).readInt32BE(24) * 2) cut.push('.shp')
  const dbf = parts.files.get('.dbf')
  const head = dbf ? firstBytes(dbf, 32) : null
  if (dbf && head && statSync(dbf).size < head.readUInt16LE(8) + head.readUInt32LE(4) * head.readUInt16LE(10))
    cut.push('.dbf')
  const shx = parts.files.get('.shx')
  const shapes = shx ? Math.floor((statSync(shx).size - 100) / 8) : rowCount
  if (shapes > rowCount && cut.length === 0) cut.push('.dbf')
  return cut.map((part) => ({
    message: 'vector.part-cut',
    values: { part, found: rowCount, expected: Math.max(shapes, head?.readUInt32LE(4) ?? 0) },
    severity: 'warn',
  }))
}

/** The first bytes of a file, zeros where it is shorter. */
function firstBytes(path: string, count: number): Buffer {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(count)
    readSync(file, bytes, 0, count, 0)
    return bytes
  } finally {
    closeSync(file)
  }
}

/** The .cpg's word, or the language byte of the .dbf; both are hints only. */
function readCodePage(parts: Parts): { label: string | null; notes: Note[] } {
  const cpg = parts.files.get('.cpg')
  if (cpg) {
    const text = readFileSync(cpg).subarray(0, 200).toString('latin1').trim()
    if (/^[\w .:-]{1,40}$/.test(text)) return { label: text, notes: [] }
    return { label: null, notes: [{ message: 'encoding.cpg-unreadable', values: {}, severity: 'warn' }] }
  }
  const dbf = parts.files.get('.dbf')
  const language = dbf ? firstBytes(dbf, 32)[29] : undefined
  return { label: languageDrivers[language ?? 0] ?? null, notes: [] }
}

/** Language driver bytes of dBASE that name a code page (as ESRI lists them). */
const languageDrivers: Readonly<Record<number, string>> = {
  3: 'windows-1252',
  77: 'gbk',
  79: 'big5',
  80: 'windows-874',
  87: 'windows-1252',
  120: 'big5',
  122: 'gbk',
  123: 'shift_jis',
  124: 'windows-874',
}

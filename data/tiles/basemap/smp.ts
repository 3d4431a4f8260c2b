/**
 * Styled Map Package 1.0 (github.com/digidem/styled-map-package): a zip of `style.json` with the tiles, glyphs and sprites it
 * names by `smp://maps.v1/…`.
 */
import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { promisify } from 'node:util'
import yauzl, { type Entry, type ZipFile } from 'yauzl'
import type { BasemapInfo } from '../../contract/basemaps.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Basemap, BasemapTile } from './basemap.ts'
import { centerWithin, parseBounds, plainAttribution } from './describe.ts'
import { contentTypes, isGzip, schemaOf, sniffTileType } from './tile-bytes.ts'

/** Where the style's own addresses begin. */
export const SMP_ROOT = 'smp://maps.v1/'
/** One file of a map is at most this large; anything more is a zip made to burst. */
const LARGEST_FILE_BYTES = 32_000_000

interface SmpSource {
  readonly type?: unknown
  readonly tiles?: unknown
  readonly minzoom?: unknown
  readonly maxzoom?: unknown
  readonly bounds?: unknown
  readonly attribution?: unknown
  readonly tileSize?: unknown
  readonly vector_layers?: readonly { readonly id?: unknown }[]
}

/** Opens a Styled Map Package. Throws `basemap.damaged`. */
export async function openSmp(path: string): Promise<Basemap> {
  const name = basename(path)
  if ((await stat(path)).size === 0) throw new Refusal('basemap.damaged', { name, what: '0 B' })
  const zip = await openZip(path, name)
  try {
    const entries = await listEntries(zip)
    const resource = async (file: string) => {
      const entry = entries.get(file)
      return entry ? toTile(file, await readEntry(zip, entry)) : null
    }
    const style = await readStyle(resource, name)
    const source = tileSource(style, name)
    const template = (source.tiles as string[])[0]!.slice(SMP_ROOT.length)
    return {
      info: describe(source, style, template),
      style,
      resource,
      tile: (z, x, y) => resource(template.replace('{z}', `${z}`).replace('{x}', `${x}`).replace('{y}', `${y}`)),
      close: async () => zip.close(),
    }
  } catch (error) {
    zip.close()
    if (error instanceof Refusal) throw error
    throw new Refusal('basemap.damaged', { name, what: 'SMP' }, String(error))
  }
}

async function openZip(path: string, name: string): Promise<ZipFile> {
  try {
    const openFile = promisify<string, yauzl.Options, ZipFile>(yauzl.open)
    return await openFile(path, { lazyEntries: true, autoClose: false })
  } catch (error) {
    throw new Refusal('basemap.damaged', { name, what: 'zip' }, String(error))
  }
}

function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  return new Promise((resolve, reject) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.on('end', () => resolve(entries))
    zip.on('error', reject)
    zip.readEntry()
  })
}

async function readEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  if (entry.uncompressedSize > LARGEST_FILE_BYTES)
    throw new RangeError(`${entry.fileName}: ${entry.uncompressedSize} B`)
  const stream = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (error ? reject(error) : resolve(opened)))
  })
  return buffer(stream)
}

function toTile(file: string, bytes: Uint8Array): BasemapTile {
  const bare = file.replace(/\.gz$/, '')
  const contentType = bare.endsWith('.json')
    ? 'application/json'
    : bare.endsWith('.pbf') && file.startsWith('fonts/')
      ? 'application/x-protobuf'
      : contentTypes[sniffTileType(bytes)]
  return { bytes, encoding: isGzip(bytes) ? 'gzip' : null, contentType }
}

async function readStyle(resource: Basemap['resource'], name: string): Promise<Record<string, unknown>> {
  const file = await resource('style.json')
  if (!file) throw new Refusal('basemap.damaged', { name, what: 'style.json' })
  const style: unknown = JSON.parse(new TextDecoder().decode(file.bytes))
  if (typeof style !== 'object' || style === null) throw new Refusal('basemap.damaged', { name, what: 'style.json' })
  return style as Record<string, unknown>
}

/** The style's first source of tiles that lie in the package. */
function tileSource(style: Record<string, unknown>, name: string): SmpSource {
  const sources = Object.values((style.sources ?? {}) as Record<string, SmpSource>)
  const inside = sources.find(
    ({ tiles }) => Array.isArray(tiles) && typeof tiles[0] === 'string' && tiles[0].startsWith(SMP_ROOT),
  )
  if (!inside) throw new Refusal('basemap.empty', { name })
  return inside
}

function describe(source: SmpSource, style: Record<string, unknown>, template: string): BasemapInfo {
  const isVector = source.type === 'vector'
  const bounds = parseBounds(Array.isArray(source.bounds) ? source.bounds.join(',') : undefined)
  const vectorLayers = (source.vector_layers ?? []).map((layer) => layer.id).filter((id) => typeof id === 'string')
  const zoomOf = (value: unknown, otherwise: number) => (Number.isInteger(value) ? (value as number) : otherwise)
  const ending = /\.(png|jpe?g|webp)/.exec(template)?.[1]
  return {
    format: 'smp',
    kind: isVector ? 'vector' : 'raster',
    tileType: isVector ? 'mvt' : ending === 'webp' ? 'webp' : ending === 'png' ? 'png' : 'jpeg',
    minZoom: zoomOf(source.minzoom, 0),
    maxZoom: zoomOf(source.maxzoom, 14),
    bounds,
    center: centerWithin(bounds, (style.center ?? []) as number[], zoomOf(style.zoom, 0)),
    attribution: plainAttribution(source.attribution),
    schema: schemaOf(vectorLayers),
    vectorLayers,
    tileSize: isVector ? 512 : zoomOf(source.tileSize, 512),
  }
}

/** PMTiles version 3 (specification github.com/protomaps/PMTiles, CC0), read from a local file. */
import { type FileHandle, open } from 'node:fs/promises'
import { basename } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, zstdDecompress } from 'node:zlib'
import { Compression, type Header, PMTiles, SharedPromiseCache, type Source, TileType } from 'pmtiles'
import type { BasemapInfo } from '../../contract/basemaps.ts'
import { Refusal } from '../../contract/errors.ts'
import { type Basemap, noResources } from './basemap.ts'
import { centerWithin, layerNamesIn, plainAttribution } from './describe.ts'
import { contentTypes, rasterSide, schemaOf, vectorLayerNames } from './tile-bytes.ts'

const HEADER_BYTES = 127
const DIRECTORIES_KEPT = 200

const tileTypes: Partial<Record<TileType, BasemapInfo['tileType']>> = {
  [TileType.Mvt]: 'mvt',
  [TileType.Png]: 'png',
  [TileType.Jpeg]: 'jpeg',
  [TileType.Webp]: 'webp',
  [TileType.Avif]: 'avif',
}

/** Opens a PMTiles archive. Throws `basemap.damaged`, also for a version other than 3 and for a file cut short. */
export async function openPmtiles(path: string): Promise<Basemap> {
  const file = await open(path, 'r')
  try {
    await checkHeader(file, basename(path))
    const archive = new PMTiles(
      sourceOf(file, path),
      new SharedPromiseCache(DIRECTORIES_KEPT, true, decompress),
      decompress,
    )
    const header = await archive.getHeader()
    const info = await describe(archive, header)
    return {
      ...noResources,
      info,
      async tile(z, x, y) {
        if (z < header.minZoom || z > header.maxZoom) return null
        const tile = await archive.getZxy(z, x, y)
        if (!tile || tile.data.byteLength === 0) return null
        return { bytes: new Uint8Array(tile.data), encoding: null, contentType: contentTypes[info.tileType] }
      },
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    if (error instanceof Refusal) throw error
    throw new Refusal('basemap.damaged', { name: basename(path), what: 'PMTiles' }, String(error))
  }
}

async function checkHeader(file: FileHandle, name: string): Promise<void> {
  const refuse = (what: string) => new Refusal('basemap.damaged', { name, what })
  const { size } = await file.stat()
  if (size === 0) throw refuse('0 B')
  const head = Buffer.alloc(HEADER_BYTES)
  const { bytesRead } = await file.read(head, 0, HEADER_BYTES, 0)
  if (head.toString('latin1', 0, 7) !== 'PMTiles') throw refuse('≠ PMTiles')
  if (head[7] !== 3) throw refuse(`PMTiles v${head[7]}`)
  if (bytesRead < HEADER_BYTES) throw refuse(`${size} B`)
  const dataEnd = Number(head.readBigUInt64LE(56) + head.readBigUInt64LE(64))
  if (dataEnd > size) throw refuse(`${size} B < ${dataEnd} B`)
}

function sourceOf(file: FileHandle, path: string): Source {
  return {
    getKey: () => path,
    async getBytes(offset, length) {
      const buffer = new Uint8Array(length)
      const { bytesRead } = await file.read(buffer, 0, length, offset)
      return { data: buffer.buffer.slice(0, bytesRead) }
    },
  }
}

const unpackers = {
  [Compression.Gzip]: promisify(gunzip),
  [Compression.Brotli]: promisify(brotliDecompress),
  [Compression.Zstd]: promisify(zstdDecompress),
}

async function decompress(data: ArrayBuffer, compression: Compression): Promise<ArrayBuffer> {
  if (compression === Compression.None || compression === Compression.Unknown) return data
  const out = await unpackers[compression](new Uint8Array(data))
  return new Uint8Array(out).buffer
}

async function describe(archive: PMTiles, header: Header): Promise<BasemapInfo> {
  const tileType = tileTypes[header.tileType]
  if (!tileType) throw new Error(`tile type ${header.tileType}`)
  const metadata = ((await archive.getMetadata()) ?? {}) as Record<string, unknown>
  const bounds = [
    header.minLon,
    Math.max(header.minLat, -85.0511),
    header.maxLon,
    Math.min(header.maxLat, 85.0511),
  ] as const
  const center = centerWithin(bounds, [header.centerLon, header.centerLat, header.centerZoom], header.minZoom)
  const sample = await sampleTile(archive, header, center)
  const named = layerNamesIn(metadata)
  const vectorLayers = tileType !== 'mvt' ? [] : named.length > 0 || !sample ? named : vectorLayerNames(sample)
  return {
    format: 'pmtiles',
    kind: tileType === 'mvt' ? 'vector' : 'raster',
    tileType,
    minZoom: header.minZoom,
    maxZoom: header.maxZoom,
    bounds,
    center,
    attribution: plainAttribution(metadata.attribution),
    schema: schemaOf(vectorLayers),
    vectorLayers,
    tileSize: tileType === 'mvt' ? 512 : ((sample && rasterSide(sample)) ?? 256),
  }
}

/** The tile at the map's centre at its smallest zoom. */
async function sampleTile(archive: PMTiles, header: Header, center: BasemapInfo['center']): Promise<Uint8Array | null> {
  const n = 2 ** header.minZoom
  const sine = Math.sin((center[1] * Math.PI) / 180)
  const x = Math.min(n - 1, Math.floor((center[0] / 360 + 0.5) * n))
  const y = Math.min(n - 1, Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * n))
  const tile = await archive.getZxy(header.minZoom, x, y)
  return tile ? new Uint8Array(tile.data) : null
}

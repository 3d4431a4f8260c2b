/** What can be told of a tile by its first bytes, and of a map by one of its tiles. */
import { gunzipSync } from 'node:zlib'
import { VectorTile } from '@mapbox/vector-tile'
import { PbfReader } from 'pbf'
import type { BasemapInfo } from '../../contract/basemaps.ts'

type TileType = BasemapInfo['tileType']

export const contentTypes: Record<TileType, string> = {
  mvt: 'application/vnd.mapbox-vector-tile',
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  avif: 'image/avif',
}

/** The kind of a tile by its signature; what has none of the pictures' signatures is taken for a vector tile. */
export function sniffTileType(bytes: Uint8Array): TileType {
  const starts = (text: string, at = 0) => [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0))
  if (starts('\x89PNG')) return 'png'
  if (starts('\xff\xd8\xff')) return 'jpeg'
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp'
  if (starts('ftypavif', 4)) return 'avif'
  return 'mvt'
}

/** Whether bytes are gzip's (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** The layer names of a vector tile, compressed or not. Throws where it is none. */
export function vectorLayerNames(bytes: Uint8Array): string[] {
  return Object.keys(new VectorTile(new PbfReader(isGzip(bytes) ? gunzipSync(bytes) : bytes)).layers)
}

/** Which well-known schema a set of layer names is. */
export function schemaOf(layers: readonly string[]): BasemapInfo['schema'] {
  const has = (name: string) => layers.includes(name)
  if (has('earth') && (has('roads') || has('places') || has('boundaries'))) return 'protomaps'
  if (has('transportation') || (has('place') && has('boundary')) || (has('water') && has('landcover')))
    return 'openmaptiles'
  return 'other'
}

/** Side of a square raster tile in pixels by its header; null where it cannot be told (vector tiles, AVIF). */
export function rasterSide(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  switch (sniffTileType(bytes)) {
    case 'png':
      return bytes.length >= 24 ? view.getUint32(16) : null
    case 'webp':
      return webpSide(view)
    case 'jpeg':
      return jpegSide(view)
    default:
      return null
  }
}

/** RIFF container of WebP: lossy (VP8), lossless (VP8L) or extended (VP8X). */
function webpSide(view: DataView): number | null {
  if (view.byteLength < 30) return null
  const kind = String.fromCharCode(view.getUint8(12), view.getUint8(13), view.getUint8(14), view.getUint8(15))
  if (kind === 'VP8 ') return view.getUint16(26, true) & 0x3fff
  if (kind === 'VP8L') return (view.getUint16(21, true) & 0x3fff) + 1
  if (kind === 'VP8X') return (view.getUint16(24, true) | (view.getUint8(26) << 16)) + 1
  return null
}

/** Walks JPEG's segments to the frame header, which holds the size. */
function jpegSide(view: DataView): number | null {
  let at = 2
  while (at + 9 < view.byteLength && view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1)
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
    if (isFrame) return view.getUint16(at + 7)
    at += 2 + view.getUint16(at + 2)
  }
  return null
}

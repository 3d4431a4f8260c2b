/**
 * GeoPackage geometry blobs: a header with the envelope, then ISO WKB (OGC 12-128r18, clause 2.1.3). All of ours are 2D,
 * little-endian, EPSG:4326. Blobs that another program wrote may carry Z or M and either byte order; both are read.
 */
import type { Geometry, Position } from 'geojson'
import type { Box } from '../contract/imports.ts'

const SRS_ID = 4326
const HEADER_BYTES = 8
const ENVELOPE_BYTES = 32
const WKB = {
  Point: 1,
  LineString: 2,
  Polygon: 3,
  MultiPoint: 4,
  MultiLineString: 5,
  MultiPolygon: 6,
  GeometryCollection: 7,
}
/** Bytes of each envelope kind, by the three flag bits. */
const envelopeSizes = [0, 32, 48, 48, 64]

/** The geometry as a GeoPackageBinary blob, srs_id 4326, with an XY envelope; empty geometries carry none. */
export function encodeGeometry(geometry: Geometry): Uint8Array {
  const box = boxOf(geometry)
  const isPoint = geometry.type === 'Point'
  const headerBytes = HEADER_BYTES + (box && !isPoint ? ENVELOPE_BYTES : 0)
  const out = new Uint8Array(headerBytes + wkbSize(geometry))
  const view = new DataView(out.buffer)
  out[0] = 0x47
  out[1] = 0x50
  out[3] = 0x01 | (box ? (isPoint ? 0 : 0x02) : 0x10)
  view.setInt32(4, SRS_ID, true)
  if (box && !isPoint) {
    view.setFloat64(8, box[0], true)
    view.setFloat64(16, box[2], true)
    view.setFloat64(24, box[1], true)
    view.setFloat64(32, box[3], true)
  }
  writeWkb(view, headerBytes, geometry)
  return out
}

/** The geometry of a GeoPackageBinary blob in 2D, or null where it is empty. Throws RangeError on a damaged blob. */
export function decodeGeometry(blob: Uint8Array): Geometry | null {
  const { empty, wkbOffset } = readHeader(blob)
  if (empty) return null
  const cursor = { view: new DataView(blob.buffer, blob.byteOffset, blob.byteLength), at: wkbOffset }
  return readWkb(cursor)
}

/** The envelope of a blob, from its header where it has one; null for an empty geometry. */
export function envelopeOf(blob: Uint8Array): Box | null {
  const { empty, envelopeKind, wkbOffset, little } = readHeader(blob)
  if (empty) return null
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength)
  if (envelopeKind > 0) {
    const at = (index: number) => view.getFloat64(HEADER_BYTES + index * 8, little)
    return [at(0), at(2), at(1), at(3)]
  }
  const geometry = readWkb({ view, at: wkbOffset })
  return geometry ? boxOf(geometry) : null
}

/** Smallest box around a geometry, in its own coordinates; null where it has no finite position. */
export function boxOf(geometry: Geometry): Box | null {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  eachPosition(geometry, (x, y) => {
    if (x < minX) minX = x
    if (x > maxX) maxX = x
    if (y < minY) minY = y
    if (y > maxY) maxY = y
  })
  return minX <= maxX && minY <= maxY ? [minX, minY, maxX, maxY] : null
}

/** Visits every position of a geometry, nested collections included. */
export function eachPosition(geometry: Geometry, visit: (x: number, y: number) => void): void {
  if (geometry.type === 'GeometryCollection') {
    for (const part of geometry.geometries) eachPosition(part, visit)
    return
  }
  const walk = (coordinates: unknown): void => {
    const list = coordinates as readonly unknown[]
    if (typeof list[0] === 'number') visit(list[0], list[1] as number)
    else for (const inner of list) walk(inner)
  }
  walk(geometry.coordinates)
}

function readHeader(blob: Uint8Array): { empty: boolean; envelopeKind: number; wkbOffset: number; little: boolean } {
  if (blob.length < HEADER_BYTES || blob[0] !== 0x47 || blob[1] !== 0x50)
    throw new RangeError('not a GeoPackage geometry')
  const flags = blob[3]!
  const envelopeKind = (flags >> 1) & 0x07
  const size = envelopeSizes[envelopeKind]
  if (size === undefined) throw new RangeError('unknown envelope kind')
  return { empty: (flags & 0x10) !== 0, envelopeKind, wkbOffset: HEADER_BYTES + size, little: (flags & 1) === 1 }
}

function wkbSize(geometry: Geometry): number {
  const line = (positions: readonly Position[]) => 4 + positions.length * 16
  const polygon = (rings: readonly (readonly Position[])[]) => 9 + rings.reduce((sum, ring) => sum + line(ring), 0)
  switch (geometry.type) {
    case 'Point':
      return 21
    case 'LineString':
      return 5 + line(geometry.coordinates)
    case 'Polygon':
      return polygon(geometry.coordinates)
    case 'MultiPoint':
      return 9 + geometry.coordinates.length * 21
    case 'MultiLineString':
      return 9 + geometry.coordinates.reduce((sum, part) => sum + 5 + line(part), 0)
    case 'MultiPolygon':
      return 9 + geometry.coordinates.reduce((sum, part) => sum + polygon(part), 0)
    case 'GeometryCollection':
      return 9 + geometry.geometries.reduce((sum, part) => sum + wkbSize(part), 0)
  }
}

function writeWkb(view: DataView, start: number, geometry: Geometry): number {
  let at = start
  const head = (type: number) => {
    view.setUint8(at, 1)
    view.setUint32(at + 1, type, true)
    at += 5
  }
  const count = (n: number) => {
    view.setUint32(at, n, true)
    at += 4
  }
  const position = (p: Position) => {
    view.setFloat64(at, p[0] ?? Number.NaN, true)
    view.setFloat64(at + 8, p[1] ?? Number.NaN, true)
    at += 16
  }
  const line = (positions: readonly Position[]) => {
    count(positions.length)
    for (const p of positions) position(p)
  }
  const rings = (list: readonly (readonly Position[])[]) => {
    count(list.length)
    for (const ring of list) line(ring)
  }
  head(WKB[geometry.type])
  switch (geometry.type) {
    case 'Point':
      position(geometry.coordinates)
      break
    case 'LineString':
      line(geometry.coordinates)
      break
    case 'Polygon':
      rings(geometry.coordinates)
      break
    case 'MultiPoint':
      count(geometry.coordinates.length)
      for (const p of geometry.coordinates) {
        head(WKB.Point)
        position(p)
      }
      break
    case 'MultiLineString':
      count(geometry.coordinates.length)
      for (const part of geometry.coordinates) {
        head(WKB.LineString)
        line(part)
      }
      break
    case 'MultiPolygon':
      count(geometry.coordinates.length)
      for (const part of geometry.coordinates) {
        head(WKB.Polygon)
        rings(part)
      }
      break
    case 'GeometryCollection':
      count(geometry.geometries.length)
      for (const part of geometry.geometries) at = writeWkb(view, at, part)
      break
  }
  return at
}

interface Cursor {
  readonly view: DataView
  at: number
}

function readWkb(cursor: Cursor): Geometry | null {
  const little = cursor.view.getUint8(cursor.at) === 1
  const code = cursor.view.getUint32(cursor.at + 1, little)
  cursor.at += 5
  // ISO adds 1000 for Z, 2000 for M, 3000 for both; EWKB sets high bits instead.
  const extra = code & 0x80000000 || code & 0x40000000 ? 1 : [0, 1, 1, 2][Math.floor((code & 0x0fffffff) / 1000)]
  if (extra === undefined) throw new RangeError(`unknown geometry code ${code}`)
  const read = reader(cursor, little, extra)
  switch ((code & 0x0fffffff) % 1000) {
    case 1: {
      const coordinates = read.position()
      return Number.isNaN(coordinates[0]) ? null : { type: 'Point', coordinates }
    }
    case 2:
      return { type: 'LineString', coordinates: read.line() }
    case 3:
      return { type: 'Polygon', coordinates: read.rings() }
    case 4:
      return { type: 'MultiPoint', coordinates: read.parts('Point') as Position[] }
    case 5:
      return { type: 'MultiLineString', coordinates: read.parts('LineString') as Position[][] }
    case 6:
      return { type: 'MultiPolygon', coordinates: read.parts('Polygon') as Position[][][] }
    case 7: {
      const geometries: Geometry[] = []
      for (let left = read.count(); left > 0; left--) {
        const part = readWkb(cursor)
        if (part) geometries.push(part)
      }
      return { type: 'GeometryCollection', geometries }
    }
    default:
      throw new RangeError(`unsupported geometry code ${code}`)
  }
}

function reader(cursor: Cursor, little: boolean, extra: number) {
  const count = () => {
    const n = cursor.view.getUint32(cursor.at, little)
    cursor.at += 4
    // A count cannot exceed what is left to read: a damaged blob must not allocate gigabytes.
    if (n > cursor.view.byteLength - cursor.at) throw new RangeError('count exceeds the blob')
    return n
  }
  const position = (): Position => {
    const p = [cursor.view.getFloat64(cursor.at, little), cursor.view.getFloat64(cursor.at + 8, little)]
    cursor.at += 16 + extra * 8
    return p
  }
  const line = () => Array.from({ length: count() }, position)
  const rings = () => Array.from({ length: count() }, line)
  const parts = (wanted: 'Point' | 'LineString' | 'Polygon') => {
    const list: unknown[] = []
    for (let left = count(); left > 0; left--) {
      const part = readWkb(cursor)
      if (part?.type === wanted) list.push(part.coordinates)
      else if (part) throw new RangeError(`a ${part.type} inside a Multi${wanted}`)
    }
    return list
  }
  return { count, position, line, rings, parts }
}

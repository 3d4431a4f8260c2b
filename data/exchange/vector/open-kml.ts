/**
 * KML by a kept reader (@tmcw/togeojson), because GDAL's WASM build has only its old KML driver. Read whole: placemarks of all
 * folders become one layer; ground overlays (pictures) are left out. KML is always longitude, latitude on WGS84.
 */
import { readFileSync, statSync } from 'node:fs'
import { basename, extname } from 'node:path'
import { kml } from '@tmcw/togeojson'
import { DOMParser } from '@xmldom/xmldom'
import type { Feature, Geometry } from 'geojson'
import { Refusal } from '../../contract/errors.ts'
import type { Box } from '../../contract/imports.ts'
import { boxOf } from '../../store/geometry.ts'
import type { OpenRequest } from './open-vector.ts'
import type { Cell, RawFeature, VectorLayer, VectorSource } from './vector-source.ts'

/** A document tree takes about thirty times the bytes of its text. */
const MAX_BYTES = 80 * 1024 ** 2

/** Opens the KML at `path`. Throws `file.damaged`, `file.too-large`, `file.empty`. */
export function openKml({ file, scratch }: OpenRequest, path: string): VectorSource {
  if (statSync(path).size > MAX_BYTES) {
    throw new Refusal('file.too-large', { name: file.name, what: `${MAX_BYTES / 1024 ** 2} MB` })
  }
  const features = placemarksOf(decodeXml(readFileSync(path)), file.name)
  if (features.length === 0) throw new Refusal('file.empty', { name: file.name })
  const layer = toLayer(features, basename(file.name, extname(file.name)))
  return {
    ...file,
    layers: [layer],
    notes: [],
    // KML never needs it: its coordinates are WGS84 by definition.
    viaGdal: async () => layer,
    close: scratch.remove,
  }
}

/** The text by its byte order mark or its XML declaration, UTF-8 otherwise. */
function decodeXml(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const declared = /^[^<]{0,8}<\?xml[^>]*encoding=["']([\w-]+)["']/.exec(bytes.subarray(0, 200).toString('latin1'))?.[1]
  try {
    return new TextDecoder(declared ?? 'utf-8', { fatal: true }).decode(bytes)
  } catch {
    // A label nobody knows, or UTF-8 that is none: Thai programs then mean Windows-874.
    return new TextDecoder(declared && !/^utf-?8$/i.test(declared) ? 'utf-8' : 'windows-874').decode(bytes)
  }
}

function placemarksOf(text: string, name: string): Feature<Geometry | null>[] {
  try {
    const parser = new DOMParser({ onError: () => undefined, locator: false })
    const document = parser.parseFromString(text.replace(/^\ufeff/, ''), 'text/xml')
    const { features } = kml(document, { skipNullGeometry: false })
    return features.filter((feature) => feature.properties?.['@geometry-type'] !== 'groundoverlay')
  } catch (error) {
    throw new Refusal('file.damaged', { name, what: 'KML' }, (error as Error).message)
  }
}

const drawing =
  /^(@geometry-type|coordinateProperties|styleUrl|styleHash|styleMapHash|icon|icon-.*|fill|fill-.*|stroke|stroke-.*|label-.*|visibility)$/

function toLayer(features: readonly Feature<Geometry | null>[], name: string): VectorLayer {
  const names = new Set<string>()
  for (const { properties } of features) {
    for (const key of Object.keys(properties ?? {})) if (!drawing.test(key)) names.add(key)
  }
  const columns = [...names].map((column) => ({ name: column, type: typeOf(features, column) }))
  const rows: RawFeature[] = features.map((feature, index) => ({
    row: index + 1,
    geometry: asOneKind(feature.geometry),
    values: columns.map((column) => toCell(feature.properties?.[column.name])),
    problem: null,
  }))
  return {
    name,
    rowCount: rows.length,
    columns,
    geometryTypes: [...new Set(rows.flatMap((row) => (row.geometry ? [row.geometry.type] : [])))],
    box: boxOfRows(rows),
    declaredCrs: { by: 'format', authority: 'EPSG:4326', name: 'WGS 84' },
    rawText: false,
    declaredEncoding: null,
    notes: [],
    read: ({ every = 1 } = {}) => rows.filter((row) => every === 1 || row.row === 1 || row.row % every === 0).values(),
  }
}

/** A collection of one kind of shape is that kind's Multi. */
function asOneKind(geometry: Geometry | null): Geometry | null {
  if (geometry?.type !== 'GeometryCollection') return geometry
  const parts = geometry.geometries
  if (parts.length === 0) return null
  if (parts.every((part) => part.type === 'Polygon')) {
    return { type: 'MultiPolygon', coordinates: parts.map((part) => part.coordinates) }
  }
  if (parts.every((part) => part.type === 'LineString')) {
    return { type: 'MultiLineString', coordinates: parts.map((part) => part.coordinates) }
  }
  if (parts.every((part) => part.type === 'Point')) {
    return { type: 'MultiPoint', coordinates: parts.map((part) => part.coordinates) }
  }
  return geometry
}

function typeOf(features: readonly Feature<Geometry | null>[], column: string): 'text' | 'real' | 'boolean' {
  const kinds = new Set(
    features.map((feature) => typeof feature.properties?.[column]).filter((kind) => kind !== 'undefined'),
  )
  if (kinds.size === 1 && kinds.has('number')) return 'real'
  return kinds.size === 1 && kinds.has('boolean') ? 'boolean' : 'text'
}

function toCell(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value
  const rich = value as { value?: unknown }
  return typeof rich.value === 'string' ? rich.value : JSON.stringify(value)
}

function boxOfRows(rows: readonly RawFeature[]): Box | null {
  let box: Box | null = null
  for (const { geometry } of rows) {
    const part = geometry ? boxOf(geometry) : null
    if (!part) continue
    box = box
      ? [Math.min(box[0], part[0]), Math.min(box[1], part[1]), Math.max(box[2], part[2]), Math.max(box[3], part[3])]
      : part
  }
  return box
}

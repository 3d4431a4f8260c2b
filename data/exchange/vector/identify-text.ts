/** What a text file is: XML by its root element, JSON by its `type`, DXF and MapInfo by their first lines, else a table. */
import { basename } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { FileKind } from './identify.ts'

const geometryTypes =
  /"type"\s*:\s*"(FeatureCollection|Feature|Point|LineString|Polygon|MultiPoint|MultiLineString|MultiPolygon|GeometryCollection)"/

/** The format of a text by its beginning; `whole` says that the beginning is all of it. Throws `file.unknown-format`. */
export function identifyText(head: Buffer, path: string, whole: boolean): FileKind['format'] {
  const name = basename(path)
  const text = decodeHead(head)
  if (text === null) throw new Refusal('file.unknown-format', { name, what: 'binary' })
  const start = text.trimStart()
  if (start === '') throw new Refusal('file.empty', { name })
  if (start.startsWith('<')) return xmlKind(start, name)
  if (start.startsWith('{') || start.startsWith('[')) return jsonKind(start, whole)
  if (/^0\r?\n\s*SECTION\b/.test(start) || /^999\r?\n[^\n]*\n\s*0\r?\n\s*SECTION\b/.test(start)) return 'dxf'
  if (/^!table\b/i.test(start) || (/^version\s+\d+/i.test(start) && /\bcolumns\s+\d+/i.test(start))) return 'mapinfo'
  if (!/[\t,;|]/.test(start) && !/\.(csv|tsv|txt)$/i.test(name)) {
    throw new Refusal('file.unknown-format', { name, what: 'text' })
  }
  return 'csv'
}

/** The text with its byte order mark taken off, or null where the bytes are no text. */
function decodeHead(head: Buffer): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return head.subarray(2).toString('utf16le')
  const bytes = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf ? head.subarray(3) : head
  for (const byte of bytes) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 0x1a && byte !== 0x1b)) return null
  return bytes.toString('latin1')
}

function xmlKind(start: string, name: string): 'kml' | 'gpx' {
  const root = start
    .replace(/<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^>[]*(\[[\s\S]*?\])?[^>]*>/gi, '')
    .match(/<(?:[\w.-]+:)?([\w.-]+)/)?.[1]
  if (root?.toLowerCase() === 'kml') return 'kml'
  if (root?.toLowerCase() === 'gpx') return 'gpx'
  // KML is sometimes handed round as a bare document.
  if (root && /^(Document|Placemark|Folder)$/.test(root)) return 'kml'
  const what = root ? (root.toLowerCase() === 'html' || /^!?doctype html/i.test(start) ? 'HTML' : `XML ${root}`) : 'XML'
  throw new Refusal('file.unknown-format', { name, what })
}

function jsonKind(start: string, whole: boolean): 'geojson' | 'topojson' | 'json' {
  if (/"type"\s*:\s*"Topology"/.test(start)) return 'topojson'
  if (geometryTypes.test(start) && /"(coordinates|geometry|features|geometries)"\s*:/.test(start)) return 'geojson'
  // A long preamble (metadata, a huge first geometry) may hide the second key.
  return !whole && geometryTypes.test(start) ? 'geojson' : 'json'
}

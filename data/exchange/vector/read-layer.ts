/** Rows of a vector layer as an import takes them: decided, decoded, in WGS84 degrees, cleaned, each with its reason if refused. */

import { basename, resolve } from 'node:path'
import type { Geometry, Position } from 'geojson'
import { Refusal } from '../../contract/errors.ts'
import type { ImportChoices, Note, Provenance, SourceLayer } from '../../contract/imports.ts'
import { DECLARED_CRS } from '../doctor/crs.ts'
import { isOwnSystem, systemLabel, type Transform, transformTo4326 } from '../doctor/projections.ts'
import { cleanGeometry } from './clean-geometry.ts'
import { identifyFile, tableFormats } from './identify.ts'
import { openVector } from './open-vector.ts'
import { datumFor, type Surroundings, understandLayer } from './understand.ts'
import type { Cell, VectorLayer, VectorSource } from './vector-source.ts'

export interface ReadyFeature {
  readonly row: number
  /** In WGS84 degrees, 2D; null where the row has no shape (no reason) or an unfit one (with a reason). */
  readonly geometry: Geometry | null
  readonly values: readonly Cell[]
  /** Message id of why the shape cannot be taken. */
  readonly reason: string | null
  readonly mended: boolean
  /** A ring crosses itself and could not be mended. */
  readonly crossing: boolean
}

export interface ReadyLayer {
  readonly described: SourceLayer
  readonly crs: string | null
  readonly datum: string | null
  readonly encoding: string | null
  /** What was decided on the way, for the outcome and the provenance. */
  readonly notes: readonly Note[]
  readonly features: () => Generator<ReadyFeature>
}

/** What is imported: a file or folder on this machine. */
export interface ImportSource {
  readonly path: string
  /** The name people know it by, where the path is a temporary one. */
  readonly name?: string | undefined
}

/** Opens a source that must be a vector file. Throws `import.no-geometry` for tables. The caller closes it. */
export async function openVectorSource(source: ImportSource, cancelled?: () => boolean): Promise<VectorSource> {
  const kind = await identifyFile(resolve(source.path))
  if ((tableFormats as readonly string[]).includes(kind.format)) {
    throw new Refusal('import.no-geometry', { name: source.name ?? basename(source.path) })
  }
  const opened = await openVector(kind, cancelled)
  return source.name === undefined ? opened : { ...opened, name: source.name }
}

/** The layer that was chosen, or the only one. Throws `import.no-layer`, `import.choose-layer`. */
export function chooseLayer(source: VectorSource, wanted: string | undefined): VectorLayer {
  if (wanted !== undefined) {
    const found = source.layers.find((layer) => layer.name === wanted)
    if (!found) throw new Refusal('import.no-layer', { layer: wanted, name: source.name })
    return found
  }
  const drawn = source.layers.filter((layer) => layer.geometryTypes.length > 0)
  const only = drawn.length === 1 ? drawn[0] : source.layers.length === 1 ? source.layers[0] : undefined
  if (only) return only
  const layers = source.layers.map((layer) => layer.name).join(', ')
  throw new Refusal('import.choose-layer', { name: source.name, layers })
}

interface Preparation {
  readonly choices: Pick<ImportChoices, 'crs' | 'datum' | 'encoding'>
  readonly surroundings: Surroundings
  readonly cancelled?: (() => boolean) | undefined
}

/** Settles every decision of a layer. Throws `import.choose-crs` and `import.choose-encoding` where a person has to choose. */
export async function prepareLayer(
  source: VectorSource,
  layer: VectorLayer,
  { choices, surroundings, cancelled }: Preparation,
): Promise<ReadyLayer> {
  const { described, swapped, decode } = understandLayer(layer, surroundings, choices)
  requireSettled(source, described)
  const crs = described.crs?.value ?? null
  const encoding = described.encoding?.value ?? null
  const decided = [described.crs?.reason, described.encoding?.reason].filter((note) => note !== undefined)
  const notes = [...layer.notes, ...decided]
  if (crs !== null && !isOwnSystem(crs)) {
    const placed = await source.viaGdal(layer, choices.crs ?? (crs === DECLARED_CRS ? null : crs), cancelled)
    const name = crs === DECLARED_CRS ? (layer.declaredCrs.name ?? crs) : crs
    notes.push({ message: 'crs.by-gdal', values: { crs: name }, severity: 'info' })
    const features = () => readyFeatures(placed, decode, null)
    return { described, crs: name, datum: null, encoding, notes, features }
  }
  const datum = crs === null ? null : datumFor(crs, choices.datum)
  if (datum !== null && crs !== null)
    notes.push(datumNote(described, { crs, datum, chosen: choices.datum !== undefined }))
  const forward = crs === null || (crs === 'EPSG:4326' && !swapped) ? null : transformTo4326(crs, datum ?? undefined)
  const transform: Transform | null = forward && swapped ? (x, y) => forward(y, x) : forward
  return { described, crs, datum, encoding, notes, features: () => readyFeatures(layer, decode, transform) }
}

function requireSettled(source: VectorSource, { crs, encoding }: SourceLayer): void {
  const list = (candidates: ReadonlyArray<{ value: string }>) => candidates.map(({ value }) => value).join(', ') || '?'
  if (crs?.certainty === 'ask') {
    throw new Refusal('import.choose-crs', { name: source.name, candidates: list(crs.candidates) })
  }
  if (encoding?.certainty === 'ask') {
    throw new Refusal('import.choose-encoding', { name: source.name, candidates: list(encoding.candidates) })
  }
}

function datumNote(layer: SourceLayer, { crs, datum, chosen }: { crs: string; datum: string; chosen: boolean }): Note {
  const farthest = layer.datum.reduce((most, option) => Math.max(most, option.offsetM), 0)
  return {
    message: chosen ? 'datum.chosen' : 'datum.first-choice',
    values: { crs: systemLabel(crs), datum, distance: Math.round(farthest) },
    severity: 'info',
  }
}

function* readyFeatures(
  layer: VectorLayer,
  decode: (text: string) => string,
  transform: Transform | null,
): Generator<ReadyFeature> {
  for (const { row, geometry, values, problem } of layer.read()) {
    const decoded = values.map((value) => (typeof value === 'string' ? decode(value) : value))
    if (problem !== null) {
      yield { row, geometry: null, values: decoded, reason: problem, mended: false, crossing: false }
      continue
    }
    const placed = geometry && transform ? transformGeometry(geometry, transform) : geometry
    yield { row, values: decoded, ...cleanGeometry(placed) }
  }
}

/** A new geometry with every position transformed. */
export function transformGeometry(geometry: Geometry, transform: Transform): Geometry {
  const move = (position: Position): Position => {
    const [x, y] = transform(position[0] ?? Number.NaN, position[1] ?? Number.NaN)
    return [x, y]
  }
  switch (geometry.type) {
    case 'Point':
      return { type: 'Point', coordinates: move(geometry.coordinates) }
    case 'MultiPoint':
    case 'LineString':
      return { type: geometry.type, coordinates: geometry.coordinates.map(move) }
    case 'MultiLineString':
    case 'Polygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((part) => part.map(move)) }
    case 'MultiPolygon':
      return { type: geometry.type, coordinates: geometry.coordinates.map((p) => p.map((ring) => ring.map(move))) }
    case 'GeometryCollection':
      return { type: geometry.type, geometries: geometry.geometries.map((part) => transformGeometry(part, transform)) }
  }
}

/** The record of how a layer came in. */
export function provenanceOf(
  source: VectorSource,
  ready: ReadyLayer,
  columns: Readonly<Record<string, string>>,
): Provenance {
  return {
    file: source.name,
    hash: source.hash,
    bytes: source.bytes,
    format: source.format,
    layer: ready.described.name,
    crs: ready.crs,
    datum: ready.datum,
    encoding: ready.encoding,
    columns,
    importedAt: new Date().toISOString(),
    notes: ready.notes,
  }
}

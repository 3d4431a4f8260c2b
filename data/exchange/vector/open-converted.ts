/** Formats that GDAL reads: converted once to a GeoPackage in the scratch folder, then read from there. */
import { copyFileSync, existsSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { Refusal } from '../../contract/errors.ts'
import { type FeatureTable, listFeatureTables, readFeatureTable } from './feature-table.ts'
import { type GdalAnswer, type GdalLayer, type GdalTask, runGdal } from './gdal-client.ts'
import type { OpenRequest } from './open-vector.ts'
import { makeScratch } from './scratch.ts'
import type { DeclaredCrs, VectorLayer, VectorSource } from './vector-source.ts'

/** Formats whose text GDAL's WASM build passes on undecoded where its charset is Thai. */
const rawFormats = new Set(['mapinfo', 'dxf'])

export interface Conversion {
  readonly db: Database
  readonly tables: readonly FeatureTable[]
  readonly answer: GdalAnswer
}

/** Formats whose coordinates are longitude and latitude by their own rules. */
const fixedFormats = new Set(['geojson', 'gpx', 'kml', 'topojson'])

/** Opens what GDAL can read at `path` (already in the scratch folder or a folder of its own). */
export async function openConverted(request: OpenRequest, path: string): Promise<VectorSource> {
  const { scratch, cancelled, file } = request
  const conversion = await convert({ path, outFolder: scratch.folder, openOptions: [] }, file, cancelled)
  const stem = basename(file.name, extname(file.name))
  const layers = conversion.tables.map((table) =>
    toLayer(conversion, table, {
      name: table.name === 'source' || table.name === 'OGRGeoJSON' ? stem : table.name,
      format: file.format,
    }),
  )
  const filled = layers.filter((layer) => layer.rowCount > 0)
  if (filled.length === 0) throw new Refusal('file.empty', { name: file.name })
  const closers: (() => void)[] = [() => conversion.db.close()]
  return {
    ...file,
    layers: filled,
    notes: [],
    viaGdal: async (layer, crs, cancel) => {
      const index = layers.indexOf(layer as (typeof layers)[number])
      const sourceName = conversion.tables[index]!.name
      return convertTo4326({ path, layer, sourceName, crs, closers, openOptions: [] }, file, cancel)
    },
    close: () => {
      for (const closer of closers) closer()
      scratch.remove()
    },
  }
}

/** Runs the conversion and opens its result. Throws `file.damaged` when GDAL cannot read the source. */
export async function convert(
  task: GdalTask,
  file: Pick<VectorSource, 'name' | 'format'>,
  cancelled: () => boolean,
): Promise<Conversion> {
  const target = join(task.outFolder, 'converted.gpkg')
  let answer = await runGdal(task, cancelled)
  if (answer.layers.length === 0 && !task.skipFailures) {
    const again = makeScratch()
    try {
      // One bad feature must not cost the others; slower, so only tried when the first way failed.
      answer = await runGdal({ ...task, outFolder: again.folder, skipFailures: true }, cancelled)
      if (answer.layers.length > 0) copyFileSync(join(again.folder, 'converted.gpkg'), target)
    } finally {
      again.remove()
    }
  }
  if (answer.layers.length === 0 || !existsSync(target)) {
    throw new Refusal('file.damaged', { name: file.name, what: file.format }, answer.warnings.slice(0, 5).join('\n'))
  }
  const db = new Sqlite(target, { readonly: true })
  return { db, tables: listFeatureTables(db), answer }
}

interface Reprojection {
  readonly path: string
  readonly layer: VectorLayer
  readonly sourceName: string
  readonly crs: string | null
  readonly closers: (() => void)[]
  readonly openOptions: readonly string[]
}

/** Converts one layer again, this time to EPSG:4326. */
export async function convertTo4326(
  { path, layer, sourceName, crs, closers, openOptions }: Reprojection,
  file: Pick<VectorSource, 'name' | 'format'>,
  cancelled: () => boolean = () => false,
): Promise<VectorLayer> {
  const scratch = makeScratch()
  closers.push(scratch.remove)
  const conversion = await convert(
    {
      path,
      outFolder: scratch.folder,
      openOptions,
      layer: sourceName,
      toWgs84: true,
      ...(crs ? { sourceCrs: crs } : {}),
    },
    file,
    cancelled,
  )
  closers.unshift(() => conversion.db.close())
  const table = conversion.tables[0]
  if (!table) throw new Refusal('file.damaged', { name: file.name, what: file.format })
  return {
    ...layer,
    box: table.box,
    declaredCrs: { by: 'file', authority: 'EPSG:4326', name: 'WGS 84' },
    read: (options) => readFeatureTable(conversion.db, table, { ...options, textAsBytes: rawFormats.has(file.format) }),
  }
}

interface LayerIdentity {
  readonly name: string
  readonly format: string
}

/** A converted table as a layer, with what GDAL said about its source. */
export function toLayer(conversion: Conversion, table: FeatureTable, { name, format }: LayerIdentity): VectorLayer {
  const source = conversion.answer.layers.find((layer) => layer.name === table.name)
  const rawText = rawFormats.has(format)
  return {
    name,
    rowCount: table.rowCount,
    columns: table.columns.map((column) => ({
      name: rawText ? Buffer.from(column.name, 'utf8').toString('latin1') : column.name,
      type: sourceType(source, column.name) ?? column.type,
    })),
    geometryTypes: table.geometryTypes,
    box: table.box,
    declaredCrs: declaredCrs(source, format),
    rawText,
    declaredEncoding: null,
    notes: [],
    read: (options) => readFeatureTable(conversion.db, table, { ...options, textAsBytes: rawText }),
  }
}

function sourceType(source: GdalLayer | undefined, column: string): VectorLayer['columns'][number]['type'] | null {
  const type = source?.fields.find((field) => field.name === column)?.type
  return type === 'Date' || type === 'DateTime' ? 'date' : null
}

/** What the source declares; a format that fixes its coordinates declares them in every file. */
export function declaredCrs(source: GdalLayer | undefined, format: string): DeclaredCrs {
  if (!source?.wkt) return { by: 'none', authority: null, name: null }
  const name = /^\w+\["([^"]+)"/.exec(source.wkt.trim())?.[1] ?? null
  const authority = source.authority ?? recogniseCrs(name ?? '')
  const by = fixedFormats.has(format) && normalAuthority(authority) === 'EPSG:4326' ? 'format' : 'file'
  return { by, authority: normalAuthority(authority), name }
}

/** CRS84 is WGS84 with longitude first, which is how we hold every coordinate. */
export function normalAuthority(authority: string | null): string | null {
  return authority === 'OGC:CRS84' || authority === 'EPSG:4979' ? 'EPSG:4326' : authority
}

/** Names that GIS programs write for the Thai systems when they leave the code out. */
export function recogniseCrs(name: string): string | null {
  const zone = /zone[_ ]*(47|48)/i.exec(name)?.[1]
  if (/unknown|undefined/i.test(name)) return null
  if (/indian[_ ]*1975/i.test(name)) return zone ? `EPSG:240${zone}` : 'EPSG:4240'
  if (/wgs[_ ]*(19)?84/i.test(name)) return zone ? `EPSG:326${zone}` : /utm|mercator/i.test(name) ? null : 'EPSG:4326'
  return null
}

/**
 * GDAL in WASM, in a thread of its own that ends with the job: GDAL is one thread, keeps memory and cannot be interrupted, so
 * cancelling is ending this worker. It does one thing: describe a data source, and rewrite it as a plain GeoPackage (2D,
 * curves drawn as lines, coordinates as they are) that the rest of Phaenthi reads row by row without GDAL.
 */
import fs from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, isAbsolute } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import type { GdalAnswer, GdalLayer, GdalTask } from './gdal-client.ts'

interface GdalModule {
  readonly FS: {
    mkdir: (path: string) => void
    mount: (type: unknown, options: { root: string }, path: string) => void
    filesystems: Record<string, unknown>
  }
  readonly NODEFS: unknown
  readonly cwrap: (name: string, returns: 'number' | 'string', takes: string[]) => (...values: unknown[]) => unknown
}

interface GdalDataset {
  readonly pointer: number
  readonly path: string
}

interface Gdal {
  readonly Module: GdalModule
  readonly ogr2ogr: (dataset: GdalDataset, options: string[], name: string) => Promise<unknown>
  readonly close: (dataset: GdalDataset) => Promise<void>
}

interface RawLayer {
  readonly name: string
  readonly featureCount?: number
  readonly metadata?: Record<string, Record<string, string>>
  readonly fields?: ReadonlyArray<{ name: string; type: string }>
  readonly geometryFields?: ReadonlyArray<{
    type: string
    extent?: readonly number[]
    coordinateSystem?: { wkt: string; projjson?: { id?: { authority: string; code: number | string } } }
  }>
}

const OF_VECTOR = 4
/** Columns that no source has, so that none is overwritten. */
export const ROW_COLUMN = '_phaenthi_row'
export const GEOMETRY_COLUMN = '_phaenthi_geometry'

const warnings: string[] = []

async function startGdal(task: GdalTask): Promise<Gdal> {
  const require = createRequire(import.meta.url)
  const folder = dirname(require.resolve('gdal3.js/dist/package/gdal3.node.js')).replaceAll('\\', '/')
  const start = require('gdal3.js/node.js') as (config: object) => Promise<Gdal>
  const read = fs.readFileSync
  // The package puts "./" before the path of its own data file, absolute or not.
  const withoutDot = (path: unknown) =>
    typeof path === 'string' && path.startsWith('./') && isAbsolute(path.slice(2)) ? path.slice(2) : path
  fs.readFileSync = ((path: fs.PathOrFileDescriptor, options: undefined) =>
    read(withoutDot(path) as fs.PathOrFileDescriptor, options)) as typeof fs.readFileSync
  try {
    return await start({
      path: folder,
      dest: task.outFolder.replaceAll('\\', '/'),
      env: {
        OGR_SQLITE_JOURNAL: 'OFF',
        OGR_SQLITE_SYNCHRONOUS: 'OFF',
        OGR_SQLITE_CACHE: '64',
        OGR_GEOJSON_MAX_OBJ_SIZE: '0',
        ...task.env,
      },
      logHandler: () => {},
      errorHandler: (text: string) => warnings.push(text),
    })
  } finally {
    fs.readFileSync = read
  }
}

async function run(task: GdalTask): Promise<GdalAnswer> {
  const gdal = await startGdal(task)
  const { Module } = gdal
  Module.FS.mkdir('/source')
  Module.FS.mount(Module.FS.filesystems.NODEFS ?? Module.NODEFS, { root: dirname(task.path) }, '/source')
  const layers: GdalLayer[] = []
  const dataset = openDataset(gdal, `/source/${basename(task.path)}`, task.openOptions)
  if (!dataset) return { layers, warnings }
  const info = vectorInfo(Module, dataset)
  const only = task.layer === undefined ? [] : [task.layer]
  const options = task.write ? ['-f', task.write.driver, ...task.write.options] : translateOptions(task)
  await gdal.ogr2ogr(dataset, [...options, ...only], task.write?.name ?? 'converted')
  for (const layer of info.layers ?? []) layers.push(describe(layer, info.driverShortName ?? ''))
  await gdal.close(dataset)
  return { layers, warnings }
}

function openDataset(gdal: Gdal, path: string, options: readonly string[]): GdalDataset | null {
  const { Module } = gdal
  const list = stringList(Module, options)
  const open = Module.cwrap('GDALOpenEx', 'number', ['string', 'number', 'number', 'number', 'number'])
  const pointer = Number(open(path, OF_VECTOR, 0, list, 0))
  return pointer === 0 ? null : { pointer, path: basename(path) }
}

interface VectorInfo {
  readonly layers?: readonly RawLayer[]
  readonly driverShortName?: string
}

/** GDAL's own description. It writes an extent of NaN or infinity as such, which is no JSON: that is read as null. */
function vectorInfo(module: GdalModule, dataset: GdalDataset): VectorInfo {
  const options = module.cwrap('GDALVectorInfoOptionsNew', 'number', ['number', 'number'])
  const describe = module.cwrap('GDALVectorInfo', 'string', ['number', 'number'])
  const text = String(describe(dataset.pointer, options(stringList(module, ['-json', '-so', '-al']), 0)))
  return JSON.parse(text.replace(/(?<=[[,:\s])-?(?:inf(?:inity)?|nan)(?=[\],\s])/gi, 'null')) as VectorInfo
}

/** A null-terminated array of C strings; it lives as long as the worker. */
function stringList(module: GdalModule, texts: readonly string[]): number {
  const heap = module as unknown as {
    _malloc: (bytes: number) => number
    lengthBytesUTF8: (text: string) => number
    stringToUTF8: (text: string, at: number, bytes: number) => void
    setValue: (at: number, value: number, type: '*') => void
  }
  const list = heap._malloc((texts.length + 1) * 4)
  texts.forEach((text, index) => {
    const bytes = heap.lengthBytesUTF8(text) + 1
    const at = heap._malloc(bytes)
    heap.stringToUTF8(text, at, bytes)
    heap.setValue(list + index * 4, at, '*')
  })
  heap.setValue(list + texts.length * 4, 0, '*')
  return list
}

function translateOptions(task: GdalTask): string[] {
  return [
    ...['-f', 'GPKG', '-dim', 'XY', '-nlt', 'CONVERT_TO_LINEAR', '-unsetFid', '-gt', '65536'],
    ...['-lco', 'SPATIAL_INDEX=NO', '-lco', `FID=${ROW_COLUMN}`, '-lco', `GEOMETRY_NAME=${GEOMETRY_COLUMN}`],
    ...(task.skipFailures ? ['-skipfailures'] : []),
    ...(task.sourceCrs ? ['-s_srs', task.sourceCrs] : []),
    ...(task.toWgs84 ? ['-t_srs', 'EPSG:4326'] : []),
  ]
}

function describe(layer: RawLayer, driver: string): GdalLayer {
  const geometry = layer.geometryFields?.[0]
  const id = geometry?.coordinateSystem?.projjson?.id
  return {
    name: layer.name,
    driver,
    rowCount: layer.featureCount ?? 0,
    wkt: geometry?.coordinateSystem?.wkt ?? null,
    authority: id ? `${id.authority}:${id.code}` : null,
    fields: (layer.fields ?? []).map(({ name, type }) => ({ name, type })),
  }
}

const answer = await run(workerData as GdalTask).catch((error: unknown) => {
  const text = error instanceof Error ? error.message : JSON.stringify(error)
  return { layers: [], warnings: [...warnings, text] } satisfies GdalAnswer
})
parentPort?.postMessage(answer)

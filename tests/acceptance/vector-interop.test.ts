/**
 * Vector files of many programs against desktop GDAL, damaged ones against what each is expected to be refused for, and a real
 * Thai case: Windows-874 text in Indian 1975 coordinates.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join, relative, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AreaIndex, loadAreaIndex } from '../../data/areas/area-index.ts'
import { importAreas } from '../../data/areas/import-areas.ts'
import { type Box, importChoicesSchema, type Look } from '../../data/contract/imports.ts'
import { distanceM } from '../../data/exchange/doctor/projections.ts'
import { importLayer } from '../../data/exchange/layer-import.ts'
import { lookAt } from '../../data/exchange/look.ts'
import type { JobContext } from '../../data/jobs/context.ts'
import { WriteTurn } from '../../data/jobs/write-turn.ts'
import { createStore, type Store } from '../../data/store/open.ts'

const shared = resolve(import.meta.dirname, '../../../shared/data')
const hasData = existsSync(join(shared, 'interop'))
const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0
if (!hasData) console.warn(`skipped: the shared test data are not at ${shared}`)
if (!hasOgr) console.warn('skipped: ogrinfo is not installed, so there is nothing to compare with')

const scratch = mkdtempSync(join(tmpdir(), 'interop-test-'))
let store: Store
let context: JobContext

beforeAll(() => {
  const path = join(scratch, 'work.gpkg')
  store = createStore(path)
  context = { db: store.db, workspacePath: path, turn: new WriteTurn(), cancelled: () => false, progress: () => {} }
})

afterAll(() => {
  store.close()
  rmSync(scratch, { recursive: true, force: true })
})

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)]))
}

interface OgrLayer {
  readonly name: string
  readonly count: number
  readonly box: Box | null
}

/** The layers with features, as desktop GDAL sees them. */
function ogrLayers(path: string): OgrLayer[] {
  const target = extname(path) === '.zip' ? `/vsizip/${path}` : path
  const text = execFileSync('ogrinfo', ['-al', '-so', '-ro', target], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const layers = text.split(/^Layer name: /m).slice(1)
  return layers
    .map((block) => {
      const extent = /^Extent: \(([-\d.e+]+), ([-\d.e+]+)\) - \(([-\d.e+]+), ([-\d.e+]+)\)/m.exec(block)
      return {
        name: block.split('\n')[0]!.trim(),
        count: Number(/^Feature Count: (\d+)/m.exec(block)?.[1]),
        box: extent ? (extent.slice(1).map(Number) as unknown as Box) : null,
      }
    })
    .filter((layer) => layer.count > 0)
}

/** Where we differ from desktop GDAL, and why. */
const exceptions: Readonly<Record<string, string>> = {
  'gpkg/nga/3857.gpkg': 'tiles only: a basemap, not a layer of features; GDAL opens it as a raster',
  'gpkg/nga/attributes.gpkg':
    'GDAL 3.6 does not open a GeoPackage of attributes without the geometry tables; we read its 10 rows',
  'kml/KML_Samples.kml': 'the ground overlay is a picture and no feature; GDAL counts its outline',
  'shapefile/shapefile-js/mixedcase.zip':
    'GDAL repeats the extent of the file header, which is 3 cm wider than the shapes',
}

/** Files that do not say where they lie; a person would be asked, and here answers. */
const chosenCrs: Readonly<Record<string, string>> = {
  'shapefile/geotools/holeTouchEdge.shp': 'EPSG:3857',
  'shapefile/pyshp/blockgroups_multishapefile.zip': 'EPSG:4326',
  'gpkg/nga/gdal_sample.gpkg': 'EPSG:4326',
}

const interop = hasData
  ? filesUnder(join(shared, 'interop'))
      .filter((path) => !/\.(csv|dbf|prj|shx)$/.test(path))
      .map((path) => relative(join(shared, 'interop'), path))
  : []

function union(boxes: readonly (Box | null)[]): Box | null {
  const known = boxes.filter((box) => box !== null)
  if (known.length === 0) return null
  const side = (at: 0 | 1 | 2 | 3, pick: (...values: number[]) => number) => pick(...known.map((box) => box[at]))
  return [side(0, Math.min), side(1, Math.min), side(2, Math.max), side(3, Math.max)]
}

function expectSameBox(ours: Box | null, theirs: Box | null): void {
  expect(ours === null).toBe(theirs === null)
  ours?.forEach((value, side) => {
    expect(value).toBeCloseTo(theirs![side]!, 5)
  })
}

/** KML is read as one layer, which GDAL splits by folder. */
function expectAsGdal(look: Look, theirs: readonly OgrLayer[]): void {
  if (look.format === 'kml') {
    expect(look.layers.reduce((sum, layer) => sum + layer.rowCount, 0)).toBe(
      theirs.reduce((sum, layer) => sum + layer.count, 0),
    )
    expectSameBox(union(look.layers.map((layer) => layer.box)), union(theirs.map((layer) => layer.box)))
    return
  }
  expect(look.layers.map((layer) => layer.name).sort()).toEqual(theirs.map((layer) => layer.name).sort())
  for (const layer of theirs) {
    const ours = look.layers.find((candidate) => candidate.name === layer.name)!
    expect([ours.name, ours.rowCount]).toEqual([layer.name, layer.count])
    expectSameBox(ours.box, layer.box)
  }
}

describe.skipIf(!hasData)('files of other programs', () => {
  it.each(interop.filter((name) => name !== 'gpkg/nga/3857.gpkg'))(
    '%s has the features and bounds of desktop GDAL and comes in whole',
    async (name) => {
      const path = join(shared, 'interop', name)
      const look = await lookAt(path)
      if (hasOgr && !(name in exceptions)) expectAsGdal(look, ogrLayers(path))
      const crs = chosenCrs[name]
      for (const layer of look.layers) {
        const choices = importChoicesSchema.parse({ role: 'layer', layer: layer.name, title: `${name} ${layer.name}` })
        const outcome = await importLayer({ path }, { ...choices, ...(crs ? { crs } : {}) }, context)
        expect([layer.name, outcome.taken, outcome.refused]).toEqual([layer.name, layer.rowCount, 0])
      }
    },
  )

  it.skipIf(!hasOgr).each(Object.keys(exceptions))('%s still differs, as its reason says', async (name) => {
    const path = join(shared, 'interop', name)
    const compare = async () => expectAsGdal(await lookAt(path), ogrLayers(path))
    await expect(compare()).rejects.toThrow()
  })
})

/** Formats that the samples lack, written by desktop GDAL from a real file. */
const written: ReadonlyArray<readonly [driver: string, file: string]> = [
  ['FlatGeobuf', 'amphoe.fgb'],
  ['OpenFileGDB', 'amphoe.gdb'],
  ['MapInfo File', 'amphoe.tab'],
  ['MapInfo File', 'amphoe2.mif'],
  ['GeoJSONSeq', 'amphoe.geojsonl'],
  ['ESRI Shapefile', 'อำเภอ ขอนแก่น.v2.shp'],
  ['GPKG', 'amphoe.gpkg'],
]

describe.skipIf(!hasData || !hasOgr)('formats that the samples lack', () => {
  it.each(written)('%s (%s) has the features and bounds of desktop GDAL and keeps its Thai', async (driver, file) => {
    const source = join(shared, 'boundaries/opengis-thailand/kk_adm2.geojson')
    const path = join(scratch, file)
    const options = driver === 'ESRI Shapefile' ? ['-lco', 'ENCODING=UTF-8'] : []
    execFileSync('ogr2ogr', ['-f', driver, path, source, ...options], { stdio: 'ignore' })
    const look = await lookAt(path)
    expectAsGdal(look, ogrLayers(path))
    const samples = look.layers[0]!.columns.flatMap((column) => column.samples)
    expect(samples).toEqual(expect.arrayContaining(['พล', 'ขอนแก่น']))
    const outcome = await importAreas({ path }, importChoicesSchema.parse({ role: 'areas' }), context)
    expect([outcome.taken, outcome.refused]).toEqual([26, 0])
  })
})

/** What is expected of each damaged file: the refusal, or rows taken and left out with their reasons. */
const malformed: Readonly<
  Record<string, string | { taken: number; refused: readonly string[]; notes?: readonly string[] }>
> = {
  'gpkg/import_db_corrupt.gpkg': 'file.unknown-format',
  'gpkg/test.gpkg': 'file.unknown-format',
  'gpkg/test_broken_geopackage.gpkg': 'file.unknown-format',
  'gpkg/curve.gpkg': { taken: 1, refused: [], notes: ['vector.curves-as-lines'] },
  'gpkg/multisurface.gpkg': { taken: 1, refused: [], notes: ['vector.curves-as-lines'] },
  'gpkg/test_columnname.gpkg': { taken: 1, refused: [] },
  'gpkg/test_gdal_error.gpkg': 'import.choose-layer',
  'gpkg/test_geometry_empty.gpkg': { taken: 45, refused: [] },
  'gpkg/test_geometry_null.gpkg': { taken: 2, refused: [] },
  'gpkg/test_geometry_type.gpkg': { taken: 1, refused: [], notes: ['vector.curves-as-lines'] },
  'gpkg/test_geometry_valid.gpkg': { taken: 2, refused: [], notes: ['vector.rings-mended'] },
  'shapefile/badzip.zip': 'file.unknown-format',
  'shapefile/corrupt_too_long.shp': 'file.damaged',
  'shapefile/empty-shp.zip': { taken: 2, refused: [] },
  'shapefile/empty_zipfile.zip': 'file.unknown-format',
  'shapefile/htmlcpg.shp': { taken: 2, refused: [], notes: ['encoding.cpg-unreadable'] },
  'shapefile/no-dbf.zip': 'import.choose-crs',
  'shapefile/noshp.zip': 'file.part-missing',
  'text/empty_ele.gpx': 'import.choose-layer',
  'text/empty_trk.gpx': { taken: 1, refused: [] },
  'text/nogeomplacemark.kml': { taken: 1, refused: [] },
  'text/selfclosing.kml': { taken: 1, refused: [] },
}

/** A hash over the rows of every table: a file's header changes by being opened, its content must not. */
function contentHash({ db }: Store): string {
  const hash = createHash('sha256')
  const tables = db
    .prepare<[], { name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    .all()
  for (const { name } of tables) {
    hash.update(name)
    for (const row of db.prepare(`SELECT * FROM "${name}"`).raw().iterate()) hash.update(JSON.stringify(row))
  }
  return hash.digest('hex')
}

describe.skipIf(!hasData)('damaged files', () => {
  it('are all in the table', () => {
    const folders = ['gpkg', 'shapefile', 'text'].map((name) => join(shared, 'malformed', name))
    const files = folders.flatMap(filesUnder).filter((path) => !/\.(dbf|prj|cpg)$/.test(path))
    expect(files.map((path) => relative(join(shared, 'malformed'), path)).sort()).toEqual(Object.keys(malformed).sort())
  })

  it.each(Object.entries(malformed))('%s', async (name, expected) => {
    const path = join(shared, 'malformed', name)
    const before = contentHash(store)
    const choices = importChoicesSchema.parse({ role: 'layer', title: basename(name) })
    const sourceBefore = statSync(path).mtimeMs
    if (typeof expected === 'string') {
      await expect(importLayer({ path }, choices, context)).rejects.toMatchObject({ code: expected })
      expect(contentHash(store)).toBe(before)
    } else {
      const outcome = await importLayer({ path }, choices, context)
      expect(outcome.taken).toBe(expected.taken)
      expect(outcome.refusedRows.map((row) => row.reason)).toEqual(expected.refused)
      expect(outcome.notes.map((note) => note.message)).toEqual(expect.arrayContaining([...(expected.notes ?? [])]))
    }
    expect(statSync(path).mtimeMs).toBe(sourceBefore)
  })

  it('are refused as boundaries too, and nothing changes', async () => {
    const before = contentHash(store)
    for (const name of Object.keys(malformed)) {
      const path = join(shared, 'malformed', name)
      const imported = importAreas({ path }, importChoicesSchema.parse({ role: 'areas' }), context)
      await expect(imported).rejects.toMatchObject({ name: 'Refusal' })
    }
    expect(contentHash(store)).toBe(before)
  })
})

/** Metres from each vertex of an area to the nearest vertex of the same area elsewhere; the largest of them. */
function farthestVertexM(ours: AreaIndex, theirs: AreaIndex, code: string): number {
  const vertices = (index: AreaIndex) => {
    const area = index.indexOf(code)
    const from = index.ringStarts[index.areaRings[area]!]!
    const to = index.ringStarts[index.areaRings[area + 1]!]!
    return Array.from({ length: to - from }, (_, i) => {
      const at = (from + i) * 2
      return [index.coordinates[at]!, index.coordinates[at + 1]!] as const
    })
  }
  const targets = vertices(theirs)
  return Math.max(...vertices(ours).map((vertex) => Math.min(...targets.map((target) => distanceM(vertex, target)))))
}

describe.skipIf(!hasData)('Mukdahan in Windows-874 and EPSG:24048', () => {
  it('lands within 1 m of where the national file puts it, by EPSG:1304, and says so', async () => {
    const own = createStore(join(scratch, 'mukdahan.gpkg'))
    const national = createStore(join(scratch, 'national.gpkg'))
    const job = (target: Store): JobContext => ({ ...context, db: target.db, workspacePath: target.path })
    const choices = importChoicesSchema.parse({ role: 'areas' })
    const path = join(shared, 'interop/derived/mukdahan-tambon-epsg24048-cp874.zip')
    const outcome = await importAreas({ path }, choices, job(own))
    expect(outcome.provenance).toMatchObject({ crs: 'EPSG:24048', datum: 'EPSG:1304', encoding: 'windows-874' })
    expect(outcome.notes.map((note) => note.message)).toContain('datum.first-choice')
    const cod = join(shared, 'boundaries/cod-ab/tha_admbnda_adm3_rtsd_20220121.zip')
    const whole = await importAreas({ path: cod }, choices, job(national))
    expect([whole.taken, whole.refused]).toEqual([7425, 0])
    const ours = loadAreaIndex(own.db)
    const theirs = loadAreaIndex(national.db)
    expect(ours.codes).toHaveLength(53)
    const farthest = Math.max(...ours.codes.map((code) => farthestVertexM(ours, theirs, code)))
    expect(farthest).toBeLessThan(1)
    expect(ours.namesTh).toEqual(ours.codes.map((code) => theirs.namesTh[theirs.indexOf(code)]))
    expect(loadAreaIndex(national.db, 'amphoe').codes).toHaveLength(928)
    expect(loadAreaIndex(national.db, 'province').codes).toHaveLength(77)
    own.close()
    national.close()
  })
})

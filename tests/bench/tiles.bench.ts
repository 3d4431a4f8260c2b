/** Overlay tiles: the national tambons and a million households, every zoom, cold and cached. */
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { listZip, unpackZip } from '../../data/exchange/vector/archive.ts'
import { runGdal } from '../../data/exchange/vector/gdal-client.ts'
import { createRandom } from '../../data/rehearsal/random.ts'
import { currentVersion, publishVersion, stageVersion } from '../../data/store/datasets.ts'
import { buildAreaTiles, buildHouseholdTiles } from '../../data/tiles/overlay/build.ts'
import { createTileCaches } from '../../data/tiles/overlay/caches.ts'
import { overlayTile } from '../../data/tiles/overlay/overlay-tile.ts'
import type { BenchRow } from './bench-row.ts'
import { benchContext, boundariesPath, createBenchWorkspace } from './bench-workspace.ts'
import { type BenchArea, clustersOf, readAreas, ringsOf } from './generate-areas.ts'

const nationalZip = fileURLToPath(
  new URL('../../../shared/data/boundaries/cod-ab/tha_admbnda_adm3_rtsd_20220121.zip', import.meta.url),
)
const HOUSEHOLDS = 1_000_000
const TILES_PER_ZOOM = 120
const MAX_ZOOM = 14
const LIMIT_KB = 500

type Db = ReturnType<typeof createBenchWorkspace>['db']
interface Positions {
  readonly lon: Float64Array
  readonly lat: Float64Array
}

export async function run(): Promise<BenchRow[]> {
  if (!existsSync(nationalZip)) return []
  const folder = mkdtempSync(join(tmpdir(), 'phaenthi-tiles-'))
  const store = createBenchWorkspace(join(folder, 'tiles.gpkg'), await readNational(folder))
  try {
    const context = benchContext(store)
    const areasS = timed(() => buildAreaTiles(store.db, currentVersion(store.db, 'areas:tambon')!.versionId, context))
    const positions = scatter(readAreas(boundariesPath))
    const { versionId } = stageHouseholds(store.db)
    const householdsS = timed(() => buildHouseholdTiles(store.db, versionId, { ...positions, context }))
    publishHouseholds(store.db, versionId)
    return [
      reported('prepare tiles of 7,425 tambons at import', areasS, 'zooms 0–8 and shapes for the nearer ones'),
      reported('prepare tiles of 1,000,000 households at import', householdsS, 'points in Z-order'),
      ...measure(store.db, 'areas:tambon', positions),
      ...measure(store.db, 'households:bench', positions),
      measureFiltered(store.db, positions),
    ]
  } finally {
    store.close()
    rmSync(folder, { recursive: true })
  }
}

async function readNational(folder: string): Promise<BenchArea[]> {
  const files = await unpackZip(nationalZip, folder, await listZip(nationalZip))
  const path = [...files.values()].find((file) => file.endsWith('.shp'))
  if (!path) throw new Error(`no shapefile in ${nationalZip}`)
  await runGdal({ path, outFolder: folder, openOptions: ['ENCODING=UTF-8'] })
  return readAreas(join(folder, 'converted.gpkg'))
}

/** Households around the settlements of the eight provinces. */
function scatter(areas: readonly BenchArea[]): Positions {
  const random = createRandom('tiles')
  const clusters = areas.flatMap((area) => clustersOf(ringsOf(area.geometry), random))
  const lon = new Float64Array(HOUSEHOLDS)
  const lat = new Float64Array(HOUSEHOLDS)
  for (let i = 0; i < HOUSEHOLDS; i++) {
    const cluster = clusters[i % clusters.length]!
    const radius = cluster.spread * Math.sqrt(-2 * Math.log(1 - random.next()))
    const turn = random.next() * 2 * Math.PI
    lon[i] = cluster.lon + radius * Math.cos(turn)
    lat[i] = cluster.lat + radius * Math.sin(turn)
  }
  return { lon, lat }
}

function stageHouseholds(db: Db): { versionId: number } {
  const staged = stageVersion(db, {
    ...{ datasetId: 'households:bench', kind: 'households', title: 'bench', tablePrefix: 'households' },
    ...{ contentHash: null, meta: {} },
  })
  db.exec(`CREATE TABLE "${staged.table}" (fid INTEGER PRIMARY KEY)`)
  return staged
}

function publishHouseholds(db: Db, versionId: number): void {
  publishVersion(db, versionId, {
    ...{ rowCount: HOUSEHOLDS, refusedCount: 0, refusedRows: [], meta: {}, box: null, geometryType: null },
    identifier: 'bench',
    provenance: {
      ...{ file: 'bench', hash: '', bytes: 0, format: 'bench', layer: '', crs: null, datum: null, encoding: null },
      ...{ columns: {}, importedAt: new Date().toISOString(), notes: [] },
    },
  })
}

/** Cold: not in the tile cache. The very first tile also reads its source from the file and is told apart. */
function measure(db: Db, layer: string, positions: Positions): BenchRow[] {
  const caches = createTileCaches()
  const ask = (address: { z: number; x: number; y: number }) =>
    overlayTile({ db, caches, layer, audience: 'desk', ...address })?.body.length ?? 0
  const name = layer === 'areas:tambon' ? 'national tambons' : '1,000,000 households'
  const first = timed(() => ask({ z: 10, ...tileAt(10, positions.lon[0]!, positions.lat[0]!) }))
  let [worst, worstZoom, largest, largestZoom] = [0, 0, 0, 0]
  const cachedTimes: number[] = []
  for (let z = 0; z <= MAX_ZOOM; z++) {
    const addresses = sample(z, positions)
    const cold: number[] = []
    for (const address of addresses) {
      caches.tiles.clear()
      let bytes = 0
      cold.push(timed(() => (bytes = ask(address))))
      cachedTimes.push(timed(() => ask(address)))
      if (bytes > largest) [largest, largestZoom] = [bytes, z]
    }
    const p95 = percentile(cold, 0.95)
    if (p95 > worst) [worst, worstZoom] = [p95, z]
  }
  const cached = percentile(cachedTimes, 0.95)
  return [
    row(`tile of ${name}, cold, p95 of the slowest zoom`, worst, { unit: 'ms', limit: 25, note: `zoom ${worstZoom}` }),
    row(`tile of ${name}, cached, p95`, cached, { unit: 'ms', limit: 3, note: 'every zoom' }),
    row(`largest tile of ${name}`, largest / 1000, { unit: 'KB', limit: LIMIT_KB, note: `zoom ${largestZoom}` }),
    reported(`first tile of ${name} after opening`, first, 'reads its source from the file'),
  ]
}

/** The slowest of all: each change of a filter asks for the tile that holds every household. */
function measureFiltered(db: Db, { lon, lat }: Positions): BenchRow {
  const caches = createTileCaches()
  const address = { z: 4, ...tileAt(4, lon[0]!, lat[0]!) }
  const asked = { db, caches, layer: 'households:bench', audience: 'desk', ...address } as const
  overlayTile(asked)
  const times = Array.from({ length: 60 }, (_, i) => {
    const bits = Uint32Array.from({ length: Math.ceil(HOUSEHOLDS / 32) }, (_, word) =>
      Math.imul(word + 1, 0x9e3779b9 + i * 2),
    )
    const filter = { key: String(i), bits }
    return timed(() => overlayTile({ ...asked, filter }))
  })
  const what = 'tile of 1,000,000 households under a new filter, p95'
  return row(what, percentile(times, 0.95), { unit: 'ms', limit: 25, note: 'zoom 4, all of them in one tile' })
}

/** Tiles in which households are; far out that is all there are. */
function sample(z: number, { lon, lat }: Positions): { z: number; x: number; y: number }[] {
  const found = new Map<string, { z: number; x: number; y: number }>()
  for (let i = 0; i < TILES_PER_ZOOM * 20 && found.size < TILES_PER_ZOOM; i++) {
    const row = (i * 7919) % lon.length
    const address = { z, ...tileAt(z, lon[row]!, lat[row]!) }
    found.set(`${address.x}/${address.y}`, address)
  }
  return [...found.values()]
}

function tileAt(z: number, lon: number, lat: number): { x: number; y: number } {
  const sine = Math.sin((lat * Math.PI) / 180)
  const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)
  return { x: Math.floor((lon / 360 + 0.5) * 2 ** z), y: Math.floor(y * 2 ** z) }
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

function percentile(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function row(
  what: string,
  measured: number,
  { unit, limit, note }: { unit: string; limit: number; note: string },
): BenchRow {
  const rounded = Math.round(measured * 100) / 100
  return { what, measured: rounded, unit, target: `≤ ${limit} ${unit}`, met: measured <= limit, note }
}

function reported(what: string, measured: number, note: string): BenchRow {
  return { what, measured: Math.round(measured * 10) / 10, unit: 'ms', target: '—', met: null, note }
}

/** A workspace with tambons, for benches and tests of what stands on them; and a job context for the calling thread. */
import { createWriteStream, existsSync, mkdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { fileURLToPath } from 'node:url'
import type { JobContext } from '../../data/jobs/context.ts'
import { WriteTurn } from '../../data/jobs/write-turn.ts'
import { publishVersion, stageVersion } from '../../data/store/datasets.ts'
import { encodeGeometry } from '../../data/store/geometry.ts'
import { createLayerTable } from '../../data/store/layers.ts'
import { createStore, type Store } from '../../data/store/open.ts'
import { generateHouseholdsCsv } from './generate.ts'
import { type BenchArea, readAreas } from './generate-areas.ts'

export const boundariesPath = fileURLToPath(
  new URL('../../../shared/data/boundaries/derived/isan8_tambon.gpkg', import.meta.url),
)

/** A folder of its own under the machine's temporary one, kept between benches of one run. */
export function benchFolder(): string {
  const folder = join(tmpdir(), 'phaenthi-bench')
  mkdirSync(folder, { recursive: true })
  return folder
}

/** A new workspace whose tambons are these areas. */
export function createBenchWorkspace(path: string, areas: readonly BenchArea[] | string): Store {
  for (const ending of ['', '-wal', '-shm']) rmSync(path + ending, { force: true })
  const store = createStore(path)
  const list = typeof areas === 'string' ? readAreas(areas) : areas
  putTambons(store, list)
  return store
}

function putTambons({ db }: Store, areas: readonly BenchArea[]): void {
  const { versionId, table } = stageVersion(db, {
    datasetId: 'areas:tambon',
    kind: 'areas',
    title: 'ตำบล',
    tablePrefix: 'areas_tambon',
    contentHash: null,
    meta: { level: 'tambon' },
  })
  const columns = [
    ...['code', 'name_th', 'name_en', 'parent_code'].map((name) => ({ name, type: 'TEXT' as const })),
    { name: 'area_rai', type: 'REAL' as const },
  ]
  createLayerTable(db, { table, geometryType: 'MULTIPOLYGON', columns })
  const insert = db.prepare(
    `INSERT INTO "${table}" (geom, code, name_th, name_en, parent_code, area_rai) VALUES (?, ?, ?, ?, ?, ?)`,
  )
  db.transaction(() => {
    for (const { code, geometry } of areas)
      insert.run(encodeGeometry(geometry), code, `ตำบล ${code}`, code, code.slice(0, 4), 1)
  })()
  publishVersion(db, versionId, {
    rowCount: areas.length,
    refusedCount: 0,
    refusedRows: [],
    provenance: {
      ...{ file: 'bench', hash: '', bytes: 0, format: 'bench', layer: '', crs: null, datum: null, encoding: null },
      ...{ columns: {}, importedAt: new Date().toISOString(), notes: [] },
    },
    meta: { level: 'tambon' },
    box: null,
    geometryType: 'MULTIPOLYGON',
    identifier: 'ตำบล (tambon)',
  })
}

/** Work in this thread, never cancelled unless `cancelled` says so. */
export function benchContext(store: Store, cancelled: () => boolean = () => false): JobContext {
  return { db: store.db, workspacePath: store.path, turn: new WriteTurn(), cancelled, progress: () => {} }
}

/** The CSV of so many households on the eight provinces; made once per machine. */
export async function benchCsv(rows: number): Promise<string> {
  const out = join(benchFolder(), `households-${rows}.csv`)
  if (!existsSync(out)) await generateHouseholdsCsv({ boundaries: boundariesPath, rows, out })
  return out
}

/** Writes text to a file and answers when it is there. */
export async function writeText(path: string, text: string): Promise<string> {
  const stream = createWriteStream(path)
  stream.end(text)
  await finished(stream)
  return path
}

/** A workspace with two tambons, three villages and a plan in them, and packs that are made from it or bent afterwards. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import type { AreaLevel, Provenance } from '../contract/imports.ts'
import { canonicalJson } from '../documents/cells.ts'
import { openTestWorkspace, type TestWorkspace } from '../documents/testing.test-support.ts'
import { publishVersion, stageVersion } from '../store/datasets.ts'
import { registerSpatialFunctions } from '../store/functions.ts'
import { encodeGeometry } from '../store/geometry.ts'
import { createLayerTable } from '../store/layers.ts'
import { openIdentity } from './identity.ts'
import type { PackManifest } from './manifest.ts'
import { writePack } from './write-pack.ts'

const provenance: Provenance = {
  ...{ file: 'ตำบล.zip', hash: '', bytes: 0, format: 'shapefile', layer: '', crs: null, datum: null, encoding: null },
  ...{ columns: {}, importedAt: '2026-11-22T00:00:00Z', notes: [] },
}

interface TestArea {
  readonly code: string
  readonly name: string
  /** South-west corner; each area is a tenth of a degree wide, villages are points. */
  readonly at: readonly [lon: number, lat: number]
}

const areas: Readonly<Partial<Record<AreaLevel, readonly TestArea[]>>> = {
  amphoe: [{ code: '4501', name: 'เมือง', at: [103, 16] }],
  tambon: [
    { code: '450101', name: 'ในเมือง', at: [103, 16] },
    { code: '450102', name: 'รอบเมือง', at: [103.1, 16] },
    { code: '450103', name: 'ไกลออกไป', at: [103.2, 16] },
  ],
  village: [
    { code: '45010101', name: 'หนองบัว', at: [103.05, 16.05] },
    { code: '45010102', name: 'โนนสูง', at: [103.02, 16.02] },
  ],
}

export interface PlanWorkspace extends TestWorkspace {
  readonly plan: string
  readonly itemIds: readonly string[]
}

/** The plan is of ต.ในเมือง; its items lie there, in ต.รอบเมือง, at a village by name, nowhere, and one is dropped. */
export function openPlanWorkspace(by?: string): PlanWorkspace {
  const workspace = openTestWorkspace(by)
  for (const [level, list] of Object.entries(areas)) storeAreas(workspace.file.db, level as AreaLevel, list)
  const { store } = workspace
  const fields = { title: 'แผนพัฒนาตำบลในเมือง', level: 'tambon', areaCode: '450101', firstFiscalYear: 2027 } as const
  const plan = store.apply({ type: 'createPlan', fields }).documentId
  const point = { id: 'p1', kind: 'point', geometry: '{"type":"Point","coordinates":[103.01,16.01]}' } as const
  const line = {
    id: 'p1',
    kind: 'line',
    geometry: '{"type":"LineString","coordinates":[[103.05,16.05],[103.15,16.05]]}',
  } as const
  const village = { id: 'p1', kind: 'areaCode', code: '45010102', geometry: null } as const
  const budgets = [{ fiscalYear: 2027, source: 'อบต.', amountBaht: 250_000 }]
  const itemIds = [
    { fields: { title: 'ขุดลอกหนองน้ำ', category: 'area' }, places: [point], budgets },
    { fields: { title: 'ถนนเชื่อมตำบล', category: 'area' }, places: [line], budgets },
    { fields: { title: 'ส่งเสริมอาชีพ', category: 'people' }, places: [village] },
    { fields: { title: 'อบรมผู้นำ', category: 'people' } },
    { fields: { title: 'ตัดออกแล้ว' } },
  ].map((item) => store.apply({ type: 'addItem', plan, item }).created[0] as string)
  store.apply({ type: 'dropItem', plan, item: itemIds[4] as string, why: 'ซ้ำ' })
  return { ...workspace, plan, itemIds }
}

function storeAreas(db: Database, level: AreaLevel, list: readonly TestArea[]): void {
  const datasetId = `areas:${level}`
  const contentHash = createHash('sha256').update(level).digest('hex')
  const { versionId, table } = stageVersion(db, {
    ...{ datasetId, kind: 'areas', title: level, tablePrefix: level, contentHash, meta: { level } },
  })
  const names = ['code', 'name_th', 'name_en', 'parent_code']
  const geometryType = level === 'village' ? 'POINT' : 'MULTIPOLYGON'
  const columns = [
    ...names.map((name) => ({ name, type: 'TEXT' as const })),
    { name: 'area_rai', type: 'REAL' as const },
  ]
  createLayerTable(db, { table, geometryType, columns })
  const insert = db.prepare(
    `INSERT INTO "${table}" (geom, code, name_th, name_en, parent_code, area_rai) VALUES (?, ?, ?, '', ?, 1)`,
  )
  for (const { code, name, at } of list) {
    const [x, y] = at
    const ring = [
      [x, y],
      [x + 0.1, y],
      [x + 0.1, y + 0.1],
      [x, y + 0.1],
      [x, y],
    ]
    const geometry =
      level === 'village' ? { type: 'Point', coordinates: [x, y] } : { type: 'MultiPolygon', coordinates: [[ring]] }
    insert.run(encodeGeometry(geometry as GeoJSON.Geometry), code, name, code.slice(0, -2))
  }
  publishVersion(db, versionId, {
    ...{ rowCount: list.length, refusedCount: 0, refusedRows: [], provenance, meta: { level } },
    ...{ box: [103, 16, 104, 17], geometryType, identifier: `${level} (${level})` },
  })
}

export const quiet = { cancelled: () => false, progress: () => {} }

/** Makes a pack of the workspace's plan beside it. */
export function packOf(
  { file, plan }: PlanWorkspace,
  name = 'แผน.plan.gpkg',
): { path: string; manifest: PackManifest } {
  const path = join(file.path, '..', name)
  return { path, manifest: writePack({ plan, target: path }, { db: file.db, ...quiet }) }
}

/** Changes a pack with SQLite, as QGIS or a stranger would. */
export function bend(path: string, change: (db: Database) => void): void {
  const db = new Sqlite(path)
  registerSpatialFunctions(db)
  change(db)
  db.close()
}

/** Gives the pack another manifest, rightly signed by this machine: what a sender who means harm can do. */
export function resign(path: string, change: (manifest: Record<string, never>) => unknown): void {
  bend(path, (db) => {
    const bytes = db.prepare("SELECT value FROM phaenthi_pack WHERE key = 'manifest'").pluck().get() as Uint8Array
    const changed = change(JSON.parse(Buffer.from(bytes).toString('utf8')))
    const signed = Buffer.from(canonicalJson(changed))
    const put = db.prepare('UPDATE phaenthi_pack SET value = ? WHERE key = ?')
    put.run(signed, 'manifest')
    put.run(openIdentity().sign(signed), 'signature')
  })
}

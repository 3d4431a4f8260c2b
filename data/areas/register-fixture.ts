/** Areas put straight into a workspace, for tests of what needs a register but no shapes. */
import type { Database } from 'better-sqlite3'
import { type AreaLevel, areaLevels, type Provenance } from '../contract/imports.ts'
import { publishVersion, stageVersion } from '../store/datasets.ts'
import { createLayerTable } from '../store/layers.ts'
import { quoteName } from '../store/sql.ts'
import type { RegisteredArea } from './register.ts'

const provenance: Provenance = {
  file: 'fixture',
  hash: '',
  bytes: 0,
  format: 'fixture',
  layer: '',
  crs: null,
  datum: null,
  encoding: null,
  columns: {},
  importedAt: '2020-01-01T00:00:00Z',
  notes: [],
}

/** Stores the areas of each level that has any as the current version of `areas:<level>`. */
export function storeAreas(db: Database, areas: readonly RegisteredArea[]): void {
  for (const level of areaLevels) {
    const rows = areas.filter((area) => area.level === level)
    if (rows.length > 0) storeLevel(db, level, rows)
  }
}

function storeLevel(db: Database, level: AreaLevel, areas: readonly RegisteredArea[]): void {
  const { versionId, table } = stageVersion(db, {
    datasetId: `areas:${level}`,
    kind: 'areas',
    title: level,
    tablePrefix: `areas_${level}`,
    contentHash: null,
    meta: { level },
  })
  const names = ['code', 'name_th', 'name_en', 'parent_code']
  createLayerTable(db, { table, geometryType: null, columns: names.map((name) => ({ name, type: 'TEXT' })) })
  const insert = db.prepare(`INSERT INTO ${quoteName(table)} (${names.join(', ')}) VALUES (?, ?, ?, ?)`)
  db.transaction(() => {
    for (const area of areas) insert.run(area.code, area.nameTh, area.nameEn, area.parentCode)
  })()
  publishVersion(db, versionId, {
    rowCount: areas.length,
    refusedCount: 0,
    refusedRows: [],
    provenance,
    meta: { level },
    box: null,
    geometryType: null,
    identifier: `areas ${level}`,
  })
}

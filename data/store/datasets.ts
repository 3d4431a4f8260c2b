/**
 * Imported content by version. An import stages a version in tables of its own, which no layer list names; publishing makes
 * it current in one short transaction. Earlier versions stay, so undo is making one current again.
 */
import type { Database } from 'better-sqlite3'
import type { Box, Provenance, RefusedRow } from '../contract/imports.ts'
import { defaultStyle } from './default-styles.ts'
import { dropLayer, type GeometryTypeName, registerLayer, storeQgisStyle, unregisterLayer } from './layers.ts'
import { toQml } from './qgis-style.ts'

export type DatasetKind = 'areas' | 'households' | 'people' | 'table' | 'layer'

export interface VersionRow {
  readonly versionId: number
  readonly datasetId: string
  readonly kind: DatasetKind
  readonly title: string
  readonly table: string
  readonly state: 'staging' | 'ready'
  readonly current: boolean
  readonly contentHash: string | null
  readonly rowCount: number
  readonly refusedCount: number
  readonly createdAt: string
  readonly provenance: Provenance
  readonly meta: Readonly<Record<string, unknown>>
}

export interface StageRequest {
  readonly datasetId: string
  readonly kind: DatasetKind
  readonly title: string
  /** The version's table is `<tablePrefix>_<versionId>`. */
  readonly tablePrefix: string
  readonly contentHash: string | null
  readonly meta: Readonly<Record<string, unknown>>
}

export interface PublishRequest {
  readonly rowCount: number
  readonly refusedCount: number
  readonly refusedRows: readonly RefusedRow[]
  readonly provenance: Provenance
  readonly meta: Readonly<Record<string, unknown>>
  readonly box: Box | null
  readonly geometryType: GeometryTypeName | null
  /** Thai and English name for QGIS's layer list. */
  readonly identifier: string
}

/** Opens a version for staging and names its table; the caller creates and fills that table. */
export function stageVersion(db: Database, request: StageRequest): { versionId: number; table: string } {
  return db.transaction(() => {
    db.prepare(
      `INSERT INTO phaenthi_dataset (id, kind, title) VALUES (@datasetId, @kind, @title)
       ON CONFLICT (id) DO NOTHING`,
    ).run({ datasetId: request.datasetId, kind: request.kind, title: request.title })
    const { lastInsertRowid } = db
      .prepare(
        `INSERT INTO phaenthi_version (dataset_id, table_name, state, content_hash, created_at, meta)
         VALUES (?, hex(randomblob(8)), 'staging', ?, ?, ?)`,
      )
      .run(request.datasetId, request.contentHash, new Date().toISOString(), JSON.stringify(request.meta))
    const versionId = Number(lastInsertRowid)
    const table = `${request.tablePrefix}_${versionId}`
    db.prepare('UPDATE phaenthi_version SET table_name = ? WHERE id = ?').run(table, versionId)
    return { versionId, table }
  })()
}

/** Makes a staged version the current one: the one moment at which an import becomes visible. */
export function publishVersion(db: Database, versionId: number, request: PublishRequest): void {
  db.transaction(() => {
    const version = readVersion(db, versionId)
    db.prepare(
      `UPDATE phaenthi_version SET state = 'ready', row_count = ?, refused_count = ?, provenance = ?, meta = ? WHERE id = ?`,
    ).run(
      request.rowCount,
      request.refusedCount,
      JSON.stringify(request.provenance),
      JSON.stringify({ ...request.meta, layer: layerOf(request) }),
      versionId,
    )
    const insert = db.prepare('INSERT INTO phaenthi_refusal VALUES (?, ?, ?, ?, ?, ?)')
    request.refusedRows.forEach((refused, ordinal) => {
      insert.run(versionId, ordinal, refused.row, refused.column, refused.value, refused.reason)
    })
    makeCurrent(db, version.datasetId, versionId)
  })()
}

/** Makes an earlier (or later) ready version of its dataset the current one. */
export function makeCurrent(db: Database, datasetId: string, versionId: number): void {
  const before = currentVersion(db, datasetId)
  if (before) unregisterLayer(db, before.table)
  const version = readVersion(db, versionId)
  const layer = version.meta.layer as ReturnType<typeof layerOf>
  registerLayer(db, { table: version.table, description: version.title, ...layer })
  const style = defaultStyle(datasetId, layer.geometryType)
  if (style) storeQgisStyle(db, version.table, 'Phaenthi', toQml(style))
  rememberLastChange(db, version.table)
  db.prepare('UPDATE phaenthi_dataset SET current_version = ? WHERE id = ?').run(versionId, datasetId)
}

/** Marks the imported tables that stand in the GeoPackage as they were published. */
const IMPORTED = 'imported'

/**
 * Every program that edits a GeoPackage layer sets its `last_change`; ours does not touch an imported table once it is
 * published. So where the two differ, somebody changed the layer elsewhere.
 */
function rememberLastChange(db: Database, table: string): void {
  db.prepare(
    `INSERT OR REPLACE INTO phaenthi_projection (table_name, document_id, content_hash)
     SELECT table_name, '${IMPORTED}', last_change FROM gpkg_contents WHERE table_name = ?`,
  ).run(table)
}

/** Titles of imported layers that another program (QGIS, say) changed since they were published here. */
export function listEditedElsewhere(db: Database): string[] {
  return db
    .prepare(
      `SELECT d.title FROM phaenthi_projection p JOIN gpkg_contents c USING (table_name)
       JOIN phaenthi_version v USING (table_name) JOIN phaenthi_dataset d ON d.id = v.dataset_id
       WHERE p.document_id = '${IMPORTED}' AND p.content_hash <> c.last_change ORDER BY d.title`,
    )
    .pluck()
    .all() as string[]
}

/** Takes a dataset away from the map and from QGIS; its versions stay, so that it can be made current again. */
export function withdrawDataset(db: Database, datasetId: string): void {
  const before = currentVersion(db, datasetId)
  if (before) unregisterLayer(db, before.table)
  db.prepare('UPDATE phaenthi_dataset SET current_version = NULL WHERE id = ?').run(datasetId)
}

/** The version of a dataset that people see, or null where there is none. */
export function currentVersion(db: Database, datasetId: string): VersionRow | null {
  return listVersions(db).find((version) => version.datasetId === datasetId && version.current) ?? null
}

/** Every ready version, datasets in id order and each one's versions from old to new. */
export function listVersions(db: Database): VersionRow[] {
  return db.prepare(`${selectVersions} WHERE v.state = 'ready' ORDER BY d.id, v.id`).all().map(toVersion)
}

/** One version by its id. Throws where it does not exist: callers hold ids that they were given. */
export function readVersion(db: Database, versionId: number): VersionRow {
  const row = db.prepare(`${selectVersions} WHERE v.id = ?`).get(versionId)
  if (!row) throw new Error(`no version ${versionId}`)
  return toVersion(row)
}

/** Drops what a killed or cancelled import left behind. Answers how many versions there were. */
export function dropStaging(db: Database, versionId?: number): number {
  const rows = db
    .prepare("SELECT id, table_name FROM phaenthi_version WHERE state = 'staging' AND (@id IS NULL OR id = @id)")
    .all({ id: versionId ?? null }) as { id: number; table_name: string }[]
  db.transaction(() => {
    for (const row of rows) {
      dropLayer(db, row.table_name)
      db.prepare('DELETE FROM phaenthi_version WHERE id = ?').run(row.id)
    }
    db.prepare(
      'DELETE FROM phaenthi_dataset WHERE current_version IS NULL AND id NOT IN (SELECT dataset_id FROM phaenthi_version)',
    ).run()
  })()
  return rows.length
}

/** The rows of a version that were refused, in source order. */
export function listRefused(db: Database, versionId: number, limit = 1_000_000): RefusedRow[] {
  return db
    .prepare('SELECT row, column, value, reason FROM phaenthi_refusal WHERE version_id = ? ORDER BY ordinal LIMIT ?')
    .all(versionId, limit) as RefusedRow[]
}

const selectVersions = `
  SELECT v.id AS versionId, d.id AS datasetId, d.kind, d.title, v.table_name AS "table", v.state,
         d.current_version = v.id AS current, v.content_hash AS contentHash, v.row_count AS rowCount,
         v.refused_count AS refusedCount, v.created_at AS createdAt, v.provenance, v.meta
  FROM phaenthi_version v JOIN phaenthi_dataset d ON d.id = v.dataset_id`

function toVersion(row: unknown): VersionRow {
  const raw = row as Omit<VersionRow, 'current' | 'provenance' | 'meta'> & {
    current: number | null
    provenance: string
    meta: string
  }
  return {
    ...raw,
    current: raw.current === 1,
    provenance: JSON.parse(raw.provenance) as Provenance,
    meta: JSON.parse(raw.meta) as Record<string, unknown>,
  }
}

function layerOf({ box, geometryType, identifier }: PublishRequest) {
  return { box, geometryType, identifier }
}

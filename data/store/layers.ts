/**
 * Tables that QGIS sees: creating one, registering it in GeoPackage's own tables, taking it off the list again. A table is
 * filled first and registered last, so that a half-written import is never a layer.
 */
import type { Database } from 'better-sqlite3'
import type { Box } from '../contract/imports.ts'
import { quoteName } from './sql.ts'

export type ColumnType = 'TEXT' | 'INTEGER' | 'REAL' | 'BOOLEAN'

export type GeometryTypeName =
  | 'GEOMETRY'
  | 'POINT'
  | 'LINESTRING'
  | 'POLYGON'
  | 'MULTIPOINT'
  | 'MULTILINESTRING'
  | 'MULTIPOLYGON'

export interface LayerTable {
  readonly table: string
  /** null: an attributes table without geometry. */
  readonly geometryType: GeometryTypeName | null
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: ColumnType }>
}

export interface LayerEntry {
  readonly table: string
  readonly geometryType: GeometryTypeName | null
  /** What people see in QGIS, in Thai and English. Must be unique in the file. */
  readonly identifier: string
  readonly description: string
  readonly box: Box | null
}

/** Creates the empty table: `fid` first, then `geom` where it has geometry, then the columns. */
export function createLayerTable(db: Database, { table, geometryType, columns }: LayerTable): void {
  const parts = [
    'fid INTEGER PRIMARY KEY NOT NULL',
    ...(geometryType ? [`geom ${geometryType}`] : []),
    ...columns.map((column) => `${quoteName(column.name)} ${column.type}`),
  ]
  db.exec(`CREATE TABLE ${quoteName(table)} (${parts.join(', ')})`)
}

/** Lists a table in the GeoPackage, with its R-tree (made if absent) and the standard triggers that keep it. */
export function registerLayer(db: Database, entry: LayerEntry): void {
  const { table, geometryType, identifier, description, box } = entry
  db.prepare(
    `INSERT INTO gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    table,
    geometryType ? 'features' : 'attributes',
    identifier,
    description,
    ...(box ?? [null, null, null, null]),
    geometryType ? 4326 : null,
  )
  if (!geometryType) return
  db.prepare('INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, 4326, 0, 0)').run(table, 'geom', geometryType)
  db.prepare('INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)').run(
    table,
    'geom',
    'gpkg_rtree_index',
    'http://www.geopackage.org/spec120/#extension_rtree',
    'write-only',
  )
  ensureRtree(db, table)
  db.exec(rtreeTriggers(table))
}

/** Takes a table off the GeoPackage's list; its rows and R-tree stay. */
export function unregisterLayer(db: Database, table: string): void {
  for (const name of triggerNames(table)) db.exec(`DROP TRIGGER IF EXISTS ${quoteName(name)}`)
  db.prepare('DELETE FROM gpkg_extensions WHERE table_name = ?').run(table)
  db.prepare('DELETE FROM gpkg_geometry_columns WHERE table_name = ?').run(table)
  db.prepare('DELETE FROM layer_styles WHERE f_table_name = ?').run(table)
  db.prepare('DELETE FROM gpkg_contents WHERE table_name = ?').run(table)
}

/** Removes a table, its R-tree and everything that lists it. */
export function dropLayer(db: Database, table: string): void {
  unregisterLayer(db, table)
  db.exec(`DROP TABLE IF EXISTS ${quoteName(rtreeName(table))}; DROP TABLE IF EXISTS ${quoteName(table)}`)
}

/** The name GeoPackage gives the R-tree of a table's `geom` column. */
export function rtreeName(table: string): string {
  return `rtree_${table}_geom`
}

function ensureRtree(db: Database, table: string): void {
  const exists = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?").get(rtreeName(table))
  if (exists) return
  db.exec(
    `CREATE VIRTUAL TABLE ${quoteName(rtreeName(table))} USING rtree(id, minx, maxx, miny, maxy);
     INSERT INTO ${quoteName(rtreeName(table))}
     SELECT fid, ST_MinX(geom), ST_MaxX(geom), ST_MinY(geom), ST_MaxY(geom) FROM ${quoteName(table)}
     WHERE geom NOT NULL AND NOT ST_IsEmpty(geom)`,
  )
}

const triggerKinds = ['insert', 'update2', 'update4', 'update6', 'update7', 'update5', 'delete'] as const

function triggerNames(table: string): string[] {
  return triggerKinds.map((kind) => `${rtreeName(table)}_${kind}`)
}

/** The triggers of the R-tree extension, as its clause F.3 asks (GeoPackage 1.3, with the corrected update pair 6 and 7). */
function rtreeTriggers(table: string): string {
  const tree = quoteName(rtreeName(table))
  const rows = quoteName(table)
  const filled = (row: string) => `(${row}.geom NOTNULL AND NOT ST_IsEmpty(${row}.geom))`
  const put = `INSERT OR REPLACE INTO ${tree} VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom))`
  const replace = `UPDATE ${tree} SET minx = ST_MinX(NEW.geom), maxx = ST_MaxX(NEW.geom), miny = ST_MinY(NEW.geom), maxy = ST_MaxY(NEW.geom) WHERE id = NEW.fid`
  const bodies: Record<(typeof triggerKinds)[number], [event: string, when: string, body: string]> = {
    insert: [`AFTER INSERT ON ${rows}`, filled('NEW'), put],
    update2: [
      `AFTER UPDATE OF geom ON ${rows}`,
      `OLD.fid = NEW.fid AND NOT ${filled('NEW')}`,
      `DELETE FROM ${tree} WHERE id = OLD.fid`,
    ],
    update4: [
      `AFTER UPDATE ON ${rows}`,
      `OLD.fid != NEW.fid AND NOT ${filled('NEW')}`,
      `DELETE FROM ${tree} WHERE id IN (OLD.fid, NEW.fid)`,
    ],
    update6: [
      `AFTER UPDATE OF geom ON ${rows}`,
      `OLD.fid = NEW.fid AND ${filled('NEW')} AND ${filled('OLD')}`,
      replace,
    ],
    update7: [
      `AFTER UPDATE OF geom ON ${rows}`,
      `OLD.fid = NEW.fid AND ${filled('NEW')} AND NOT ${filled('OLD')}`,
      put,
    ],
    update5: [
      `AFTER UPDATE ON ${rows}`,
      `OLD.fid != NEW.fid AND ${filled('NEW')}`,
      `DELETE FROM ${tree} WHERE id = OLD.fid; ${put}`,
    ],
    delete: [`AFTER DELETE ON ${rows}`, 'OLD.geom NOT NULL', `DELETE FROM ${tree} WHERE id = OLD.fid`],
  }
  return triggerKinds
    .map((kind) => {
      const [event, when, body] = bodies[kind]
      return `CREATE TRIGGER ${quoteName(`${rtreeName(table)}_${kind}`)} ${event} WHEN ${when} BEGIN ${body}; END;`
    })
    .join('\n')
}

/** Stores the style QGIS draws a layer with, as its default. */
export function storeQgisStyle(db: Database, table: string, styleName: string, qml: string): void {
  db.prepare('DELETE FROM layer_styles WHERE f_table_name = ?').run(table)
  db.prepare(
    `INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName, styleQML,
       styleSLD, useAsDefault, description, owner) VALUES ('', '', ?, 'geom', ?, ?, '', 1, '', '')`,
  ).run(table, styleName.slice(0, 30), qml)
}

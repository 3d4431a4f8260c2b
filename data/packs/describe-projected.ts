/** A projected table as a layer of a pack, described as the workspace itself has it: new columns and tables come along. */
import type { Database } from 'better-sqlite3'
import type { GeometryTypeName } from '../store/layers.ts'
import { quoteName } from '../store/sql.ts'
import type { LayerColumnType, PackLayer } from './layers.ts'

const types: readonly LayerColumnType[] = ['TEXT', 'INTEGER', 'REAL', 'BOOLEAN']

/** Name in QGIS, geometry, types of these columns, and the style of the workspace. */
export function describeProjected(db: Database, table: string, columns: readonly string[]): Omit<PackLayer, 'rows'> {
  const declared = db.prepare(`PRAGMA table_info(${quoteName(table)})`).all() as Array<{ name: string; type: string }>
  const typeOf = new Map(declared.map(({ name, type }) => [name, type]))
  const identifier = db.prepare('SELECT identifier FROM gpkg_contents WHERE table_name = ?').pluck().get(table)
  const style = db
    .prepare('SELECT styleQML FROM layer_styles WHERE f_table_name = ? ORDER BY useAsDefault DESC, id LIMIT 1')
    .pluck()
    .get(table)
  return {
    table,
    identifier: typeof identifier === 'string' ? identifier : table,
    geometryType: columns.includes('geom') ? (typeOf.get('geom') as GeometryTypeName) : null,
    columns: columns
      .filter((name) => name !== 'geom')
      .map((name) => ({ name, type: types.find((type) => type === typeOf.get(name)) ?? 'TEXT' })),
    qml: typeof style === 'string' ? style : null,
  }
}

/** What goes out: one table of the workspace as columns and rows, whatever file it is to become. */

import type { Database } from 'better-sqlite3'
import type { Audience } from '../../contract/api.ts'
import { Refusal } from '../../contract/errors.ts'
import type { Filter } from '../../contract/filters.ts'
import { rowsOf } from '../../households/bits.ts'
import { SurveyCache } from '../../households/cache.ts'
import { filterRows } from '../../households/filter.ts'
import { authoredTables } from '../../store/authored-tables.ts'
import { currentVersion } from '../../store/datasets.ts'
import type { GeometryTypeName } from '../../store/layers.ts'
import { quoteName } from '../../store/sql.ts'

import { rollUpTable } from './roll-up-tables.ts'

export type ExportCell = string | number | null

export interface ExportRow {
  /** GeoPackage geometry, or null. */
  readonly geom: Uint8Array | null
  readonly values: readonly ExportCell[]
}

export interface ExportTable {
  /** Latin letters, digits and underscores: it becomes a layer or file name. */
  readonly name: string
  readonly title: string
  readonly geometryType: GeometryTypeName | null
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: 'TEXT' | 'INTEGER' | 'REAL' }>
  readonly total: number
  readonly rows: () => Iterable<ExportRow>
}

/**
 * The table named as in the API: `answers:<plan>`, `trace:<plan>`, a dataset id (`areas:tambon`, `households:2567`, `table:…`, `layer:…`), `plan_item` and its
 * like. Throws `request.not-found`, and `room.forbidden` for households and people that are to be shown outside.
 */
export function findExportTable(
  db: Database,
  what: string,
  { audience, filter }: { audience: Audience; filter?: Filter },
): ExportTable {
  const rollUp = rollUpTable(db, what)
  if (rollUp) return rollUp
  if (authoredTables.includes(what)) return describeTable(db, { table: what, name: what, title: what, fids: null })
  const version = currentVersion(db, what)
  if (!version) throw new Refusal('request.not-found', { what })
  const personal = version.kind === 'households' || version.kind === 'people'
  // A table's figures are published cell by cell through `values`, where small ones are hidden; raw they are the desk's.
  if ((personal || version.kind === 'table') && audience === 'room') throw new Refusal('room.forbidden')
  const name = version.table.replace(/_\d+$/, '').replace(/\W/g, '_')
  const fids = version.kind === 'households' && filter ? filteredFids(db, what, filter) : null
  return describeTable(db, { table: version.table, name, title: version.title, fids })
}

/** The rows of a survey that a filter lets through, by fid ascending; null where it lets all through. */
function filteredFids(db: Database, what: string, filter: Filter): Int32Array | null {
  const survey = new SurveyCache(db).survey(what.slice('households:'.length))
  const bits = filterRows(survey, filter)
  const fids = survey.fids()
  return bits ? Int32Array.from(rowsOf(bits), (row) => fids[row]!).sort() : null
}

interface TableFacts {
  readonly table: string
  readonly name: string
  readonly title: string
  /** Only these rows, ascending; null: all. */
  readonly fids: Int32Array | null
}

function describeTable(db: Database, { table, name, title, fids }: TableFacts): ExportTable {
  const info = db.prepare(`PRAGMA table_info(${quoteName(table)})`).all() as { name: string; type: string }[]
  const columns = info.filter((column) => column.name !== 'fid' && column.name !== 'geom')
  const geometryColumn = info.find((column) => column.name === 'geom')
  const list = columns.map((column) => quoteName(column.name)).join(', ')
  const count = () =>
    db
      .prepare(`SELECT count(*) FROM ${quoteName(table)}`)
      .pluck()
      .get() as number
  const total = fids?.length ?? count()
  return {
    name,
    title,
    geometryType: geometryColumn ? (geometryColumn.type as GeometryTypeName) : null,
    columns: columns.map((column) => ({ name: column.name, type: toType(column.type) })),
    total,
    *rows() {
      const select = `SELECT fid, ${geometryColumn ? 'geom' : 'NULL'}${list ? `, ${list}` : ''} FROM ${quoteName(table)} ORDER BY fid`
      let at = 0
      for (const row of db.prepare(select).raw().iterate() as Iterable<[number, Uint8Array | null, ...ExportCell[]]>) {
        const [fid, geom, ...values] = row
        if (fids && fids[at] !== fid) continue
        at++
        yield { geom, values }
      }
    },
  }
}

function toType(declared: string): 'TEXT' | 'INTEGER' | 'REAL' {
  if (declared === 'INTEGER' || declared === 'BOOLEAN') return 'INTEGER'
  return declared === 'REAL' ? 'REAL' : 'TEXT'
}

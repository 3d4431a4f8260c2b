/** Windows of tables: any dataset's rows filtered, sorted and paged, a screenful at a time. */
import type { Database } from 'better-sqlite3'
import type { RowPage, RowsRequest } from '../contract/api.ts'
import { Refusal } from '../contract/errors.ts'
import { rowsOf } from '../households/bits.ts'
import type { Survey, SurveyCache } from '../households/cache.ts'
import { filterRows } from '../households/filter.ts'
import { orderRows } from '../households/order-rows.ts'
import { NO_POSITION } from '../households/survey-rows.ts'
import { authoredTables } from '../store/authored-tables.ts'
import { currentVersion } from '../store/datasets.ts'
import { quoteName } from '../store/sql.ts'

interface RowSources {
  readonly db: Database
  readonly surveys: SurveyCache
}

const authored = new Set(authoredTables)
/** The order of the last sorts, so that paging through a table does not sort it again. */
const orders = new Map<string, Uint32Array>()
const KEPT_ORDERS = 4

/** One page. Throws `request.not-found` for an unknown table and `request.invalid` for an unknown column. */
export async function queryRows(sources: RowSources, request: RowsRequest): Promise<RowPage> {
  if (request.table.startsWith('households:')) {
    const survey = sources.surveys.survey(request.table.slice('households:'.length))
    return queryHouseholds(sources.db, survey, request)
  }
  const version = authored.has(request.table) ? null : currentVersion(sources.db, request.table)
  if (!version && !authored.has(request.table)) throw new Refusal('request.not-found', { what: request.table })
  return queryTable(sources.db, version?.table ?? request.table, request)
}

function queryTable(db: Database, table: string, { columns, sort, offset, limit }: RowsRequest): RowPage {
  const known = columnsOf(db, table)
  const shown = chooseColumns(known, columns)
  const order = sort ? `${sortKey(known, sort.column)} ${sort.descending ? 'DESC' : 'ASC'}, fid` : 'fid'
  const rows = db
    .prepare(
      `SELECT fid, ${shown.map(({ name }) => quoteName(name)).join(', ')} FROM ${quoteName(table)} ORDER BY ${order} LIMIT ? OFFSET ?`,
    )
    .raw()
    .all(limit, offset) as [number, ...(string | number | null)[]][]
  const total = db
    .prepare(`SELECT count(*) FROM ${quoteName(table)}`)
    .pluck()
    .get() as number
  return {
    columns: shown.map(({ name, type }) => ({ name, label: name, type: type === 'TEXT' ? 'text' : 'number' })),
    rows: rows.map(([, ...values]) => values),
    fids: rows.map(([fid]) => fid),
    total,
  }
}

async function queryHouseholds(db: Database, survey: Survey, request: RowsRequest): Promise<RowPage> {
  const { columns, offset, limit } = request
  const table = currentVersion(db, request.table)?.table ?? ''
  const order = await orderOf(survey, request)
  const fidOf = survey.fids()
  const page = [...order.subarray(offset, offset + limit)]
  const fids = page.map((row) => fidOf[row]!)
  const { lons, lats } = survey.positions()
  const pointOf = (row: number) => (lons[row] === NO_POSITION ? null : ([lons[row]! / 1e7, lats[row]! / 1e7] as const))
  const shown = chooseColumns(columnsOf(db, table), columns)
  const labels = new Map(survey.columns.map((column) => [column.name, column]))
  const list = shown.map(({ name }) => quoteName(name)).join(', ')
  const found = db
    .prepare(`SELECT fid, ${list} FROM ${quoteName(table)} WHERE fid IN (SELECT value FROM json_each(?))`)
    .raw()
    .all(JSON.stringify(fids)) as [number, ...(string | number | null)[]][]
  const byFid = new Map(found.map(([fid, ...values]) => [fid, values]))
  return {
    columns: shown.map(({ name, type }) => {
      const described = labels.get(name)
      const kind = described?.kind === 'answer' ? 'answer' : type === 'TEXT' ? 'text' : 'number'
      return { name, label: described?.label ?? name, type: kind }
    }),
    rows: fids.map((fid) => byFid.get(fid) ?? []),
    fids,
    points: page.map(pointOf),
    total: order.length,
  }
}

async function orderOf(survey: Survey, { filter, sort }: RowsRequest): Promise<Uint32Array> {
  const key = JSON.stringify([survey.versionId, filter ?? null, sort ?? null])
  const known = orders.get(key)
  if (known) return known
  const bits = filterRows(survey, filter)
  const rows = bits ? rowsOf(bits) : allRows(survey.count)
  let order = rows
  if (sort) {
    const column = survey.column(sort.column)
    if (!column) throw new Refusal('request.invalid', { what: sort.column })
    order = await orderRows(rows, column, sort.descending)
  }
  orders.set(key, order)
  const oldest = orders.keys().next().value
  if (orders.size > KEPT_ORDERS && oldest !== undefined) orders.delete(oldest)
  return order
}

function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count)
  for (let row = 0; row < count; row++) rows[row] = row
  return rows
}

interface TableColumn {
  readonly name: string
  readonly type: string
}

function columnsOf(db: Database, table: string): TableColumn[] {
  const info = db.prepare(`PRAGMA table_info(${quoteName(table)})`).all() as TableColumn[]
  return info.filter(({ name }) => name !== 'fid' && name !== 'geom')
}

function chooseColumns(known: readonly TableColumn[], wanted: readonly string[] | undefined): TableColumn[] {
  if (!wanted) return [...known]
  return wanted.map((name) => {
    const column = known.find((each) => each.name === name)
    if (!column) throw new Refusal('request.invalid', { what: name })
    return column
  })
}

/** Thai names sort by their stored key: SQLite's own order puts เ before every consonant. */
function sortKey(known: readonly TableColumn[], column: string): string {
  chooseColumns(known, [column])
  const hasKey = known.some(({ name }) => name === 'sort_key')
  return quoteName(column === 'name_th' && hasKey ? 'sort_key' : column)
}

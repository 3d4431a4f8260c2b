/**
 * The tables that show authored and arranged content to QGIS and to queries. Their rows follow from the documents, always; this
 * file knows what a row is called, how it is hashed, and how to write the difference between two states.
 */
import { createHash } from 'node:crypto'
import type { Database, Statement } from 'better-sqlite3'
import { Refusal } from '../contract/errors.ts'
import { envelopeOf } from '../store/geometry.ts'

export const projectedTables = {
  plan: {
    owner: 'plan_id',
    key: ['plan_id'],
    columns: [
      ...['plan_id', 'title', 'level', 'area_code', 'first_fiscal_year', 'last_fiscal_year', 'state'],
      ...['entity', 'scenario_of'],
    ],
  },
  plan_item: {
    owner: 'plan_id',
    key: ['item_id'],
    columns: [
      ...['geom', 'item_id', 'plan_id', 'title', 'category', 'status', 'owner', 'objective', 'target', 'area_code'],
      ...['budget_baht', 'placed', 'dropped', 'ordinal', 'form', 'joint_issue', 'strategy', 'tactic', 'programme'],
      ...['proposed_to', 'lead', 'reason', 'copy_of', 'content_hash', 'dropped_why', 'title_folded'],
    ],
  },
  plan_item_budget: {
    owner: 'plan_id',
    key: ['item_id', 'fiscal_year', 'source'],
    columns: ['item_id', 'plan_id', 'fiscal_year', 'source', 'amount_baht'],
  },
  plan_item_need: {
    owner: 'plan_id',
    key: ['item_id', 'indicator'],
    columns: ['item_id', 'plan_id', 'indicator', 'baseline', 'survey'],
  },
  plan_item_goal: {
    owner: 'plan_id',
    key: ['item_id', 'indicator', 'fiscal_year'],
    columns: ['item_id', 'plan_id', 'indicator', 'fiscal_year', 'goal'],
  },
  plan_item_organisation: {
    owner: 'plan_id',
    key: ['item_id', 'organisation', 'role'],
    columns: ['item_id', 'plan_id', 'organisation', 'role'],
  },
  plan_item_source: {
    owner: 'plan_id',
    key: ['item_id', 'source_plan_id', 'source_item_id'],
    columns: ['item_id', 'plan_id', 'source_plan_id', 'source_item_id', 'seen_hash'],
  },
  plan_ceiling: {
    owner: 'plan_id',
    key: ['plan_id', 'fiscal_year', 'source'],
    columns: ['plan_id', 'fiscal_year', 'source', 'amount_baht'],
  },
  plan_answer: {
    owner: 'plan_id',
    key: ['plan_id', 'source_plan_id', 'source_item_id'],
    columns: ['plan_id', 'source_plan_id', 'source_item_id', 'verdict', 'why'],
  },
  local_authority: { owner: null, key: ['authority_code'], columns: ['authority_code', 'name_th', 'kind'] },
  local_authority_tambon: {
    owner: null,
    key: ['authority_code', 'tambon_code'],
    columns: ['authority_code', 'tambon_code', 'coverage'],
  },
} as const satisfies Record<string, { owner: string | null; key: readonly string[]; columns: readonly string[] }>

export type ProjectedTable = keyof typeof projectedTables
export const projectedTableNames = Object.keys(projectedTables) as ProjectedTable[]

export type CellValue = string | number | null | Uint8Array
export type ProjectedRow = Readonly<Record<string, CellValue>>
/** Rows by table, each under its key. */
export type ProjectedRows = Partial<Record<ProjectedTable, ReadonlyMap<string, ProjectedRow>>>

/** What a row is known by in its table. */
export function rowKey(table: ProjectedTable, row: ProjectedRow): string {
  return projectedTables[table].key.map((column) => String(row[column])).join('\u0000')
}

/** Collects rows under their keys. */
export function keyed(table: ProjectedTable, rows: Iterable<ProjectedRow>): Map<string, ProjectedRow> {
  return new Map([...rows].map((row) => [rowKey(table, row), row]))
}

/** The rows of one document as they stand in the table. */
export function readRows(db: Database, table: ProjectedTable, documentId: string): Map<string, ProjectedRow> {
  const { owner, columns } = projectedTables[table]
  const where = owner ? `WHERE ${owner} = ?` : ''
  const rows = db.prepare(`SELECT ${columns.join(', ')} FROM ${table} ${where}`).all(...(owner ? [documentId] : []))
  return keyed(table, rows as ProjectedRow[])
}

/**
 * Writes the difference of two states of one document and carries its content hashes along. Only columns that differ are
 * written, so that what somebody changed in QGIS in other columns stays to be noticed.
 */
export function writeRows(
  db: Database,
  documentId: string,
  { before, after }: { readonly before: ProjectedRows; readonly after: ProjectedRows },
): void {
  for (const table of projectedTableNames) {
    const was = before[table] ?? new Map<string, ProjectedRow>()
    const is = after[table] ?? new Map<string, ProjectedRow>()
    if (was.size === 0 && is.size === 0) continue
    let sum = readSum(db, table, documentId)
    for (const [key, row] of was) {
      sum -= rowHash(table, row)
      if (!is.has(key)) deleteRow(db, table, row)
    }
    for (const [key, row] of is) {
      sum += rowHash(table, row)
      const earlier = was.get(key)
      if (!earlier && table === 'plan_item') requireFree(db, row)
      if (!earlier || !updateRow(db, table, { earlier, row })) putRow(db, table, row)
    }
    storeSum(db, table, { documentId, sum })
    if (table === 'plan_item') growBox(db, is.values())
  }
}

/** An item's id is its own in the whole workspace; a second plan with an item of that id would take its row away. */
function requireFree(db: Database, { item_id: item, plan_id: plan, title }: ProjectedRow): void {
  const other = prepared(
    db,
    `SELECT coalesce(p.title, i.plan_id) AS plan FROM plan_item i LEFT JOIN plan p ON p.plan_id = i.plan_id
     WHERE i.item_id = ? AND i.plan_id <> ?`,
  ).get(item, plan)
  if (!other) return
  const values = { item: String(item), title: String(title), plan: (other as { plan: string }).plan }
  throw new Refusal('plan.item-elsewhere', values)
}

/** Makes one row what the document says, whoever changed it. */
export function putRow(db: Database, table: ProjectedTable, row: ProjectedRow): void {
  const { columns } = projectedTables[table]
  prepared(db, putSql[table]).run(...columns.map((column) => row[column] ?? null))
}

const putSql = Object.fromEntries(
  Object.entries(projectedTables).map(([table, { key, columns }]) => {
    const others = columns.filter((column) => !(key as readonly string[]).includes(column))
    // A row that is all key has nothing to be brought up to.
    const update =
      others.length > 0 ? `UPDATE SET ${others.map((each) => `${each} = excluded.${each}`).join(', ')}` : 'NOTHING'
    const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
      ON CONFLICT (${key.join(', ')}) DO ${update}`
    return [table, sql]
  }),
) as Record<ProjectedTable, string>

const statements = new WeakMap<Database, Map<string, Statement>>()

/** A merge writes tens of thousands of rows: to prepare each anew took longer than to write it. */
function prepared(db: Database, sql: string): Statement {
  const known = statements.get(db) ?? new Map<string, Statement>()
  statements.set(db, known)
  const statement = known.get(sql) ?? db.prepare(sql)
  known.set(sql, statement)
  return statement
}

export function deleteRow(db: Database, table: ProjectedTable, row: ProjectedRow): void {
  const { key } = projectedTables[table]
  prepared(db, `DELETE FROM ${table} WHERE ${key.map((column) => `${column} = ?`).join(' AND ')}`).run(
    ...key.map((column) => row[column] ?? null),
  )
}

/** True when the table's rows of a document are still those that were projected. */
export function isAsProjected(
  db: Database,
  table: ProjectedTable,
  { documentId, rows }: { documentId: string; rows: ReadonlyMap<string, ProjectedRow> },
): boolean {
  let sum = 0n
  for (const row of rows.values()) sum += rowHash(table, row)
  return wrap(sum) === readSum(db, table, documentId)
}

/** Notes that the table's rows of a document are these. */
export function refreshSum(
  db: Database,
  table: ProjectedTable,
  { documentId, rows }: { documentId: string; rows: Iterable<ProjectedRow> },
): void {
  let sum = 0n
  for (const row of rows) sum += rowHash(table, row)
  storeSum(db, table, { documentId, sum })
}

function updateRow(
  db: Database,
  table: ProjectedTable,
  { earlier, row }: { earlier: ProjectedRow; row: ProjectedRow },
): boolean {
  const { key, columns } = projectedTables[table]
  const changed = columns.filter((column) => !sameCell(earlier[column] ?? null, row[column] ?? null))
  if (changed.length === 0) return true
  const sets = changed.map((column) => `${column} = ?`).join(', ')
  const where = key.map((column) => `${column} = ?`).join(' AND ')
  const values = [...changed, ...key].map((column) => row[column] ?? null)
  return prepared(db, `UPDATE ${table} SET ${sets} WHERE ${where}`).run(...values).changes > 0
}

export function sameCell(a: CellValue, b: CellValue): boolean {
  if (a instanceof Uint8Array && b instanceof Uint8Array) return Buffer.compare(a, b) === 0
  return a === b
}

const BITS = 128

/** The sum of all rows' hashes modulo 2^128: the same in any order, and one row's change costs one row. */
function rowHash(table: ProjectedTable, row: ProjectedRow): bigint {
  const hash = createHash('sha256')
  // In as few pieces as there can be: a piece costs more than its letters.
  let text: string = table
  for (const column of projectedTables[table].columns) {
    const cell = row[column] ?? null
    text += `\u0001${column}\u0002${cell === null ? 'null' : typeof cell}\u0002`
    if (cell instanceof Uint8Array) {
      hash.update(text).update(cell)
      text = ''
    } else text += String(cell)
  }
  hash.update(text)
  return BigInt(`0x${hash.digest('hex').slice(0, BITS / 4)}`)
}

function wrap(sum: bigint): bigint {
  return BigInt.asUintN(BITS, sum)
}

function readSum(db: Database, table: string, documentId: string): bigint {
  const row = db
    .prepare('SELECT content_hash FROM phaenthi_projection WHERE table_name = ? AND document_id = ?')
    .get(table, documentId) as { content_hash: string } | undefined
  return row ? BigInt(`0x${row.content_hash}`) : 0n
}

function storeSum(db: Database, table: string, { documentId, sum }: { documentId: string; sum: bigint }): void {
  db.prepare('INSERT OR REPLACE INTO phaenthi_projection VALUES (?, ?, ?)').run(
    ...[table, documentId, wrap(sum).toString(16)],
  )
}

/** QGIS zooms to the layer's listed box; it grows with what is placed and is not shrunk. */
function growBox(db: Database, rows: Iterable<ProjectedRow>): void {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const { geom } of rows) {
    const box = geom instanceof Uint8Array ? envelopeOf(geom) : null
    if (!box) continue
    ;[minX, minY] = [Math.min(minX, box[0]), Math.min(minY, box[1])]
    ;[maxX, maxY] = [Math.max(maxX, box[2]), Math.max(maxY, box[3])]
  }
  if (minX > maxX) return
  const sql = `UPDATE gpkg_contents SET min_x = min(coalesce(min_x, @minX), @minX), min_y = min(coalesce(min_y, @minY), @minY),
      max_x = max(coalesce(max_x, @maxX), @maxX), max_y = max(coalesce(max_y, @maxY), @maxY)
    WHERE table_name = 'plan_item' AND (min_x IS NULL OR min_x > @minX OR min_y > @minY OR max_x < @maxX OR max_y < @maxY)`
  prepared(db, sql).run({ minX, minY, maxX, maxY })
}

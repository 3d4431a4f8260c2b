/** Writes a checked area table into the workspace as a new version; until the last step nobody sees it. */
import type { AreaRegister } from '../../areas/register.ts'
import type { AreaLevel, Provenance, RefusedRow } from '../../contract/imports.ts'
import { type JobContext, stopIfCancelled } from '../../jobs/context.ts'
import { dropStaging, publishVersion, stageVersion } from '../../store/datasets.ts'
import { createLayerTable } from '../../store/layers.ts'
import { quoteName } from '../../store/sql.ts'
import type { CollectedRow } from './collect-rows.ts'
import type { DecidedColumn, TableColumn } from './value-columns.ts'

/** What a version of an area table says of itself. */
export interface AreaTableMeta {
  readonly level: AreaLevel
  /** Gregorian years of its rows, ascending; empty where none is known. */
  readonly years: readonly number[]
  readonly year: number | null
  readonly columns: readonly TableColumn[]
}

export interface AreaTableContent {
  readonly title: string
  readonly level: AreaLevel
  readonly defaultYear: number | null
  readonly rows: readonly CollectedRow[]
  readonly columns: readonly DecidedColumn[]
}

export interface AreaTableStory {
  readonly register: AreaRegister
  readonly refused: number
  readonly refusedRows: readonly RefusedRow[]
  readonly provenance: Provenance
}

const CHUNK_ROWS = 1000

export async function writeAreaTable(
  content: AreaTableContent,
  story: AreaTableStory,
  context: JobContext,
): Promise<{ datasetId: string; versionId: number }> {
  const { db, turn } = context
  const slug = slugOf(content.title)
  const datasetId = `table:${slug}`
  const meta = metaOf(content)
  const { versionId, table } = turn.holdSync(() =>
    stageVersion(db, {
      datasetId,
      kind: 'table',
      title: content.title,
      tablePrefix: tablePrefix(slug),
      contentHash: story.provenance.hash,
      meta: { ...meta },
    }),
  )
  try {
    fill(table, content, { ...context, register: story.register })
    const identifier = `${content.title} (${datasetId})`
    turn.holdSync(() =>
      publishVersion(db, versionId, {
        rowCount: content.rows.length,
        refusedCount: story.refused,
        refusedRows: story.refusedRows,
        provenance: story.provenance,
        meta: { ...meta },
        box: null,
        geometryType: null,
        identifier,
      }),
    )
  } catch (error) {
    turn.holdSync(() => dropStaging(db, versionId))
    throw error
  }
  return { datasetId, versionId }
}

function fill(table: string, content: AreaTableContent, context: JobContext & { register: AreaRegister }): void {
  const { db, turn, register } = context
  const names = ['area_code', 'area_name', 'level', 'year', ...content.columns.map(({ column }) => column.name)]
  turn.holdSync(() =>
    createLayerTable(db, {
      table,
      geometryType: null,
      columns: [
        { name: 'area_code', type: 'TEXT' },
        { name: 'area_name', type: 'TEXT' },
        { name: 'level', type: 'TEXT' },
        { name: 'year', type: 'INTEGER' },
        ...content.columns.map(({ column }) => ({ name: column.name, type: column.type })),
      ],
    }),
  )
  const insert = db.prepare(
    `INSERT INTO ${quoteName(table)} (${names.map(quoteName).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  )
  const order = content.rows.map((_, index) => index).sort((a, b) => byCodeAndYear(content.rows[a]!, content.rows[b]!))
  const writeChunk = db.transaction((chunk: readonly number[]) => {
    for (const index of chunk) {
      const { code, level, year } = content.rows[index]!
      const name = register.byCode.get(code)?.nameTh ?? null
      const cells = content.columns.map((column) => column.cells[index] ?? null)
      insert.run(code, name, level, year ?? content.defaultYear, ...cells)
    }
  })
  for (let done = 0; done < order.length; done += CHUNK_ROWS) {
    stopIfCancelled(context)
    turn.holdSync(() => writeChunk(order.slice(done, done + CHUNK_ROWS)))
    context.progress({ step: 'job.writing', done, total: order.length })
  }
}

function byCodeAndYear(a: CollectedRow, b: CollectedRow): number {
  if (a.code !== b.code) return a.code < b.code ? -1 : 1
  return (a.year ?? 0) - (b.year ?? 0)
}

function metaOf({ level, defaultYear, rows, columns }: AreaTableContent): AreaTableMeta {
  const found = new Set(rows.map((row) => row.year ?? defaultYear).filter((year) => year !== null))
  const years = [...found].sort((a, b) => a - b)
  return { level, years, year: years.at(-1) ?? null, columns: columns.map(({ column }) => column) }
}

/** Letters and digits of any script; the same title always names the same dataset. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
  return slug === '' ? 'table' : slug
}

/** Table names stay plain for other programs. */
function tablePrefix(slug: string): string {
  const plain = slug.replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '')
  return plain === '' ? 'table' : `table_${plain.slice(0, 40)}`
}

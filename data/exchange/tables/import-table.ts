/**
 * Values per area (population, POI density) become a version of an area table: one row per area and year, in the areas' own
 * codes. Everything is read, joined and checked before the workspace is touched; it is written in chunks and shows at once.
 */
import { loadRegister } from '../../areas/register.ts'
import { Refusal } from '../../contract/errors.ts'
import type { ImportChoices, ImportOutcome, Note, Provenance, RefusedRow } from '../../contract/imports.ts'
import { yearWithin } from '../../contract/text/year.ts'
import { type JobContext, stopIfCancelled } from '../../jobs/context.ts'
import type { SourceFile } from '../../jobs/kinds.ts'
import { createJoiner } from '../join/join-rows.ts'
import { type AreaTable, hasKey, openAreaTable, requireEncoding } from './area-table.ts'
import { type Collected, collectRows, dominantLevel } from './collect-rows.ts'
import { joinNotes } from './join-notes.ts'
import { type DecidedColumn, decideColumn, pickValueColumns, safeNames } from './value-columns.ts'
import { writeAreaTable } from './write-area-table.ts'

const LISTED_REFUSALS = 1000

/**
 * Imports a table of values per area. Throws `import.no-areas`, `import.no-column` (nothing to join by), `import.choose-encoding`,
 * `table.header-only`, `table.no-area-met`, `table.no-values`, `cancelled`, and what looking throws.
 */
export async function importTable(
  source: string | SourceFile,
  choices: ImportChoices,
  context: JobContext,
): Promise<ImportOutcome> {
  const file = typeof source === 'string' ? { path: source } : source
  context.progress({ step: 'job.looking', done: 0, total: 1 })
  const register = loadRegister(context.db)
  if (register.areas.length === 0) throw new Refusal('import.no-areas')
  const table = await openAreaTable({ ...file, choices, register })
  requireEncoding(table)
  if (table.layer.rowCount === 0) throw new Refusal('table.header-only', { name: table.look.name })
  if (!hasKey(table)) throw new Refusal('import.no-column', { name: table.look.name, target: 'code' })
  const joiner = createJoiner({ register, level: choices.level ?? null, settled: choices.joins })
  const collected = await collectRows({ table, joiner, level: choices.level ?? null, context })
  const level = choices.level ?? dominantLevel(collected, register)
  const join = joiner.result(level)
  if (collected.rows.length === 0) {
    throw new Refusal('table.no-area-met', {
      name: table.look.name,
      rows: collected.seen,
      outside: join.outside.rows,
    })
  }
  const picked = pickValueColumns(table.layer.columns, table.mapping)
  const columns = decideColumns(collected, picked.values)
  if (columns.length === 0) throw new Refusal('table.no-values', { name: table.look.name })
  const refusedRows = [...collected.refused, ...cellProblems(columns, collected)].sort((a, b) => a.row - b.row)
  const notes = [
    ...table.look.notes,
    ...table.layer.notes,
    ...joinNotes(join, register),
    ...importNotes({ collected, columns, leftOut: picked.leftOut }),
  ]
  const provenance = provenanceOf(table, notes)
  stopIfCancelled(context)
  const refused = collected.refusedCount + join.outside.rows
  const written = await writeAreaTable(
    { title: titleOf(table, choices), level, defaultYear: yearOf(table, choices), rows: collected.rows, columns },
    { register, refused, refusedRows, provenance },
    context,
  )
  return {
    datasetIds: [written.datasetId],
    versionIds: [written.versionId],
    taken: collected.rows.length,
    refused,
    refusedRows: refusedRows.slice(0, LISTED_REFUSALS),
    join: join.report,
    notes,
    provenance,
  }
}

function importNotes({
  collected,
  columns,
  leftOut,
}: {
  collected: Collected
  columns: readonly DecidedColumn[]
  leftOut: readonly string[]
}): Note[] {
  const notes: Note[] = []
  if (leftOut.length > 0) {
    notes.push({ message: 'table.columns-left-out', values: { columns: leftOut.join(', ') }, severity: 'info' })
  }
  const cells = columns.reduce((sum, column) => sum + column.problems.length, 0)
  if (cells > 0) notes.push({ message: 'table.cells-left-empty', values: { count: cells }, severity: 'warn' })
  if (collected.refusedCount > collected.refused.length) {
    const values = { listed: collected.refused.length, count: collected.refusedCount }
    notes.push({ message: 'table.refusals-cut', values, severity: 'warn' })
  }
  if (collected.mixedEras) notes.push({ message: 'table.mixed-eras', values: {}, severity: 'info' })
  return notes
}

function decideColumns(collected: Collected, values: ReturnType<typeof pickValueColumns>['values']): DecidedColumn[] {
  const names = safeNames(values)
  return values.flatMap((value, index) => {
    const cells = collected.rows.map((row) => row.values[value.position] ?? null)
    return decideColumn(value, cells, names[index]!) ?? []
  })
}

function cellProblems(columns: readonly DecidedColumn[], collected: Collected): RefusedRow[] {
  return columns.flatMap(({ column, problems }) =>
    problems.map(({ index, value }) => ({
      row: collected.rows[index]!.row,
      column: column.label,
      value,
      reason: 'refused.cell-not-a-number',
    })),
  )
}

function titleOf(table: AreaTable, choices: ImportChoices): string {
  return choices.title?.trim() || table.look.name.replace(/\.[^.]+$/, '')
}

/** The year of rows that say none themselves: chosen, or the one year that name, sheet or titles say. */
export function yearOf(table: AreaTable, choices: ImportChoices): number | null {
  if (choices.year !== undefined) return choices.year
  const preamble = table.layer.notes.find((note) => note.message === 'table.preamble')?.values.text
  for (const text of [choices.title, table.look.name, table.layer.name, preamble]) {
    const year = yearWithin(String(text ?? ''))
    if (year !== null) return year
  }
  return null
}

function provenanceOf(table: AreaTable, notes: Provenance['notes']): Provenance {
  return {
    file: table.look.name,
    hash: table.look.hash,
    bytes: table.look.bytes,
    format: table.look.format,
    layer: table.layer.name,
    crs: null,
    datum: null,
    encoding: table.layer.encoding?.value ?? null,
    columns: table.mapping,
    importedAt: new Date().toISOString(),
    notes,
  }
}

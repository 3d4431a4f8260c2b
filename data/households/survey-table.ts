/** The feature table of a survey and its twin in the chunks that carry the rows to it. */
import type { ColumnType } from '../store/layers.ts'
import type { ColumnKind } from './infer-kind.ts'
import type { PlannedColumn } from './survey-plan.ts'

const typeOf: Readonly<Record<ColumnKind, ColumnType>> = {
  answer: 'INTEGER',
  integer: 'INTEGER',
  real: 'REAL',
  words: 'TEXT',
}

/** Columns behind fid and geom. Answers are 1 (pass), 0 (fail) or null, so that QGIS can average them. */
export function tableColumns(columns: readonly PlannedColumn[]): { name: string; type: ColumnType }[] {
  return [
    { name: 'tambon_code', type: 'TEXT' },
    { name: 'village_code', type: 'TEXT' },
    ...columns.map(({ name, kind }) => ({ name, type: typeOf[kind] })),
  ]
}

/** A table of the same shape (types and order; names do not matter), as a chunk holds it. */
export function pagesSql(columns: readonly PlannedColumn[]): string {
  const rest = tableColumns(columns).map(({ type }, index) => `c${index} ${type}`)
  return `CREATE TABLE t(fid INTEGER PRIMARY KEY NOT NULL,geom POINT,${rest.join(',')})`
}

/** Which rows follow from which document. */

import { planRows } from '../plans/plan-rows.ts'
import { tablesOfPlan } from '../store/authored-tables.ts'
import { authorityRows } from './authority-rows.ts'
import type { CellReader } from './cells.ts'
import { DROPPED, EXISTS } from './cells.ts'
import type { DocumentKind } from './change-log.ts'
import type { ProjectedRows, ProjectedTable } from './projected-tables.ts'

export const tablesOfKind: Readonly<Record<DocumentKind, readonly ProjectedTable[]>> = {
  plan: tablesOfPlan,
  workbook: ['local_authority', 'local_authority_tambon'],
  meeting: [],
}

export interface ProjectedDocument {
  readonly id: string
  readonly kind: DocumentKind
}

/** The rows that follow from some records of a document (null among them: from its own cells). */
export function rowsOf(
  document: ProjectedDocument,
  reader: CellReader,
  records: readonly (string | null)[],
): ProjectedRows {
  if (document.kind === 'plan') return planRows(reader, document.id, records)
  return document.kind === 'workbook' && records.includes(null) ? authorityRows(reader) : {}
}

/** All rows of a document. */
export function allRowsOf(document: ProjectedDocument, reader: CellReader): ProjectedRows {
  return rowsOf(document, reader, [null, ...reader.records()])
}

/** The records whose rows a set of writes may change: all of them where the plan itself comes or goes. */
export function recordsToProject(
  writes: ReadonlyArray<{ readonly record: string | null; readonly field: string }>,
  reader: CellReader,
): Array<string | null> {
  const comesOrGoes = writes.some(({ record, field }) => record === null && (field === EXISTS || field === DROPPED))
  const touched = new Set(writes.map(({ record }) => record))
  return comesOrGoes ? [...new Set([null, ...touched, ...reader.records()])] : [...touched]
}

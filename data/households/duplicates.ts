/** Household ids that come more than once. Both rows are taken: which one is right is for people to say. */
import type { RefusedRow } from '../contract/imports.ts'
import { ByteDictionary } from './byte-values.ts'
import { type Column, cellOf } from './columns.ts'
import type { SurveyRows } from './survey-rows.ts'

const REASON = 'listed.duplicate-household'
const MAX_LISTED = 1000

/** Adds the second and later rows of an id to the list; `column` is in source order. */
export function listDuplicates(
  column: Column,
  { rows, listed, reasons }: { rows: SurveyRows; listed: RefusedRow[]; reasons: Map<string, number> },
): void {
  let count = 0
  const repeated = (row: number): void => {
    count++
    if (count > MAX_LISTED) return
    listed.push({
      row: rows.fids[row]!,
      column: column.label,
      value: String(cellOf(column, row) ?? ''),
      reason: REASON,
    })
  }
  if (column.kind === 'category') {
    const seen = new Uint8Array(column.words.length + 1)
    for (let row = 0; row < rows.count; row++) {
      const code = column.codes[row]!
      if (code > 0 && seen[code] === 1) repeated(row)
      seen[code] = 1
    }
  } else if (column.kind === 'text') {
    const seen = new ByteDictionary()
    for (let row = 0; row < rows.count; row++) {
      const [start, end] = [column.offsets[row]!, column.offsets[row + 1]!]
      if (start === end) continue
      const before = seen.size
      if (seen.add(column.bytes, start, end) < before) repeated(row)
    }
  }
  if (count > 0) reasons.set(REASON, count)
}

/** A sheet or file understood as a table: header found, columns named, rows cleaned, stub rows dropped, totals marked. */
import { basename } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Decision, Note, SourceColumn, SourceLayer } from '../../contract/imports.ts'
import { foldThai } from '../text/fold.ts'
import { type Cell, cleanCell, isTotalRow } from './cells.ts'
import { COLUMN_LIMIT, type ColumnProfile, createColumnProfile, uniqueNames } from './columns.ts'
import { findHeader, type Header, type HeaderQuestion } from './find-header.ts'
import type { RawSheet } from './raw-sheet.ts'

/** One row of data. `row` counts from 1 at the first row under the header, blank rows included. */
export interface TableRow {
  readonly row: number
  readonly values: ReadonlyArray<string | null>
  /** It adds up other rows (รวม, total). */
  readonly total: boolean
  /** It has more filled cells than the table has columns: a delimiter inside a value. */
  readonly tooLong: boolean
}

/** Where a table's columns and rows lie in its sheet. */
export interface TableShape {
  readonly header: Header
  /** Columns of the sheet that are the table's, 0-based. */
  readonly columns: readonly number[]
  readonly names: readonly string[]
  /** Positions (in `columns`) that only number the rows. */
  readonly numbering: ReadonlySet<number>
}

export interface ShapeQuestion extends HeaderQuestion {
  /** Where the format names the columns itself (JSON). */
  readonly names: readonly string[] | null
  readonly path: string
  /** Text: a cell beyond the header's end may have been pushed there by a delimiter inside a value. */
  readonly ragged: boolean
}

/** Decides a table's shape from its first rows. Throws `import.too-many-columns`. */
export function shapeOf({ names, path, ragged, ...question }: ShapeQuestion): TableShape {
  const header = names ? { rows: [], dataStart: 0, names, preamble: [] } : findHeader(question)
  const width = question.rows.reduce((most, row) => Math.max(most, row?.length ?? 0), header.names.length)
  const filled = new Array<number>(width).fill(0)
  const body = question.rows.slice(header.dataStart)
  for (const row of body) {
    if (row) for (const [column, cell] of row.entries()) if (cleanCell(cell) !== null) filled[column]!++
  }
  const lastNamed = header.names.findLastIndex((name) => name !== '')
  const reaches = (column: number): boolean =>
    !ragged || lastNamed < 0 || column < lastNamed || filled[column]! * 2 > body.length
  const columns = filled.flatMap((count, column) =>
    (header.names[column] ?? '') !== '' || (count > 0 && reaches(column)) ? [column] : [],
  )
  if (columns.length > COLUMN_LIMIT) {
    throw new Refusal('import.too-many-columns', { name: basename(path), count: columns.length, limit: COLUMN_LIMIT })
  }
  const unique = uniqueNames(columns.map((column) => header.names[column] ?? ''))
  const numbering = unique.flatMap((name, position) => (isNumberingName(name) ? [position] : []))
  return { header, columns, names: unique, numbering: new Set(numbering) }
}

function isNumberingName(name: string): boolean {
  return /^(?:ที่|ลำดับ(?:ที่)?|no\.?|#|seq(?:uence)?(?:num|no)?)$/u.test(foldThai(name))
}

/** One sheet row as a row of the table, or null where nothing stands in it but perhaps its own number. */
export function tableRow(cells: readonly Cell[], row: number, shape: TableShape): TableRow | null {
  const values = shape.columns.map((column) => cleanCell(cells[column]))
  let filled = 0
  let numbers = 0
  for (const [position, value] of values.entries()) {
    if (value === null) continue
    filled++
    if (shape.numbering.has(position)) numbers++
  }
  const last = shape.columns.at(-1) ?? -1
  const tooLong = cells.length > last + 1 && cells.slice(last + 1).some((cell) => cleanCell(cell) !== null)
  if (filled === numbers && !tooLong && shape.columns.length > numbers) return null
  return { row, values, total: isTotalRow(values), tooLong }
}

/** Rows of a sheet that was read whole. */
export function* sheetRows(sheet: RawSheet, shape: TableShape): Generator<TableRow> {
  const first = shape.header.dataStart
  const fills = mergedTexts(sheet, shape)
  for (let index = first; index < sheet.rows.length; index++) {
    const fill = fills.get(index)
    const given = sheet.rows[index]
    if (!given && !fill) continue
    const cells = [...(given ?? [])]
    if (fill) for (const [column, text] of fill) cells[column] ??= text
    const row = tableRow(
      Array.from(cells, (cell) => cell ?? null),
      index - first + 1,
      shape,
    )
    if (row) yield row
  }
}

/**
 * Cells merged downwards say the same of every row they cover. That holds for words and codes; an amount over three rows is one
 * amount, and stays in the first.
 */
function mergedTexts(sheet: RawSheet, shape: TableShape): Map<number, Map<number, string>> {
  const fills = new Map<number, Map<number, string>>()
  for (const { firstRow, lastRow, firstColumn } of sheet.merges) {
    if (lastRow === firstRow || firstRow < shape.header.dataStart) continue
    const text = cleanCell(sheet.rows[firstRow]?.[firstColumn])
    if (text === null || !mayRepeat(text, shape.names[shape.columns.indexOf(firstColumn)] ?? '')) continue
    for (let row = firstRow + 1; row <= Math.min(lastRow, sheet.rows.length - 1); row++) {
      const fill = fills.get(row) ?? new Map<number, string>()
      fill.set(firstColumn, text)
      fills.set(row, fill)
    }
  }
  return fills
}

function mayRepeat(text: string, columnName: string): boolean {
  return !/^[\d\s,.()%-]+$/.test(text) || /รหัส|code|ปี|year|^id$/iu.test(columnName)
}

/** What a table is, for the person who imports it. */
export interface LayerFacts {
  readonly name: string
  readonly shape: TableShape
  readonly columns: readonly SourceColumn[]
  readonly rowCount: number
  readonly totalRows: number
  readonly encoding: Decision<string> | null
  readonly notes: readonly Note[]
}

export function toLayer({ name, shape, columns, rowCount, totalRows, encoding, notes }: LayerFacts): SourceLayer {
  const found: Note[] = [...notes]
  if (shape.header.rows.length === 0 && shape.header.names.every((each) => each === '')) {
    found.push({ message: 'table.no-header', values: {}, severity: 'warn' })
  }
  if (shape.header.preamble.length > 0) {
    const text = shape.header.preamble.join(' · ').slice(0, 300)
    found.push({ message: 'table.preamble', values: { text }, severity: 'info' })
  }
  if (totalRows > 0) found.push({ message: 'table.total-rows', values: { count: totalRows }, severity: 'info' })
  if (rowCount === 0) found.push({ message: 'table.no-rows', values: {}, severity: 'warn' })
  return {
    name,
    kind: 'table',
    geometryTypes: [],
    rowCount,
    columns,
    box: null,
    crs: null,
    datum: [],
    encoding,
    headerRows: shape.header.rows.map((row) => row + 1),
    notes: found,
  }
}

/** Collects what `toLayer` says of rows that go by. */
export function createTableProfile(shape: TableShape): {
  readonly add: (row: TableRow) => void
  readonly facts: () => Pick<LayerFacts, 'columns' | 'rowCount' | 'totalRows'>
} {
  const profiles: ColumnProfile[] = shape.names.map(() => createColumnProfile())
  let rowCount = 0
  let totalRows = 0
  return {
    add: (row) => {
      rowCount++
      if (row.total) totalRows++
      else for (const [position, value] of row.values.entries()) profiles[position]?.add(value)
    },
    facts: () => ({
      rowCount,
      totalRows,
      columns: shape.names.map((name, position) => profiles[position]!.describe(name)),
    }),
  }
}

export function describeSheet(sheet: RawSheet, shape: TableShape): SourceLayer {
  const profile = createTableProfile(shape)
  for (const row of sheetRows(sheet, shape)) profile.add(row)
  const notes: Note[] = sheet.hidden ? [{ message: 'table.hidden-sheet', values: {}, severity: 'info' }] : []
  return toLayer({ name: sheet.name, shape, encoding: null, notes, ...profile.facts() })
}

/** The shape of a sheet that was read whole. */
export function shapeOfSheet(sheet: RawSheet, headerRow: number | undefined, path: string): TableShape {
  const { rows, merges, names } = sheet
  return shapeOf({ rows, merges, names, path, ragged: false, chosen: headerRow === undefined ? null : headerRow - 1 })
}

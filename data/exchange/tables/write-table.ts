/**
 * Tables out: CSV as Excel wants it (UTF-8 with its mark) and XLSX. Codes go out as text, so that nothing reads 40010101 as an amount;
 * a text that a spreadsheet would run as a formula is made harmless.
 */
import { writeFileSync } from 'node:fs'
import { zipSync } from 'fflate'
import { clampWidth, columnName, inlineText, MAIN, sheetName, textWidth, workbookFiles, XML } from './xlsx-parts.ts'

export interface OutColumn {
  readonly title: string
  /** `code` and `text` are written as text; `number` as a number where it is one. */
  readonly kind: 'text' | 'code' | 'number'
}

export type OutCell = string | number | boolean | null | undefined

export interface OutTable {
  readonly title: string
  readonly columns: readonly OutColumn[]
  readonly rows: Iterable<readonly OutCell[]>
}

const SHEET_ROWS = 1_048_576
/** So many rows are measured for the widths of columns. */
const MEASURED_ROWS = 500

/** Writes CSV: UTF-8 with byte order mark, CRLF, quoted where needed. */
export function writeCsv(path: string, table: OutTable): void {
  writeFileSync(path, toCsv(table))
}

export function toCsv({ columns, rows }: OutTable): string {
  const lines = [columns.map((column) => csvField(column.title)).join(',')]
  for (const row of rows)
    lines.push(columns.map((column, index) => csvField(csvText(row[index], column.kind))).join(','))
  return `\uFEFF${lines.join('\r\n')}\r\n`
}

/** Writes XLSX: bold header that stays in view, filter, column widths for Thai, one sheet. Throws RangeError beyond a sheet's rows. */
export function writeXlsx(path: string, table: OutTable): void {
  writeFileSync(path, toXlsx(table))
}

export function toXlsx({ title, columns, rows }: OutTable): Uint8Array {
  const body: string[] = []
  const widths = columns.map((column) => textWidth(column.title))
  let count = 1
  for (const row of rows) {
    if (++count > SHEET_ROWS) throw new RangeError(`a sheet holds ${SHEET_ROWS} rows`)
    if (count <= MEASURED_ROWS) {
      for (const index of columns.keys()) widths[index] = Math.max(widths[index]!, textWidth(String(row[index] ?? '')))
    }
    body.push(`<row r="${count}">${columns.map((column, index) => sheetCell(row[index], column.kind)).join('')}</row>`)
  }
  const range = `A1:${columnName(Math.max(0, columns.length - 1))}${count}`
  const cols = widths.map(
    (width, index) => `<col min="${index + 1}" max="${index + 1}" width="${clampWidth(width)}" customWidth="1"/>`,
  )
  const header = columns.map((column) => `<c s="1" t="inlineStr"><is>${inlineText(column.title)}</is></c>`).join('')
  const pane = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
  const sheet = `${XML}<worksheet xmlns="${MAIN}"><dimension ref="${range}"/><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews>${cols.length > 0 ? `<cols>${cols.join('')}</cols>` : ''}<sheetData><row r="1">${header}</row>${body.join('')}</sheetData>${columns.length > 0 ? `<autoFilter ref="${range}"/>` : ''}</worksheet>`
  return zipSync(workbookFiles({ sheets: [{ name: sheetName(title), xml: sheet }], styles }))
}

function csvText(cell: OutCell, kind: OutColumn['kind']): string {
  if (cell === null || cell === undefined) return ''
  const text = String(cell).replaceAll('\u0000', '')
  // = + - @ and tabs start formulas; an apostrophe in front makes them words. Numbers stay numbers.
  const runs =
    kind !== 'code' && typeof cell === 'string' && /^[=+\-@\t\r]/.test(text) && !Number.isFinite(Number(text))
  return runs ? `'${text}` : text
}

function csvField(text: string): string {
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function sheetCell(cell: OutCell, kind: OutColumn['kind']): string {
  if (cell === null || cell === undefined || cell === '') return '<c/>'
  const number =
    typeof cell === 'number' ? cell : kind === 'number' && typeof cell === 'string' ? Number(cell) : Number.NaN
  if (kind !== 'code' && kind !== 'text' && Number.isFinite(number)) return `<c><v>${number}</v></c>`
  if (typeof cell === 'number' && kind === 'text' && Number.isFinite(number)) return `<c><v>${number}</v></c>`
  return `<c s="2" t="inlineStr"><is>${inlineText(String(cell))}</is></c>`
}

/** Formats: 0 plain, 1 bold header, 2 text (format 49, so that codes typed over stay codes). */
const styles = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Tahoma"/></font><font><b/><sz val="11"/><name val="Tahoma"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`

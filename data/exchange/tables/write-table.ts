/**
 * Tables out: CSV as Excel wants it (UTF-8 with its mark) and XLSX. Codes go out as text, so that nothing reads 40010101 as an amount;
 * a text that a spreadsheet would run as a formula is made harmless.
 */
import { writeFileSync } from 'node:fs'
import { strToU8, zipSync } from 'fflate'

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
const WIDTH = { least: 8, most: 60, padding: 2, rows: 500 }

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
    if (count <= WIDTH.rows) {
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
  return zipSync({
    '[Content_Types].xml': strToU8(contentTypes),
    '_rels/.rels': strToU8(relations([['officeDocument', 'xl/workbook.xml']])),
    'xl/workbook.xml': strToU8(workbook(title)),
    'xl/_rels/workbook.xml.rels': strToU8(
      relations([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    ),
    'xl/styles.xml': strToU8(styles),
    'xl/worksheets/sheet1.xml': strToU8(sheet),
  })
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

function inlineText(text: string): string {
  return `<t xml:space="preserve">${escapeXml(text.slice(0, 32_767))}</t>`
}

/** XML 1.0 has no control characters beside tab and line ends, and no lone surrogates. */
function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}

/** Thai marks above and below take no width. */
function textWidth(text: string): number {
  const longest = text.split('\n').reduce((most, line) => (line.length > most.length ? line : most), '')
  return longest.replace(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, '').length
}

function clampWidth(width: number): number {
  return Math.min(WIDTH.most, Math.max(WIDTH.least, width + WIDTH.padding))
}

function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${SHEET_TYPE}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SHEET_TYPE}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SHEET_TYPE}.styles+xml"/></Types>`

/** Formats: 0 plain, 1 bold header, 2 text (format 49, so that codes typed over stay codes). */
const styles = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Tahoma"/></font><font><b/><sz val="11"/><name val="Tahoma"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="3"><xf xfId="0"/><xf xfId="0" fontId="1" applyFont="1"/><xf xfId="0" numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>`

function relations(targets: ReadonlyArray<readonly [type: string, target: string]>): string {
  const list = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`
}

/** Sheet names hold at most 31 characters and none of []:*?/\ */
function workbook(title: string): string {
  const name =
    title
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet1'
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="${escapeXml(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>`
}

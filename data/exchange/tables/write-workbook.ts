/**
 * A form as XLSX: several sheets with titles, merged headings, borders and sums, ready to be printed on landscape A4. The plain
 * table of `write-table.ts` is for data; this is for paper.
 */
import { zipSync } from 'fflate'
import { columnName, escapeXml, inlineText, MAIN, sheetName, textWidth, workbookFiles, XML } from './xlsx-parts.ts'

/** How a cell looks: each has its place in the list of formats below. */
export const cellLooks = ['plain', 'title', 'head', 'text', 'money', 'heading', 'sum', 'sum-money', 'beside'] as const
export type CellLook = (typeof cellLooks)[number]

export interface FormCell {
  readonly value: string | number | null
  readonly look: CellLook
}

export interface CellRange {
  readonly fromRow: number
  readonly fromColumn: number
  readonly toRow: number
  readonly toColumn: number
}

export interface FormSheet {
  readonly title: string
  /** Widths in letters. */
  readonly widths: readonly number[]
  readonly rows: ReadonlyArray<readonly FormCell[]>
  /** 0-based, ends included. */
  readonly merges: readonly CellRange[]
  /** Rows of the heading, 0-based: they stay in view and are printed again on each page. */
  readonly headRows: readonly [first: number, last: number]
  /** Columns that are printed, from the first; the others lie beside the form. */
  readonly printedColumns: number
}

/** Of the form's font, TH Sarabun New 14, which is what official papers are set in. */
const LINE_POINTS = 22
const PADDING_POINTS = 4
/** Lines break between words, and so before they are full. */
const WRAP_MARGIN = 1.25
/** A row cannot be higher. */
const MOST_POINTS = 409

/** The workbook's bytes. */
export function toFormWorkbook(sheets: readonly FormSheet[]): Uint8Array {
  const names = uniqueSheetNames(sheets.map(({ title }) => title))
  const definedNames = sheets.map((sheet, at) => printNames(sheet, { at, name: names[at] ?? '' })).join('')
  const parts = sheets.map((sheet, at) => ({ name: names[at] ?? '', xml: sheetXml(sheet) }))
  return zipSync(workbookFiles({ sheets: parts, styles, definedNames }))
}

function uniqueSheetNames(titles: readonly string[]): string[] {
  const taken = new Set<string>()
  return titles.map((title) => {
    const base = sheetName(title)
    let name = base
    for (let count = 2; taken.has(name.toLowerCase()); count++) name = `${base.slice(0, 26)} (${count})`
    taken.add(name.toLowerCase())
    return name
  })
}

function printNames({ rows, headRows, printedColumns }: FormSheet, { at, name }: { at: number; name: string }): string {
  const quoted = `'${escapeXml(name.replaceAll("'", "''"))}'`
  const last = `$${columnName(Math.max(0, printedColumns - 1))}$${Math.max(1, rows.length)}`
  const [first, end] = headRows
  const define = (what: string, range: string) =>
    `<definedName name="_xlnm.${what}" localSheetId="${at}">${quoted}!${range}</definedName>`
  return define('Print_Area', `$A$1:${last}`) + define('Print_Titles', `$${first + 1}:$${end + 1}`)
}

function sheetXml({ widths, rows, merges, headRows }: FormSheet): string {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 1)
  const range = `A1:${columnName(width - 1)}${Math.max(1, rows.length)}`
  const cols = widths.map((letters, at) => `<col min="${at + 1}" max="${at + 1}" width="${letters}" customWidth="1"/>`)
  const body = rows.map(
    (row, at) =>
      `<row r="${at + 1}" ht="${heightOf(row, { at, widths, merges })}" customHeight="1">${row.map((cell, column) => cellXml(cell, at, column)).join('')}</row>`,
  )
  const below = headRows[1] + 1
  const pane = `<pane ySplit="${below}" topLeftCell="A${below + 1}" activePane="bottomLeft" state="frozen"/>`
  const merged = merges
    .filter((each) => each.toRow > each.fromRow || each.toColumn > each.fromColumn)
    .map((each) => `<mergeCell ref="${address(each.fromRow, each.fromColumn)}:${address(each.toRow, each.toColumn)}"/>`)
  return [
    `${XML}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><dimension ref="${range}"/>`,
    `<sheetViews><sheetView workbookViewId="0" showGridLines="0">${pane}</sheetView></sheetViews>`,
    cols.length > 0 ? `<cols>${cols.join('')}</cols>` : '',
    `<sheetData>${body.join('')}</sheetData>`,
    merged.length > 0 ? `<mergeCells count="${merged.length}">${merged.join('')}</mergeCells>` : '',
    '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>',
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
    '<headerFooter><oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter></worksheet>',
  ].join('')
}

interface RowFacts {
  readonly at: number
  readonly widths: readonly number[]
  readonly merges: readonly CellRange[]
}

/** Points that the row's longest cell needs: not every program works that out by itself when it opens a file. */
function heightOf(row: readonly FormCell[], { at, widths, merges }: RowFacts): number {
  const lines = row.map(({ value, look }, column) => {
    if (typeof value !== 'string' || look === 'title') return 1
    const merged = merges.find((each) => each.fromRow === at && each.fromColumn === column)
    // Merged downwards, it has the rows below as well.
    if (merged && merged.toRow > at) return 1
    const width = widths.slice(column, (merged?.toColumn ?? column) + 1).reduce((sum, each) => sum + each, 0)
    const wrapped = value.split('\n').map((line) => Math.max(1, Math.ceil((textWidth(line) * WRAP_MARGIN) / width)))
    return wrapped.reduce((sum, count) => sum + count, 0)
  })
  return Math.min(MOST_POINTS, lines.reduce((most, count) => Math.max(most, count), 1) * LINE_POINTS + PADDING_POINTS)
}

function cellXml({ value, look }: FormCell, row: number, column: number): string {
  const style = `r="${address(row, column)}" s="${cellLooks.indexOf(look)}"`
  if (value === null || value === '') return `<c ${style}/>`
  if (typeof value === 'number') return `<c ${style}><v>${value}</v></c>`
  return `<c ${style} t="inlineStr"><is>${inlineText(value)}</is></c>`
}

function address(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`
}

/** Font, fill, border, number format and alignment of each look, in the order of `cellLooks`. */
const looks: Readonly<
  Record<CellLook, readonly [font: number, fill: number, border: number, format: number, align: string]>
> = {
  plain: [0, 0, 0, 0, ''],
  title: [1, 0, 0, 0, 'horizontal="centerContinuous" vertical="center"'],
  head: [1, 2, 1, 49, 'horizontal="center" vertical="center" wrapText="1"'],
  text: [0, 0, 1, 49, 'vertical="top" wrapText="1"'],
  money: [0, 0, 1, 3, 'vertical="top"'],
  heading: [1, 3, 1, 49, 'vertical="center" wrapText="1"'],
  sum: [1, 0, 1, 49, 'vertical="center"'],
  'sum-money': [1, 0, 1, 3, 'vertical="center"'],
  beside: [0, 0, 0, 49, 'vertical="top" wrapText="1"'],
}

const side = (name: string) => `<${name} style="thin"><color rgb="FF8B948E"/></${name}>`
const fill = (color: string) => `<fill><patternFill patternType="solid"><fgColor rgb="${color}"/></patternFill></fill>`
const styles = [
  `${XML}<styleSheet xmlns="${MAIN}">`,
  '<fonts count="2"><font><sz val="14"/><name val="TH Sarabun New"/></font>',
  '<font><b/><sz val="14"/><name val="TH Sarabun New"/></font></fonts>',
  '<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  `${fill('FFE4E2DB')}${fill('FFF4F2EC')}</fills>`,
  `<borders count="2"><border/><border>${['left', 'right', 'top', 'bottom'].map(side).join('')}</border></borders>`,
  '<cellStyleXfs count="1"><xf/></cellStyleXfs>',
  `<cellXfs count="${cellLooks.length}">${cellLooks.map(formatOf).join('')}</cellXfs></styleSheet>`,
].join('')

function formatOf(look: CellLook): string {
  const [font, filled, border, format, align] = looks[look]
  const alignment = align ? `<alignment ${align}/>` : ''
  return `<xf xfId="0" numFmtId="${format}" fontId="${font}" fillId="${filled}" borderId="${border}" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">${alignment}</xf>`
}

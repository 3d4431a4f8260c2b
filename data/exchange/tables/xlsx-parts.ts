/** What every XLSX of ours is made of: names of parts, escaped text, addresses of cells, widths for Thai. */
import { strToU8 } from 'fflate'

export const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Column widths in letters of the sheet's own font. */
const WIDTH = { least: 8, most: 60, padding: 2 }

export function inlineText(text: string): string {
  return `<t xml:space="preserve">${escapeXml(text.slice(0, 32_767))}</t>`
}

/** XML 1.0 has no control characters beside tab and line ends, and no lone surrogates. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]|[\uFFFE\uFFFF]/gu, '')
    .replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)
}

/** Thai marks above and below take no width. */
export function textWidth(text: string): number {
  const longest = text.split('\n').reduce((most, line) => (line.length > most.length ? line : most), '')
  return longest.replace(/[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g, '').length
}

export function clampWidth(width: number): number {
  return Math.min(WIDTH.most, Math.max(WIDTH.least, width + WIDTH.padding))
}

export function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter
}

/** The files of a workbook: its sheets by name, as XML, with the names that its parts refer to (print areas). */
export interface WorkbookFiles {
  readonly sheets: ReadonlyArray<{ readonly name: string; readonly xml: string }>
  readonly styles: string
  readonly definedNames?: string
}

/** What is put into the archive, by path. */
export function workbookFiles({ sheets, styles, definedNames = '' }: WorkbookFiles): Record<string, Uint8Array> {
  const list = sheets.map(
    ({ name }, at) => `<sheet name="${escapeXml(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`,
  )
  const names = definedNames ? `<definedNames>${definedNames}</definedNames>` : ''
  const targets = sheets.map((_, at) => ['worksheet', `worksheets/sheet${at + 1}.xml`] as const)
  const workbook = `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${list.join('')}</sheets>${names}</workbook>`
  const files = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': workbook,
    'xl/_rels/workbook.xml.rels': relations([...targets, ['styles', 'styles.xml']]),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map(({ xml }, at) => [`xl/worksheets/sheet${at + 1}.xml`, xml])),
  }
  return Object.fromEntries(Object.entries(files).map(([path, xml]) => [path, strToU8(xml)]))
}

function contentTypes(sheetCount: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${SHEET_TYPE}.${type}+xml"/>`
  const sheets = Array.from({ length: sheetCount }, (_, at) => part(`worksheets/sheet${at + 1}`, 'worksheet'))
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>${part('workbook', 'sheet.main')}${sheets.join('')}${part('styles', 'styles')}</Types>`
}

function relations(targets: ReadonlyArray<readonly [type: string, target: string]>): string {
  const list = targets.map(
    ([type, target], index) => `<Relationship Id="rId${index + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`,
  )
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.join('')}</Relationships>`
}

/** Sheet names hold at most 31 characters and none of []:*?/\ */
export function sheetName(title: string): string {
  return (
    title
      .replace(/[[\]:*?/\\]/g, ' ')
      .replace(/^'+|'+$/g, '')
      .trim()
      .slice(0, 31) || 'Sheet1'
  )
}

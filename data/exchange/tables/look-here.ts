/** Looking at and reading tables in the thread that calls: what the table thread runs. */
import { createHash } from 'node:crypto'
import { createReadStream, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Look } from '../../contract/imports.ts'
import type { RawSheet, TableFormat } from './raw-sheet.ts'
import { readJsonTables } from './read-json.ts'
import { readWorkbook } from './read-workbook.ts'
import { describeSheet, shapeOfSheet, sheetRows, type TableRow } from './source-table.ts'
import { describeTextTable, openTextTable, readTextTable } from './text-table.ts'

/** What a person chose about a table's reading. */
export interface TableChoice {
  readonly format: TableFormat
  /** Sheet or list; needed where the file has several. */
  readonly layer?: string | undefined
  readonly encoding?: string | undefined
  /** 1-based row of the sheet that names the columns; found where absent. */
  readonly headerRow?: number | undefined
}

export const BATCH_ROWS = 2000

export async function lookHere(path: string, choice: TableChoice): Promise<Look> {
  const { format } = choice
  const layers =
    format === 'csv' || format === 'tsv'
      ? [await describeTextTable(openTextTable(path, choice))]
      : (await sheetsOf(path, format)).map((sheet) => describeSheet(sheet, shapeOfSheet(sheet, choice.headerRow, path)))
  const notes = format === 'html' ? [{ message: 'table.html', values: {}, severity: 'warn' as const }] : []
  return { name: basename(path), format, bytes: statSync(path).size, hash: await hashOf(path), layers, notes }
}

/** Throws `import.no-layer`, `import.choose-layer` beside what opening throws. */
export async function* readHere(path: string, choice: TableChoice): AsyncGenerator<TableRow[]> {
  const { format } = choice
  if (format === 'csv' || format === 'tsv') {
    yield* readTextTable(openTextTable(path, choice))
    return
  }
  const sheet = pickSheet(await sheetsOf(path, format), choice.layer, path)
  let batch: TableRow[] = []
  for (const row of sheetRows(sheet, shapeOfSheet(sheet, choice.headerRow, path))) {
    if (batch.push(row) < BATCH_ROWS) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function sheetsOf(path: string, format: Exclude<TableFormat, 'csv' | 'tsv'>): Promise<RawSheet[]> {
  const sheets = format === 'json' ? readJsonTables(path) : await readWorkbook(path, format)
  if (sheets.length === 0) throw new Refusal('file.empty', { name: basename(path) })
  return sheets
}

function pickSheet(sheets: readonly RawSheet[], wanted: string | undefined, path: string): RawSheet {
  const name = basename(path)
  if (wanted === undefined) {
    // A JSON file's lists come largest first, and its others only belong to that one; a hidden sheet is nobody's choice.
    const choices = sheets.some((sheet) => sheet.names) ? sheets.slice(0, 1) : sheets.filter((sheet) => !sheet.hidden)
    const [only] = choices
    if (only && choices.length === 1) return only
    throw new Refusal('import.choose-layer', { name, layers: sheets.map((sheet) => sheet.name).join(', ') })
  }
  const found = sheets.find((sheet) => sheet.name === wanted)
  if (!found) throw new Refusal('import.no-layer', { name, layer: wanted })
  return found
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(path)) hash.update(piece as Buffer)
  return hash.digest('hex')
}

/**
 * XLSX, XLS, ODS and HTML tables as plain text cells. A number is written with all its digits whatever its format shows, a date as
 * ISO, a percentage with its sign; codes formatted with leading zeros keep them. Runs in the table thread, never elsewhere.
 */
import { readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { type CellObject, read, set_cptable, type WorkBook, type WorkSheet } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { Refusal } from '../../contract/errors.ts'
import { decideEncoding } from '../text/encoding.ts'
import type { Cell } from './cells.ts'
import type { Merge } from './find-header.ts'
import { guardZip } from './guard-zip.ts'
import type { RawSheet } from './raw-sheet.ts'

const BYTES_LIMIT = 200 * 1024 ** 2

/** All sheets that hold any cell. Throws `file.damaged`, `file.too-large`, `file.zip-bomb`, `table.password`. */
export async function readWorkbook(path: string, format: 'xlsx' | 'xls' | 'ods' | 'html'): Promise<RawSheet[]> {
  const { size } = statSync(path)
  if (size > BYTES_LIMIT) {
    throw new Refusal('file.too-large', { name: basename(path), what: `> ${BYTES_LIMIT / 1024 ** 2} MB` })
  }
  if (format === 'xlsx' || format === 'ods') await guardZip(path)
  const workbook = parse(path, format)
  const sheets: RawSheet[] = []
  for (const [index, name] of workbook.SheetNames.entries()) {
    const sheet = workbook.Sheets[name]
    if (!sheet) continue
    const rows = rowsOf(sheet)
    if (rows.length === 0) continue
    const hidden = (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0
    sheets.push({ name, rows, merges: mergesOf(sheet), names: null, hidden })
  }
  return sheets
}

function parse(path: string, format: string): WorkBook {
  const options = {
    dense: true,
    cellDates: true,
    cellHTML: false,
    cellText: true,
    cellFormula: false,
    cellNF: true,
    UTC: true,
  } as const
  try {
    const bytes = readFileSync(path)
    // Workbooks from before Excel 97 hold bytes in a code page of their own.
    if (format === 'xls') set_cptable(codePages)
    if (format !== 'html') return read(bytes, options)
    const encoding = decideEncoding(bytes, true).value ?? 'utf-8'
    // Values of an HTML table stay as they are written; nobody wants 1/2 read as a date.
    return read(new TextDecoder(encoding).decode(bytes), { ...options, type: 'string', raw: true })
  } catch (error) {
    const what = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(what) && !/ZIP/.test(what))
      throw new Refusal('table.password', { name: basename(path) })
    throw new Refusal('file.damaged', { name: basename(path), what: format.toUpperCase() }, what)
  }
}

function rowsOf(sheet: WorkSheet): Array<Cell[] | undefined> {
  const data: ReadonlyArray<ReadonlyArray<CellObject | undefined> | undefined> = sheet['!data'] ?? []
  const rows: Array<Cell[] | undefined> = []
  // Sheets may claim a million formatted rows: only rows that exist are visited.
  data.forEach((row, index) => {
    if (!row) return
    const cells: Cell[] = []
    row.forEach((cell, column) => {
      const text = cell ? textOf(cell) : null
      if (text !== null) cells[column] = text
    })
    if (cells.length > 0) rows[index] = Array.from(cells, (cell) => cell ?? null)
  })
  return rows
}

function textOf(cell: CellObject): Cell {
  const { v: value, t: type } = cell
  if (value === undefined || value === null || type === 'e' || type === 'z') return null
  if (value instanceof Date) return isoOf(value)
  if (typeof value === 'boolean') return String(value)
  if (typeof value === 'number') return numberText(value, typeof cell.z === 'string' ? cell.z : '', cell.w)
  return value.trim() === '' ? null : value
}

function numberText(value: number, format: string, shown: string | undefined): string {
  if (format.includes('%')) return `${Number((value * 100).toPrecision(12))}%`
  if (shown !== undefined && /^0\d+$/.test(shown.trim())) return shown.trim()
  return String(Number(value.toPrecision(15)))
}

function isoOf(date: Date): Cell {
  if (Number.isNaN(date.getTime())) return null
  const iso = date.toISOString()
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19)
}

function mergesOf(sheet: WorkSheet): Merge[] {
  return (sheet['!merges'] ?? []).map(({ s: start, e: end }) => ({
    firstRow: start.r,
    lastRow: end.r,
    firstColumn: start.c,
    lastColumn: end.c,
  }))
}

/** CSV and TSV files, read in pieces from the disk however long they are. */
import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { Refusal } from '../../contract/errors.ts'
import type { Decision, Note, SourceLayer } from '../../contract/imports.ts'
import { chosenEncoding, decideEncoding, encodingNamed, type TextEncoding } from '../text/encoding.ts'
import type { Cell } from './cells.ts'
import { createDelimitedParser, type Delimiter, sniffDelimiter } from './delimited.ts'
import { createTableProfile, shapeOf, type TableRow, type TableShape, tableRow, toLayer } from './source-table.ts'

const SAMPLE_BYTES = 1024 * 1024
const PIECE_BYTES = 1024 * 1024
/** Longer files are described from their first part; a person waits for the look. */
const PROFILE_BYTES = 64 * 1024 * 1024
const SAMPLE_RECORDS = 400

export interface TextChoice {
  readonly encoding?: string | undefined
  readonly headerRow?: number | undefined
}

export interface TextTable {
  readonly path: string
  readonly encoding: Decision<TextEncoding>
  readonly delimiter: Delimiter
  readonly shape: TableShape
}

/** Decides encoding, delimiter and header. Throws `file.empty`, `table.unclosed-quote`, `import.too-many-columns`. */
export function openTextTable(path: string, choice: TextChoice): TextTable {
  const name = basename(path)
  const { bytes, whole } = readSample(path)
  const encoding = encodingOf(bytes, whole, choice.encoding)
  const text = new TextDecoder(encoding.value ?? encoding.candidates[0]?.value ?? 'utf-8').decode(bytes, {
    stream: !whole,
  })
  if (text.trim() === '') throw new Refusal('file.empty', { name })
  const delimiter = sniffDelimiter(text, name)
  const parser = createDelimitedParser(delimiter, name)
  const records = [...parser.push(text), ...(whole ? parser.end() : [])]
  const chosen = choice.headerRow === undefined ? null : choice.headerRow - 1
  const rows = records.slice(0, Math.max(SAMPLE_RECORDS, (chosen ?? 0) + SAMPLE_RECORDS)).map(withoutSepLine)
  return { path, encoding, delimiter, shape: shapeOf({ rows, merges: [], chosen, names: null, path, ragged: true }) }
}

/** What the file is. Types and samples come from its first 64 MB; so does the number of rows, counted on by lines. */
export async function describeTextTable(table: TextTable): Promise<SourceLayer> {
  const profile = createTableProfile(table.shape)
  const { size } = statSync(table.path)
  for await (const rows of readTextTable(table, PROFILE_BYTES)) for (const row of rows) profile.add(row)
  const facts = profile.facts()
  const notes: Note[] = table.encoding.reason.severity === 'warn' ? [table.encoding.reason] : []
  const estimated = size > PROFILE_BYTES
  if (estimated) notes.push({ message: 'table.rows-estimated', values: {}, severity: 'info' })
  const rowCount = estimated ? Math.round((facts.rowCount * size) / PROFILE_BYTES) : facts.rowCount
  const name = basename(table.path).replace(/\.[^.]+$/, '')
  return toLayer({ name, shape: table.shape, encoding: table.encoding, notes, ...facts, rowCount })
}

/** The rows, piece by piece; only as many as lie in the first `byteLimit` bytes, where one is given. */
export async function* readTextTable(
  table: TextTable,
  byteLimit = Number.POSITIVE_INFINITY,
): AsyncGenerator<TableRow[]> {
  const parser = createDelimitedParser(table.delimiter, basename(table.path))
  const encoding = table.encoding.value ?? table.encoding.candidates[0]?.value ?? 'utf-8'
  const decoder = new TextDecoder(encoding)
  let index = 0
  const take = (records: readonly Cell[][]): TableRow[] => {
    const rows: TableRow[] = []
    for (const record of records) {
      const number = index++ - table.shape.header.dataStart + 1
      if (number < 1) continue
      const row = tableRow(record, number, table.shape)
      if (row) rows.push(row)
    }
    return rows
  }
  const end = Number.isFinite(byteLimit) ? { end: byteLimit - 1 } : {}
  for await (const piece of createReadStream(table.path, { highWaterMark: PIECE_BYTES, ...end })) {
    yield take(parser.push(decoder.decode(piece as Buffer, { stream: true })))
  }
  if (statSync(table.path).size > byteLimit) return
  yield take([...parser.push(decoder.decode()), ...parser.end()])
}

function encodingOf(bytes: Uint8Array, whole: boolean, said: string | undefined): Decision<TextEncoding> {
  const chosen = said === undefined ? null : encodingNamed(said)
  return chosen ? chosenEncoding(chosen) : decideEncoding(bytes, whole)
}

function readSample(path: string): { bytes: Uint8Array; whole: boolean } {
  const file = openSync(path, 'r')
  try {
    const buffer = Buffer.alloc(SAMPLE_BYTES)
    const length = readSync(file, buffer, 0, SAMPLE_BYTES, 0)
    return { bytes: buffer.subarray(0, length), whole: length < SAMPLE_BYTES }
  } finally {
    closeSync(file)
  }
}

/** Excel's `sep=;` line is no row of the table; it stays as a blank one, so that rows keep their numbers. */
function withoutSepLine(record: Cell[], index: number): Cell[] {
  return index === 0 && /^sep=/i.test(record[0] ?? '') ? [] : record
}

/** Encoding, delimiter and header row of a CSV, decided from its beginning. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Refusal } from '../contract/errors.ts'
import type { Note } from '../contract/imports.ts'
import { sniffDelimiter } from '../exchange/tables/delimited.ts'
import { decideEncoding, encodingNamed } from '../exchange/text/encoding.ts'
import { type CsvFormat, CsvReader } from './csv-reader.ts'

export interface SurveyFormat extends CsvFormat {
  /** Records to pass over before the first data row. */
  readonly skip: number
  readonly headers: readonly string[]
  readonly fileBytes: number
  readonly notes: readonly Note[]
}

const SAMPLE_BYTES = 1 << 20
const MAX_COLUMNS = 1000
const HEADER_SEARCH = 40

/**
 * Decides how to read the file. `encoding` and `headerRow` (1-based, counted in records) are a person's choices. Throws
 * `file.empty`, `import.choose-encoding`, `import.no-rows`, `import.too-many-columns`.
 */
export function decideFormat(
  path: string,
  name: string,
  chosen: { encoding?: string; headerRow?: number },
): SurveyFormat {
  const { sample, fileBytes } = readSample(path)
  if (sample.length === 0) throw new Refusal('file.empty', { name })
  const { encoding, notes } = encodingOf(sample, fileBytes, name, chosen.encoding)
  const text = new TextDecoder(encoding).decode(sample, { stream: true })
  const delimiter = sniffDelimiter(text, name)
  const records = firstRecords(path, { delimiter, encoding })
  const skip = chosen.headerRow ?? headerIndex(records) + 1
  const headers = trimmedRight(records[skip - 1] ?? []).map((header) => header.trim())
  if (headers.length > MAX_COLUMNS) {
    throw new Refusal('import.too-many-columns', { name, count: headers.length, limit: MAX_COLUMNS })
  }
  if (headers.length === 0 || headers.every((header) => header === ''))
    throw new Refusal('import.no-rows', { name, what: '-' })
  return { delimiter, encoding, skip, headers, fileBytes, notes }
}

function readSample(path: string): { sample: Uint8Array; fileBytes: number } {
  const file = openSync(path, 'r')
  try {
    const buffer = new Uint8Array(SAMPLE_BYTES)
    const read = readSync(file, buffer, 0, SAMPLE_BYTES, 0)
    return { sample: buffer.subarray(0, read), fileBytes: fstatSync(file).size }
  } finally {
    closeSync(file)
  }
}

function encodingOf(
  sample: Uint8Array,
  fileBytes: number,
  name: string,
  chosen: string | undefined,
): { encoding: string; notes: Note[] } {
  if (chosen) {
    const known = encodingNamed(chosen)
    if (!known) throw new Refusal('import.choose-encoding', { name, candidates: 'UTF-8, Windows-874' })
    return { encoding: known, notes: [] }
  }
  const decision = decideEncoding(sample, sample.length === fileBytes)
  if (decision.value === null) {
    const candidates = decision.candidates.map((candidate) => candidate.label).join(', ')
    throw new Refusal('import.choose-encoding', { name, candidates })
  }
  return { encoding: decision.value, notes: decision.value === 'utf-8' ? [] : [decision.reason] }
}

function firstRecords(path: string, format: CsvFormat): string[][] {
  const reader = new CsvReader(path, format)
  const records: string[][] = []
  try {
    while (records.length < HEADER_SEARCH && reader.next()) {
      records.push(Array.from({ length: reader.count }, (_, field) => reader.text(field)))
    }
  } finally {
    reader.close()
  }
  return records
}

/** The first record as wide as most, and mostly words: what stands above it is a preamble. */
function headerIndex(records: readonly string[][]): number {
  const widths = records.map((record) => trimmedRight(record).length)
  const widest = Math.max(...widths, 1)
  const at = records.findIndex((record, index) => {
    if (widths[index]! < widest * 0.6) return false
    const filled = record.filter((cell) => cell.trim() !== '')
    return filled.filter((cell) => !/^[-+\d.,\s]+$/.test(cell)).length * 2 >= filled.length
  })
  return Math.max(0, at)
}

function trimmedRight(record: readonly string[]): readonly string[] {
  let end = record.length
  while (end > 0 && record[end - 1]!.trim() === '') end--
  return record.slice(0, end)
}

/** CSV and TSV: quotes with line breaks inside, any line ending, any of four delimiters; fed in pieces (RFC 4180, leniently). */
import { Refusal } from '../../contract/errors.ts'

export const delimiters = [',', '\t', ';', '|'] as const
export type Delimiter = (typeof delimiters)[number]

/** A field longer than this is an unclosed quote, not a text. */
const FIELD_LIMIT = 1_000_000
const QUOTE = 34
const LINE_FEED = 10
const CARRIAGE_RETURN = 13

/** Takes text in pieces and answers the records that are complete so far; `end` gives the last one. */
export interface DelimitedParser {
  readonly push: (text: string) => string[][]
  readonly end: () => string[][]
}

/** Throws the refusal `table.unclosed-quote` where a quote swallows the rest of the file. */
export function createDelimitedParser(delimiter: Delimiter, fileName: string): DelimitedParser {
  const separator = delimiter.charCodeAt(0)
  let record: string[] = []
  let field = ''
  let state: 'plain' | 'quoted' | 'closing' = 'plain'
  let afterReturn = false
  let started = false
  let line = 1
  let quoteLine = 1

  const endField = (): void => {
    record.push(field)
    field = ''
    state = 'plain'
  }
  const endRecord = (records: string[][]): void => {
    endField()
    records.push(record)
    record = []
    started = false
  }
  const push = (text: string): string[][] => {
    const records: string[][] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === LINE_FEED) line++
      if (state === 'quoted') {
        if (code !== QUOTE) continue
        field += text.slice(from, at)
        from = at + 1
        state = 'closing'
        continue
      }
      if (state === 'closing') {
        from = at
        state = 'plain'
        if (code === QUOTE) {
          state = 'quoted'
          continue // the second of a doubled quote stays in the text
        }
      }
      if (code === LINE_FEED && afterReturn) {
        afterReturn = false
        from = at + 1
        continue
      }
      afterReturn = code === CARRIAGE_RETURN
      if (code === separator) {
        field += text.slice(from, at)
        endField()
        started = true
        from = at + 1
      } else if (code === LINE_FEED || code === CARRIAGE_RETURN) {
        field += text.slice(from, at)
        endRecord(records)
        from = at + 1
      } else if (code === QUOTE && (field + text.slice(from, at)).trim() === '') {
        field = ''
        state = 'quoted'
        quoteLine = line
        started = true
        from = at + 1
      }
    }
    field += text.slice(from)
    if (field.length > FIELD_LIMIT) throw new Refusal('table.unclosed-quote', { name: fileName, line: quoteLine })
    return records
  }
  const end = (): string[][] => {
    if (state === 'quoted') throw new Refusal('table.unclosed-quote', { name: fileName, line: quoteLine })
    const records: string[][] = []
    if (started || field !== '' || record.length > 0) endRecord(records)
    return records
  }
  return { push, end }
}

/**
 * The delimiter that cuts a sample's first lines most evenly into most fields. Excel's own `sep=;` line decides, where there
 * is one.
 */
export function sniffDelimiter(sample: string, fileName: string): Delimiter {
  const said = /^\uFEFF?sep=([,;\t|])\r?\n/i.exec(sample)?.[1]
  const named = delimiters.find((delimiter) => delimiter === said)
  if (named) return named
  const text = sample.slice(0, 64_000)
  let best: { delimiter: Delimiter; score: number } = { delimiter: ',', score: 0 }
  for (const delimiter of delimiters) {
    const score = evenness(text, delimiter, fileName)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

function evenness(text: string, delimiter: Delimiter, fileName: string): number {
  let records: string[][]
  try {
    records = createDelimitedParser(delimiter, fileName).push(text).slice(0, 200)
  } catch {
    return 0
  }
  const widths = records.map((record) => record.length)
  if (records.length < 2) return (text.split('\n')[0]?.split(delimiter).length ?? 1) - 1
  const counts = new Map<number, number>()
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1)
  let score = 0
  for (const [width, count] of counts) score = Math.max(score, (count / widths.length) * (1 + Math.log2(width)))
  return score
}

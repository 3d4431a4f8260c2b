import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CsvReader } from './csv-reader.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'phaenthi-csv-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function read(content: string | Uint8Array, { delimiter = ',', encoding = 'utf-8' } = {}): string[][] {
  const path = join(folder, 'a.csv')
  writeFileSync(path, content)
  const reader = new CsvReader(path, { delimiter, encoding })
  const records: string[][] = []
  while (reader.next()) {
    const record = Array.from({ length: reader.count }, (_, field) => reader.text(field))
    records.push(reader.unclosed ? ['UNCLOSED', ...record] : record)
  }
  reader.close()
  return records
}

describe('the CSV reader', () => {
  test.each([
    ['LF', 'a,b\n1,2\n'],
    ['CRLF', 'a,b\r\n1,2\r\n'],
    ['CR', 'a,b\r1,2\r'],
    ['no last line break', 'a,b\n1,2'],
    ['empty lines between', 'a,b\n\n\r\n1,2\n\n'],
    ['a byte order mark', '\uFEFFa,b\n1,2\n'],
  ])('takes %s', (_, text) => {
    expect(read(text)).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })

  test('unwraps quotes, keeps delimiters and line breaks inside, halves doubled quotes', () => {
    expect(read('"a,b","c\r\nd","say ""ที่"""\n"","x"y,z"\n')).toEqual([
      ['a,b', 'c\r\nd', 'say "ที่"'],
      ['', '"x"y', 'z"'],
    ])
  })

  test('reads Windows-874 and other delimiters', () => {
    expect(read(iconv.encode('ตำบล;จำนวน\nน้ำพอง;๕\n', 'win874'), { delimiter: ';', encoding: 'windows-874' })).toEqual([
      ['ตำบล', 'จำนวน'],
      ['น้ำพอง', '๕'],
    ])
  })

  test('gives back the line of a quote that never closes and goes on behind it', () => {
    expect(read('a,b\n"broken,1\nc,d\n')).toEqual([
      ['a', 'b'],
      ['UNCLOSED', '"broken,1'],
      ['c', 'd'],
    ])
  })

  test('is not confused by the edges of its blocks', () => {
    const row = (i: number): string[] => [`บ้านเลขที่ ${i}`, `"${i}"`, 'x'.repeat(i % 97), `${i},\n`]
    const quote = (cell: string): string => `"${cell.replaceAll('"', '""')}"`
    const rows = Array.from({ length: 30_000 }, (_, i) => row(i))
    const text = rows.map((cells) => `${cells.map(quote).join(',')}\r\n`).join('')
    expect(Buffer.byteLength(text)).toBeGreaterThan(3_000_000)
    expect(read(text)).toEqual(rows)
  })

  test('reads back whatever is written by the rules', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r', 'ที่', ' ', '1'), maxLength: 12 })
    const records = fc.array(fc.array(cell, { minLength: 2, maxLength: 6 }), { maxLength: 30 })
    fc.assert(
      fc.property(records, (rows) => {
        const text = rows.map((cells) => cells.map((c) => `"${c.replaceAll('"', '""')}"`).join(',')).join('\n')
        expect(read(text)).toEqual(rows)
      }),
    )
  })
})

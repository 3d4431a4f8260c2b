import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createDelimitedParser, type Delimiter, delimiters, sniffDelimiter } from './delimited.ts'

function parse(text: string, delimiter: Delimiter = ',', pieces = [text]): string[][] {
  const parser = createDelimitedParser(delimiter, 'x.csv')
  return [...pieces.flatMap((piece) => parser.push(piece)), ...parser.end()]
}

describe('createDelimitedParser', () => {
  it.each([
    [
      'a,b\nc,d\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\r\nc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      'a,b\rc,d',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    ['"1,632,820","หมู่ 4\nบ้านโคก"\n', [['1,632,820', 'หมู่ 4\nบ้านโคก']]],
    ['"เขา""ใหญ่""",x', [['เขา"ใหญ่"', 'x']]],
    ['5" ท่อ,x', [['5" ท่อ', 'x']]],
    [' " -   ",1', [[' -   ', '1']]],
    [
      'a,\n,b\n',
      [
        ['a', ''],
        ['', 'b'],
      ],
    ],
    ['a\n\nb', [['a'], [''], ['b']]],
    ['""', [['']]],
    ['', []],
  ])('reads %j', (text, records) => {
    expect(parse(text)).toEqual(records)
  })

  it('refuses a quote that is never closed, and says where', () => {
    expect(() => parse('a,b\nc,"d\ne,f\n')).toThrow(/table.unclosed-quote.*"line":2/)
  })

  it('reads back what was written, however it is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('ก', 'a', '1', ',', ';', '"', '\n', '\r', ' '), maxLength: 6 })
    const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(table, fc.constantFrom(...delimiters), fc.nat(), fc.boolean(), (rows, delimiter, at, windows) => {
        const line = (row: string[]): string => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter)
        const text = rows.map(line).join(windows ? '\r\n' : '\n')
        const cut = at % (text.length + 1)
        expect(parse(text, delimiter, [text.slice(0, cut), text.slice(cut)])).toEqual(rows)
      }),
    )
  })
})

describe('sniffDelimiter', () => {
  it.each([
    ['a,b;c\n1,2\n', ','],
    ['a;b;c\n1,5;2,5;3,5\n1;2;3\n', ';'],
    ['a\tb\n"1,000"\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['sep=;\na,b\n', ';'],
    ['a;b;c', ';'],
    ['one\ntwo\n', ','],
  ])('of %j is %j', (text, delimiter) => {
    expect(sniffDelimiter(text, 'x.csv')).toBe(delimiter)
  })
})

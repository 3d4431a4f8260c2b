import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinAreaCode, levelOfCode, normaliseAreaCode } from './area-code.ts'

describe('normaliseAreaCode', () => {
  it.each([
    ['TH400101', '400101'],
    ['th 400101', '400101'],
    ['๔๐๐๑๐๑', '400101'],
    ['400101.0', '400101'],
    [400101, '400101'],
    ['4.00101E+05', '400101'],
    ["'400101", '400101'],
    ['="400101"', '400101'],
    ['40-01-01', '400101'],
    ['40-1-1', '400101'],
    ['400100', '4001'],
    ['401000', '4010'],
    ['40010000', '4001'],
    ['40000000', '40'],
    ['40', '40'],
    ['40010201', '40010201'],
  ])('reads %s as %s', (text, code) => {
    expect(normaliseAreaCode(text)).toBe(code)
  })

  it.each([
    '',
    null,
    undefined,
    '4',
    '401',
    '40010',
    '4001011',
    '09',
    'รวม',
    '4.0E+05',
    '40.1',
    '400001',
    '4000',
    '40010101010',
    '-400101',
  ])('finds no code in %s', (text) => {
    expect(normaliseAreaCode(text)).toBeNull()
  })

  it('reads every code back however it is dressed', () => {
    const part = fc.integer({ min: 1, max: 99 }).map((value) => String(value).padStart(2, '0'))
    const code = fc
      .tuple(fc.integer({ min: 10, max: 96 }).map(String), fc.array(part, { maxLength: 3 }))
      .map(([province, rest]) => [province, ...rest].join(''))
    const dress = [
      (text: string): string => `TH${text}`,
      (text: string): string => `${text}.0`,
      (text: string): string => ` ${text}\u00A0`,
      (text: string): string => text.replace(/\d/g, (digit) => String.fromCharCode(0x0e50 + Number(digit))),
      (text: string): string => text.padEnd(8, '0'),
    ]
    fc.assert(
      fc.property(code, fc.constantFrom(...dress), (text, write) => {
        expect(normaliseAreaCode(write(text))).toBe(text)
        expect(levelOfCode(text)).not.toBeNull()
      }),
    )
  })
})

describe('joinAreaCode', () => {
  it('pads the parts that lost their zeros', () => {
    expect(joinAreaCode(['40', '1', '2'])).toBe('400102')
    expect(joinAreaCode([40, 4001, 400102])).toBe('400102')
    expect(joinAreaCode(['40.0', '01', '02', '11'])).toBe('40010211')
    expect(joinAreaCode(['40', '', '2'])).toBeNull()
    expect(joinAreaCode(['4', '1'])).toBeNull()
    expect(joinAreaCode(['40', '0'])).toBeNull()
  })
})

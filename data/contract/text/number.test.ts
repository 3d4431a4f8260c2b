import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { numberOrNull, parseNumber } from './number.ts'

describe('parseNumber', () => {
  it.each([
    ['1,632,820', 1632820],
    [' 1,632,820 ', 1632820],
    ['" 1,632,820 "', 1632820],
    ['๑,๒๐๐', 1200],
    ['1200.00', 1200],
    ['1200.', 1200],
    ['.5', 0.5],
    ['(1,200)', -1200],
    ['-12.5', -12.5],
    ['−12', -12],
    ['+3', 3],
    ['1.2E+05', 120000],
    ['4.00101E+05', 400101],
    ['1,200 บาท', 1200],
    ['1,200.-', 1200],
    ['฿1,200', 1200],
    ['15คน', 15],
    ['1.2 ล้านบาท', 1200000],
    ['12 km', 12],
    ['3.5 กม./ชม.', 3.5],
    ['0', 0],
    ['(0)', 0],
    ['="400101"', 400101],
  ])('reads %s as %d', (text, value) => {
    expect(parseNumber(text)).toMatchObject({ kind: 'value', value })
  })

  it.each(['', '   ', '-', '" -   "', '–', '—', '...', 'n/a', 'N/A', '#N/A', 'NaN', 'ไม่มีข้อมูล', null, undefined])(
    'takes %s as nothing',
    (text) => {
      expect(parseNumber(text)).toEqual({ kind: 'null' })
    },
  )

  it.each([
    '1,20,000',
    '10-20',
    '1 200 300',
    '1\n2',
    'หมู่ 4',
    '12a',
    '1.2.3',
    '1,2',
    '(-5)',
    '--5',
    'สิบ',
    '1e999',
    '5 ชั้น 2',
  ])('does not take %s for a number', (text) => {
    expect(parseNumber(text).kind).toBe('not-a-number')
  })

  it('marks percent and unit', () => {
    expect(parseNumber('45 %')).toEqual({ kind: 'value', value: 45, percent: true, unit: '%' })
    expect(parseNumber('300 บาท')).toEqual({ kind: 'value', value: 300, percent: false, unit: 'บาท' })
    expect(parseNumber('2 แสนบาท')).toEqual({ kind: 'value', value: 200000, percent: false, unit: 'บาท' })
  })

  it('reads back every number however it is dressed', () => {
    const dress = [
      (value: number): string => String(value),
      (value: number): string => value.toLocaleString('en-US'),
      (value: number): string => `  ${value.toLocaleString('en-US')} บาท`,
      (value: number): string => value.toLocaleString('th-TH-u-nu-thai'),
      (value: number): string => (value < 0 ? `(${-value})` : `${value}.00`),
    ]
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), fc.constantFrom(...dress), (value, write) => {
        expect(numberOrNull(write(value))).toBe(value)
      }),
    )
  })

  it('never throws and never answers an infinite value', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const parsed = parseNumber(text)
        if (parsed.kind === 'value') expect(Number.isFinite(parsed.value)).toBe(true)
      }),
    )
  })
})

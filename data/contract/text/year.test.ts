import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fiscalYear, parseFiscalYear, parseThaiYear, yearWithin } from './year.ts'

describe('parseThaiYear', () => {
  it.each([
    ['2566', 2023, 'buddhist'],
    ['พ.ศ. ๒๕๖๖', 2023, 'buddhist'],
    ['ปี พ.ศ. 2566', 2023, 'buddhist'],
    ['2566.0', 2023, 'buddhist'],
    ['ค.ศ. 2023', 2023, 'gregorian'],
    ['2023 AD', 2023, 'gregorian'],
    ['B.E. 2500', 1957, 'buddhist'],
  ])('reads %s as %d', (text, year, era) => {
    expect(parseThaiYear(text)).toMatchObject({ kind: 'year', year, era, fiscal: false })
  })

  it('knows a fiscal year by its word', () => {
    expect(parseThaiYear('ปีงบประมาณ พ.ศ. 2566')).toMatchObject({ kind: 'year', year: 2023, fiscal: true })
    expect(parseFiscalYear('งบประมาณ › 2566 (บาท)')).toEqual({
      year: 2023,
      firstDay: '2022-10-01',
      lastDay: '2023-09-30',
    })
    expect(parseFiscalYear('budget2570')).toEqual(fiscalYear(2027))
    expect(parseFiscalYear('งบประมาณ')).toBeNull()
  })

  it.each([
    ['66', 'two-digits'],
    ['พ.ศ. 66', 'two-digits'],
    ['พ.ศ. 2023', 'era-contradicts'],
    ['ค.ศ. 2566', 'era-contradicts'],
    ['256', 'not-a-year'],
    ['3000', 'not-a-year'],
    ['ปีก่อน', 'not-a-year'],
    ['2566-2570', 'not-a-year'],
  ])('refuses %s', (text, reason) => {
    expect(parseThaiYear(text)).toEqual({ kind: 'refused', reason, text })
  })

  it('takes blank and dash as nothing', () => {
    expect([parseThaiYear(''), parseThaiYear(null), parseThaiYear(' - ')]).toEqual(Array(3).fill({ kind: 'null' }))
  })

  it('says the same year in either era', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1900, max: 2099 }), (year) => {
        expect(parseThaiYear(String(year))).toMatchObject({ kind: 'year', year })
        expect(parseThaiYear(`พ.ศ. ${year + 543}`)).toMatchObject({ kind: 'year', year })
      }),
    )
  })
})

describe('yearWithin', () => {
  it('finds the one year of a title', () => {
    expect(yearWithin('dopa-2021-tambon-population.csv')).toBe(2021)
    expect(yearWithin('ประชากร ณ 31 ธันวาคม 2564')).toBe(2021)
    expect(yearWithin('แผน 2566 - 2570')).toBeNull()
    expect(yearWithin('ประชากร 12,564 คน')).toBeNull()
  })
})

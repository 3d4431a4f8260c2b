import { describe, expect, test } from 'vitest'
import { createBits, rowsOf, setBit } from './bits.ts'
import { filterRows } from './filter.ts'
import { namedRows, nameRows } from './row-sets.ts'
import { surveyOf } from './test-survey.ts'

const house = (area: string) => ({ area, lon: null, lat: null, cells: {} })
const { survey } = surveyOf(['400101', '400101', '400102', '400103'].map(house), {})

function rows(...set: number[]) {
  const bits = createBits(survey.count)
  for (const row of set) setBit(bits, row)
  return bits
}

describe('a named set of rows', () => {
  test('is found by its name, alone and with other conditions', () => {
    const rowSet = nameRows(survey, rows(1, 2))
    expect([...rowsOf(filterRows(survey, { rowSet })!)]).toEqual([1, 2])
    expect([...rowsOf(filterRows(survey, { rowSet, areaCode: '400101' })!)]).toEqual([1])
    // A filter works in the sets it is made of.
    expect([...rowsOf(namedRows(survey, rowSet))]).toEqual([1, 2])
  })

  test('has one name for the same rows, and keeps them though the caller goes on with his', () => {
    const own = rows(0, 3)
    const rowSet = nameRows(survey, own)
    setBit(own, 1)
    expect(nameRows(survey, rows(0, 3))).toBe(rowSet)
    expect([...rowsOf(namedRows(survey, rowSet))]).toEqual([0, 3])
  })

  test('is refused where it is unknown, of another survey, or let go', () => {
    const rowSet = nameRows(survey, rows(2))
    const { survey: other } = surveyOf([house('400101')], {})
    expect(() => filterRows(survey, { rowSet: 'x' })).toThrow('request.not-found')
    expect(() => filterRows(other, { rowSet })).toThrow('request.not-found')
    for (let at = 0; at < 30; at++) {
      const many = createBits(survey.count)
      many[1] = at + 1
      nameRows(survey, many)
    }
    expect(() => filterRows(survey, { rowSet })).toThrow('request.not-found')
  })
})

import { expect, test } from 'vitest'
import { CliUsage, yearOf } from './arguments.ts'

test('a year is read as people write it', () => {
  for (const written of ['2568', '๒๕๖๘', 'พ.ศ. 2568', '2025', 'ค.ศ. 2025', 'ปีงบประมาณ 2568']) {
    expect(yearOf(written, '--year'), written).toBe(2025)
  }
})

test('what is no year of either era is refused, and the sentence says which years are', () => {
  for (const written of ['68', '', 'ปีหน้า', '2300', '2700', 'ค.ศ. 2568', '1e3']) {
    expect(() => yearOf(written, '--year'), written).toThrow(CliUsage)
  }
  expect(() => yearOf('68', '--year')).toThrow('--year is a year, พ.ศ. 2400 to 2699 or ค.ศ. 1800 to 2199, not 68')
})

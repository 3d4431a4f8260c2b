import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { rehearsalProvince } from '../../data/rehearsal/create-province.ts'

const register = new URL('../../../shared/data/registry/thai-province-data/sub_districts.csv', import.meta.url)
const isThere = existsSync(register)
if (!isThere) console.warn(`skipped: ${register.pathname} is not on this machine`)

test.skipIf(!isThere)('no tambon of the rehearsal province has the name or the code of a real one', () => {
  const rows = readFileSync(register, 'utf8').split(/\r?\n/).slice(1)
  const real = rows.map((row) => row.split(',').map((cell) => cell.replaceAll('"', '').trim()))
  const cells = new Set(real.flat())
  expect(real.length).toBeGreaterThan(7000)
  expect(cells.has('ในเมือง')).toBe(true)
  const { tambons, amphoe } = rehearsalProvince()
  expect(tambons.filter(({ name, code }) => cells.has(name.th) || cells.has(code))).toEqual([])
  expect(amphoe.filter(({ name }) => cells.has(name.th))).toEqual([])
})

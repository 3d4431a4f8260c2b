import { expect, test } from 'vitest'
import { rehearsalProvince } from './create-province.ts'
import { householdCells, householdColumns } from './household-columns.ts'
import { FAILED, type HouseholdRow, householdRows, NOT_APPLICABLE } from './households.ts'
import { insideRing, toSpot } from './plane.ts'

const province = rehearsalProvince()
const first = [...householdRows(2023)]
const second = [...householdRows(2024)]

test('60,000 households a year, the same houses but for a few', () => {
  expect(first).toHaveLength(60_000)
  expect(second).toHaveLength(60_000)
  const ids = new Set(first.map(({ householdId }) => householdId))
  expect(ids.size).toBe(60_000)
  const stayed = second.filter(({ householdId }) => ids.has(householdId)).length
  expect(stayed).toBe(59_400)
  for (const { householdId } of first) expect(householdId).toMatch(/^ตย-\d{7}$/)
})

test('every house stands inside its own tambon, at the same spot in both years', () => {
  const ringOf = new Map(province.tambons.map(({ code, ring }) => [code, ring]))
  const outside = second.filter((row) => !insideRing(toSpot(row.lon, row.lat), ringOf.get(row.tambonCode) ?? []))
  expect(outside).toEqual([])
  const before = new Map(first.map((row) => [row.householdId, row]))
  const moved = second.filter((row) => {
    const earlier = before.get(row.householdId)
    return earlier && (earlier.lon !== row.lon || earlier.lat !== row.lat || earlier.villageCode !== row.villageCode)
  })
  expect(moved).toEqual([])
})

test('people add up, and an indicator about someone applies only where there is such a person', () => {
  const wrong = first.filter(
    (row) =>
      row.members < Math.max(1, row.children + row.elderly) ||
      row.disabled > row.members ||
      row.bedridden > row.members ||
      (row.answers[9] === NOT_APPLICABLE) !== (row.bedridden === 0) ||
      (row.answers[33] === NOT_APPLICABLE) !== (row.elderly === 0) ||
      (row.answers[34] === NOT_APPLICABLE) !== (row.disabled === 0) ||
      (row.answers[29] === FAILED) !== (row.savingsBaht === 0),
  )
  expect(wrong).toEqual([])
})

test('need clusters: tambons differ far more than chance would make them, and neighbours are alike', () => {
  const shareOf = failShares(first, 12)
  const shares = province.tambons.map(({ code }) => shareOf.get(code) ?? 0)
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length
  const product = (pairs: ReadonlyArray<readonly [number, number]>) =>
    pairs.reduce((sum, [a, b]) => sum + (a - mean) * (b - mean), 0) / pairs.length
  const pairs = province.tambons.flatMap(({ neighbours }, index) =>
    [...neighbours].map((other): [number, number] => [shares[index] as number, shares[other] as number]),
  )
  const variance = product(shares.map((share): [number, number] => [share, share]))
  expect(Math.sqrt(variance)).toBeGreaterThan(0.08)
  expect(product(pairs) / variance).toBeGreaterThan(0.15)
})

test('the second year is like the first and not the same: some places improve, some get worse', () => {
  const before = failShares(first, 17)
  const after = failShares(second, 17)
  const changes = [...before].map(([code, share]) => (after.get(code) ?? 0) - share)
  expect(changes.filter((change) => change < -0.005).length).toBeGreaterThan(5)
  expect(changes.filter((change) => change > 0.005).length).toBeGreaterThan(2)
  expect(Math.max(...changes.map(Math.abs))).toBeLessThan(0.2)
})

test('a row has a cell for every column, none empty, and nothing like a 13-digit number', () => {
  const rows = [...householdCells(2023, province)]
  expect(rows).toHaveLength(60_000)
  expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([householdColumns.length]))
  expect(rows.filter((cells) => cells.some((cell) => cell === '' || /\d{13}/.test(cell)))).toEqual([])
})

function failShares(rows: readonly HouseholdRow[], indicator: number): Map<string, number> {
  const counts = new Map<string, { all: number; failed: number }>()
  for (const { tambonCode, answers } of rows) {
    const count = counts.get(tambonCode) ?? { all: 0, failed: 0 }
    count.all++
    if (answers[indicator] === FAILED) count.failed++
    counts.set(tambonCode, count)
  }
  return new Map([...counts].map(([code, { all, failed }]) => [code, failed / all]))
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBits, rowsOf, setBit } from '../households/bits.ts'
import { addRuns, countRows, countShared, paintRuns, runsOfBits, sameRuns, sharedRuns } from './row-runs.ts'

const COUNT = 300
/** Blocks and single rows, up to the last row of a word and of the set. */
const rows = fc
  .array(fc.tuple(fc.nat(COUNT - 1), fc.constantFrom(1, 2, 31, 32, 33, 64, 100)), { maxLength: 12 })
  .map((blocks) => {
    const set = new Set<number>()
    for (const [from, length] of blocks) for (let row = from; row < Math.min(COUNT, from + length); row++) set.add(row)
    return set
  })

function bitsOf(set: ReadonlySet<number>) {
  const bits = createBits(COUNT)
  for (const row of set) setBit(bits, row)
  return bits
}

function sorted(set: Iterable<number>): number[] {
  return [...set].sort((a, b) => a - b)
}

describe('runs of rows', () => {
  test('hold exactly the rows they were made of, each run apart from the next', () => {
    fc.assert(
      fc.property(rows, (set) => {
        const runs = runsOfBits(bitsOf(set))
        const painted = createBits(COUNT)
        paintRuns(painted, runs)
        expect([...rowsOf(painted)]).toEqual(sorted(set))
        expect(countRows(runs)).toBe(set.size)
        for (let i = 1; i < runs.length; i++) expect(runs[i]!).toBeGreaterThan(runs[i - 1]!)
      }),
    )
  })

  test('a set whose last word is full ends where the set ends', () => {
    const bits = createBits(64)
    bits.fill(0xffffffff)
    expect([...runsOfBits(bits)]).toEqual([0, 64])
  })

  test('what two share is what both have', () => {
    fc.assert(
      fc.property(rows, rows, (a, b) => {
        const both = sorted([...a].filter((row) => b.has(row)))
        const [left, right] = [runsOfBits(bitsOf(a)), runsOfBits(bitsOf(b))]
        expect(sameRuns(sharedRuns(left, right), runsOfBits(bitsOf(new Set(both))))).toBe(true)
        expect(countShared(left, right)).toBe(both.length)
        expect(countShared(right, left)).toBe(both.length)
      }),
    )
  })

  test('counts that took runs in and gave them back are as they were', () => {
    fc.assert(
      fc.property(fc.array(rows, { maxLength: 6 }), fc.nat(5), (sets, taken) => {
        const all = sets.map((set) => runsOfBits(bitsOf(set)))
        const counts = new Uint16Array(COUNT)
        for (const runs of all) addRuns(counts, runs, 1)
        const out = all[taken]
        if (out) addRuns(counts, out, -1)
        for (let row = 0; row < COUNT; row++) {
          expect(counts[row]).toBe(sets.filter((set, index) => (out && index === taken ? false : set.has(row))).length)
        }
      }),
    )
  })
})

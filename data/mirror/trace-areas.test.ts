import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AreaHistory } from '../contract/mirror.ts'
import { sharesOf } from './suggest-history.ts'
import { traceArea } from './trace-areas.ts'

function told(...entries: ReadonlyArray<readonly [from: string, ...to: string[]]>): Map<string, AreaHistory> {
  return new Map(entries.map(([from, ...to]) => [from, { from, to, note: '' }]))
}
const all = () => true
const only =
  (...codes: string[]) =>
  (code: string) =>
    codes.includes(code)

describe('an area of then', () => {
  test('is itself where nothing is said and the code is known', () => {
    expect(traceArea('450101', told(), only('450101'))).toEqual(['450101'])
  })

  test('is nowhere where the code is not known and nobody has said what became of it', () => {
    expect(traceArea('450101', told(), only('450102'))).toBeNull()
  })

  test('is all the parts it was split into, the one that kept the code among them', () => {
    const history = told(['450101', '450101', '450121'])
    expect(traceArea('450101', history, only('450101', '450121'))).toEqual(['450101', '450121'])
  })

  test('is followed through several changes', () => {
    const history = told(['450101', '450201'], ['450201', '450301', '450302'])
    expect(traceArea('450101', history, only('450301', '450302'))).toEqual(['450301', '450302'])
  })

  test('is nowhere where one of its parts is: half an area is not the area', () => {
    expect(traceArea('450101', told(['450101', '450101', '450121']), only('450101'))).toBeNull()
  })

  test('moves with its tambon, and a tambon with its amphoe', () => {
    expect(traceArea('45010107', told(['450101', '452103']), only('45210307'))).toEqual(['45210307'])
    expect(traceArea('450101', told(['4501', '4521']), only('452101'))).toEqual(['452101'])
  })

  test('never goes round in circles, and names each place once', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(6), fc.array(fc.nat(6), { minLength: 1, maxLength: 3 })), { maxLength: 8 }),
        (pairs) => {
          const code = (n: number) => `45010${n}`
          const history = told(...pairs.map(([from, to]) => [code(from), ...to.map(code)] as const))
          const found = traceArea(code(0), history, all) ?? []
          expect(new Set(found).size).toBe(found.length)
        },
      ),
    )
  })
})

test('the old outline lies in the areas of today by its shares', () => {
  const square = (west: number, east: number) => ({
    type: 'Polygon' as const,
    coordinates: [
      [
        [west, 15],
        [east, 15],
        [east, 16],
        [west, 16],
        [west, 15],
      ],
    ],
  })
  const index = { codes: ['450101', '450121'], locate: (lon: number) => (lon < 103.75 ? 0 : 1) }
  const shares = sharesOf(square(103, 104), index)
  expect(shares.map(({ code }) => code)).toEqual(['450101', '450121'])
  expect(shares[0]?.share).toBeCloseTo(0.75, 2)
  expect(shares[1]?.share).toBeCloseTo(0.25, 2)
  expect(sharesOf(square(103, 103.76), index).map(({ code }) => code)).toEqual(['450101'])
})

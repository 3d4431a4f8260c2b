import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutAt, type RankedItem } from './ranking.ts'

const items = fc.array(fc.integer({ min: 1, max: 1000 }), { maxLength: 12 }).map((amounts) =>
  amounts.map(
    (amountBaht, index): RankedItem => ({
      ...{ id: `i${index}`, title: '', category: null, status: null, isPlaced: true, amountBaht },
    }),
  ),
)

describe('a ceiling', () => {
  test('covers by rank as many items as it pays for in full, and nothing below the first that it does not', () => {
    fc.assert(
      fc.property(items, fc.nat(6000), (list, ceiling) => {
        const cut = cutAt(list, ceiling)
        const firstFallen = cut.items.findIndex(({ isCovered }) => !isCovered)
        expect(cut.items.every(({ isCovered }, index) => isCovered === (firstFallen < 0 || index < firstFallen))).toBe(
          true,
        )
        expect(cut.covered + cut.fallen).toBe(list.length)
        const total = list.reduce((sum, { amountBaht }) => sum + amountBaht, 0)
        expect(cut.coveredBaht + cut.fallenBaht).toBe(total)
        expect(cut.coveredBaht).toBeLessThanOrEqual(ceiling)
        expect(cut.restBaht).toBe(ceiling - cut.coveredBaht)
        const next = list[cut.covered]
        if (next) expect(cut.coveredBaht + next.amountBaht).toBeGreaterThan(ceiling)
      }),
    )
  })

  test('that is raised drops nothing that it covered', () => {
    fc.assert(
      fc.property(items, fc.nat(6000), fc.nat(2000), (list, ceiling, more) => {
        expect(cutAt(list, ceiling + more).covered).toBeGreaterThanOrEqual(cutAt(list, ceiling).covered)
      }),
    )
  })

  test('that nobody set cuts nothing', () => {
    fc.assert(
      fc.property(items, (list) => {
        expect(cutAt(list, null)).toMatchObject({ covered: list.length, fallen: 0, fallenBaht: 0, restBaht: null })
      }),
    )
  })
})

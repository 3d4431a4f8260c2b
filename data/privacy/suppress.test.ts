import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DisclosureCell, suppress } from './suppress.ts'

const cell: fc.Arbitrary<DisclosureCell> = fc
  .record({ of: fc.integer({ min: 0, max: 60 }), part: fc.double({ min: 0, max: 1, noNaN: true }) })
  .map(({ of, part }) => ({ of, count: Math.round(of * part), group: 'parent' }))
const cells = fc.array(cell, { minLength: 1, maxLength: 12 })
const threshold = fc.integer({ min: 2, max: 10 })
const small = (n: number, k: number) => n > 0 && n < k

describe('suppression', () => {
  it('shows no cell, rest or base under k', () => {
    fc.assert(
      fc.property(cells, threshold, (given, k) => {
        const hidden = suppress(given, k)
        given.forEach(({ count, of }, index) => {
          if (hidden[index]) return
          expect([count, of - count, of].some((n) => small(n, k))).toBe(false)
        })
      }),
    )
  })

  it('leaves nothing to be had by subtracting the shown from the parent', () => {
    fc.assert(
      fc.property(cells, threshold, (given, k) => {
        const hidden = suppress(given, k)
        const inside = given.filter((_, index) => hidden[index])
        if (inside.length === 0) return
        const shown = given.filter((each, index) => !hidden[index] && each.of > 0)
        const count = inside.reduce((sum, each) => sum + each.count, 0)
        const of = inside.reduce((sum, each) => sum + each.of, 0)
        // Either the remainder is of several cells and no small cell itself, or nothing is left that could be hidden.
        const safe = inside.length > 1 && ![count, of - count, of].some((n) => small(n, k))
        expect(safe || shown.length === 0).toBe(true)
      }),
    )
  })

  it('hides the next smallest beside a single small cell, and no more', () => {
    const given = [3, 40, 25, 90].map((count) => ({ count, of: count + 200, group: 'a' }))
    expect(suppress(given, 5)).toEqual([true, false, true, false])
  })

  it('shows zero, and hides nothing where nothing is small', () => {
    const given = [0, 10, 20].map((count) => ({ count, of: 100, group: 'a' }))
    expect(suppress(given, 5)).toEqual([false, false, false])
  })

  it('keeps groups apart', () => {
    const given = [
      { count: 2, of: 90, group: 'a' },
      { count: 30, of: 90, group: 'b' },
      { count: 40, of: 90, group: null },
    ]
    expect(suppress(given, 5)).toEqual([true, false, false])
  })
})

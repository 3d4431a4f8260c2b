import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classMethods } from '../contract/api.ts'
import { applyBreaks, classify, histogram } from './classes.ts'
import { naturalBreaks } from './natural-breaks.ts'

const value = fc.option(fc.oneof(fc.integer({ min: 0, max: 100 }), fc.double({ min: -1e6, max: 1e6, noNaN: true })))
const values = fc.array(value, { maxLength: 60 })
const automatic = classMethods.filter((method) => method !== 'manual')

describe('classes', () => {
  it('hold every value between their edges, and count each once', () => {
    fc.assert(
      fc.property(
        values,
        fc.constantFrom(...automatic),
        fc.integer({ min: 2, max: 9 }),
        (given, method, classCount) => {
          const { edges, classCounts, classOf } = classify(given, { method, classCount })
          const known = given.filter((each) => each !== null)
          expect(classCounts.reduce((sum, count) => sum + count, 0)).toBe(known.length)
          expect(classCounts.length).toBeLessThanOrEqual(classCount)
          expect([...edges].sort((a, b) => a - b)).toEqual(edges)
          given.forEach((each, index) => {
            const at = classOf[index]!
            if (each === null) {
              expect(at).toBe(-1)
              return
            }
            expect(each).toBeGreaterThanOrEqual(edges[at]!)
            if (at < classCounts.length - 1) expect(each).toBeLessThan(edges[at + 1]!)
            else expect(each).toBeLessThanOrEqual(edges[at + 1]!)
          })
        },
      ),
    )
  })

  it('put equal values into one class whatever the method', () => {
    const given = [1, 1, 1, 1, 1, 1, 9, 9, 9, 10]
    for (const method of automatic) {
      const { classOf } = classify(given, { method, classCount: 5 })
      expect(new Set(classOf.slice(0, 6)).size).toBe(1)
      expect(new Set(classOf.slice(6, 9)).size).toBe(1)
    }
  })

  it('read well: breaks are round where the gap between values allows', () => {
    const { edges } = classify([1.234, 2.345, 11.87, 13.02, 48.1, 52.9], { method: 'natural', classCount: 3 })
    expect(edges.slice(1, -1)).toEqual([10, 40])
  })

  it('are the same as another map’s, edges outside these values included', () => {
    const { classCounts, edges } = applyBreaks([5, 6, null], [1, 10])
    expect(classCounts).toEqual([0, 2, 0])
    expect(edges).toEqual([1, 1, 10, 10])
  })

  it('have nothing to say about nothing', () => {
    expect(classify([null, null], { method: 'quantile', classCount: 5 })).toEqual({
      edges: [],
      classCounts: [],
      classOf: [-1, -1],
    })
    expect(histogram([null])).toEqual([])
  })
})

describe('natural breaks', () => {
  const within = (groups: number[][]) =>
    groups.reduce((sum, group) => {
      const mean = group.reduce((a, b) => a + b, 0) / group.length
      return sum + group.reduce((a, b) => a + (b - mean) ** 2, 0)
    }, 0)

  it('are as good as the best of all partitions', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 3, maxLength: 9 }), (given) => {
        const sorted = given.sort((a, b) => a - b)
        let best = Number.POSITIVE_INFINITY
        for (let i = 1; i < sorted.length - 1; i++) {
          for (let j = i + 1; j < sorted.length; j++) {
            best = Math.min(best, within([sorted.slice(0, i), sorted.slice(i, j), sorted.slice(j)]))
          }
        }
        const breaks = naturalBreaks(Float64Array.from(sorted), 3)
        const groups = [...breaks, Number.POSITIVE_INFINITY].map((upper, index) =>
          sorted.filter((each) => each < upper && (index === 0 || each >= breaks[index - 1]!)),
        )
        expect(within(groups.filter((group) => group.length > 0))).toBeCloseTo(best, 6)
      }),
    )
  })

  it('bin values too near each other to be parted', () => {
    const bins = histogram([-5e-324, 0])
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(2)
  })

  it('bin a histogram that counts everything once', () => {
    fc.assert(
      fc.property(values, (given) => {
        const known = given.filter((each) => each !== null).length
        expect(histogram(given).reduce((sum, bin) => sum + bin.count, 0)).toBe(known)
      }),
    )
  })
})

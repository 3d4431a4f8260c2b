import { describe, expect, test } from 'vitest'
import type { LensAreas } from '../contract/lens.ts'
import { lensMap } from './lens-map.ts'

const nothing = [null, null, null, null]
const areas: LensAreas = {
  codes: ['400101', '400102', '400103', '400201'],
  ...{ households: nothing, none: nothing, once: nothing },
  items: [0, 1, 5, null],
  more: [0, 40, 900, null],
  need: [10, 0, 4, null],
  gap: [10, 0, 2, null],
  budgetBaht: [0, 5000, 8000, null],
}

describe('the map of a lens', () => {
  test('tells none, once and more apart for coverage, and what is outside from what nobody surveyed', () => {
    expect(lensMap('coverage', areas, ['4001'])).toMatchObject({
      classOf: [0, 1, 2, -3],
      classCounts: [1, 1, 1],
      edges: [],
      noData: 0,
    })
    expect(lensMap('coverage', areas, [])).toMatchObject({ classOf: [0, 1, 2, -1], noData: 1 })
  })

  test('keeps zero a class of its own and puts the rest into classes by size', () => {
    const map = lensMap('overlap', areas, ['4001'])
    expect(map.classOf[0]).toBe(0)
    expect(map.classOf[2]).toBeGreaterThan(map.classOf[1]!)
    expect([map.edges[0], map.edges.at(-1)]).toEqual([40, 900])
    expect(map.classCounts.length).toBe(map.edges.length)
  })

  test('shares money among those in need, and says nothing where nobody is', () => {
    expect(lensMap('fairness', areas, ['4001']).values).toEqual([0, null, 2000, null])
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildAreaGrid, type FlatAreas } from './area-grid.ts'

function flat(areas: number[][][][]): FlatAreas {
  const rings = areas.flat()
  const areaRings = new Uint32Array(areas.length + 1)
  areas.forEach((list, i) => {
    areaRings[i + 1] = areaRings[i]! + list.length
  })
  const ringStarts = new Uint32Array(rings.length + 1)
  rings.forEach((ring, i) => {
    ringStarts[i + 1] = ringStarts[i]! + ring.length
  })
  return { coordinates: Float64Array.from(rings.flat(2)), ringStarts, areaRings }
}

function square(x: number, y: number, size: number): number[][] {
  return [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ]
}

/** The textbook test, over every edge of the area. */
function insidePlainly(rings: number[][][], x: number, y: number): boolean {
  let inside = false
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [a, b] = ring[i - 1]![1]! <= ring[i]![1]! ? [ring[i - 1]!, ring[i]!] : [ring[i]!, ring[i - 1]!]
      if (a[1]! <= y && y < b[1]! && x < a[0]! + ((y - a[1]!) / (b[1]! - a[1]!)) * (b[0]! - a[0]!)) inside = !inside
    }
  }
  return inside
}

describe('area grid', () => {
  it('puts a point on a shared border into exactly one area', () => {
    const grid = buildAreaGrid(flat([[square(0, 0, 1)], [square(1, 0, 1)], [square(0, 1, 1)], [square(1, 1, 1)]]))
    expect(grid.locate(0.5, 0.5)).toBe(0)
    expect(grid.locate(1, 0.5)).toBe(1)
    expect(grid.locate(0.5, 1)).toBe(2)
    expect(grid.locate(1, 1)).toBe(3)
    expect(grid.locate(-0.1, 1)).toBe(-1)
    expect(grid.locate(Number.NaN, 1)).toBe(-1)
  })

  it('leaves holes out and takes the island in the hole', () => {
    const grid = buildAreaGrid(flat([[square(0, 0, 10), square(3, 3, 4)], [square(4, 4, 1)]]))
    expect(grid.locate(1, 1)).toBe(0)
    expect(grid.locate(3.5, 3.5)).toBe(-1)
    expect(grid.locate(4.5, 4.5)).toBe(1)
  })

  it('agrees with the plain test over all edges, whatever the shapes', () => {
    // As fine as any file has positions (a tenth of a millimetre), and near enough to each other to fall together.
    const place = fc.double({ min: 0, max: 10, noNaN: true }).map((degrees) => Math.round(degrees * 1e9) / 1e9)
    const point = fc.tuple(place, place).map(([x, y]) => [x, y])
    const ring = fc.array(point, { minLength: 3, maxLength: 12 }).map((points) => [...points, points[0]!])
    const area = fc.array(ring, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(
        fc.array(area, { minLength: 1, maxLength: 5 }),
        fc.array(point, { minLength: 40, maxLength: 40 }),
        (areas, points) => {
          const grid = buildAreaGrid(flat(areas))
          for (const [x, y] of points) {
            const inside = areas.flatMap((rings, index) => (insidePlainly(rings, x!, y!) ? [index] : []))
            const found = grid.locate(x!, y!)
            if (inside.length === 0) expect(found).toBe(-1)
            else expect(inside).toContain(found)
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('is empty without areas', () => {
    expect(buildAreaGrid(flat([])).locate(1, 1)).toBe(-1)
  })
})

import fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { cleanGeometry } from './clean-geometry.ts'
import { contains, signedArea } from './mend-ring.ts'

const polygon = (...rings: Position[][]) => cleanGeometry({ type: 'Polygon', coordinates: rings })

describe('cleanGeometry', () => {
  it('closes a ring, drops repeats and turns it anticlockwise', () => {
    const { geometry, mended } = polygon([
      [0, 0],
      [0, 1],
      [0, 1],
      [1, 1],
      [1, 0],
    ])
    expect(mended).toBe(true)
    expect(geometry).toEqual({
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
          [0, 0],
        ],
      ],
    })
  })

  it('makes two parts of a figure of eight', () => {
    const { geometry, mended, reason } = polygon([
      [0, 0],
      [2, 2],
      [2, 0],
      [0, 2],
      [0, 0],
    ])
    expect([mended, reason, geometry?.type]).toEqual([true, null, 'MultiPolygon'])
    const parts = geometry?.type === 'MultiPolygon' ? geometry.coordinates : []
    expect(parts.map((part) => signedArea(part[0]!))).toEqual([1, 1])
  })

  it('leaves a ring that covers the same ground twice, and says so', () => {
    const { geometry, crossing, mended } = polygon([
      [0, 0],
      [4, 0],
      [4, 4],
      [1, 4],
      [1, -1],
      [3, -1],
      [3, 3],
      [0, 3],
      [0, 0],
    ])
    expect([geometry?.type, crossing, mended]).toEqual(['Polygon', true, false])
  })

  it('says what is wrong with what cannot be kept', () => {
    expect(cleanGeometry({ type: 'Point', coordinates: [Number.NaN, 1] }).reason).toBe('refused.coordinates-not-finite')
    expect(cleanGeometry({ type: 'Point', coordinates: [1, Infinity] }).reason).toBe('refused.coordinates-not-finite')
    expect(cleanGeometry({ type: 'Point', coordinates: [500_000, 1_800_000] }).reason).toBe(
      'refused.coordinates-off-the-earth',
    )
    expect(
      polygon([
        [0, 0],
        [1, 1],
        [0, 0],
      ]).reason,
    ).toBe('refused.polygon-without-area')
    expect(cleanGeometry({ type: 'MultiPolygon', coordinates: [] })).toEqual({
      geometry: null,
      reason: null,
      mended: false,
      crossing: false,
    })
  })

  it('keeps every point of the plane on the side where even-odd counting put it', () => {
    const place = fc.integer({ min: 0, max: 40 })
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 8 }), (points) => {
        const ring = [...points, points[0]!].map(([x, y]) => [x, y])
        const { geometry, mended, crossing } = polygon(ring)
        if (!mended || crossing || geometry?.type !== 'MultiPolygon') return
        for (let i = 0; i < 50; i++) {
          const probe = [0.137 + ((i * 7.31) % 40), 0.291 + ((i * 11.7) % 40)]
          const covered = geometry.coordinates.some((part) => part.filter((r) => contains(r, probe)).length % 2 === 1)
          expect(covered).toBe(contains(ring, probe))
        }
      }),
      { numRuns: 500 },
    )
  })
})

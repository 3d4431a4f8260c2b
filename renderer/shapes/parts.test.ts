import * as fc from 'fast-check'
import type { Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { starRing } from './arbitrary-shapes.ts'
import {
  addHole,
  addPart,
  carry,
  insertCorner,
  moveCorner,
  type PlaceGeometry,
  partsOf,
  removeCorner,
  removePart,
} from './parts.ts'

const withHeight = (ring: Position[]) =>
  ring.map(([x = 0, y = 0], index): Position => [x, y, index % (ring.length - 1)])
const arbitraryMulti: fc.Arbitrary<PlaceGeometry> = fc
  .array(
    fc
      .tuple(starRing([103.123456789012, 16], 0.5), starRing([103.2, 16.0000000001], 0.1))
      .map((rings) => rings.map(withHeight)),
    { minLength: 1, maxLength: 3 },
  )
  .map((coordinates) => ({ type: 'MultiPolygon', coordinates }))

/** Each position as the text it is kept as. */
function texts(geometry: PlaceGeometry | null): string[] {
  return geometry
    ? partsOf(geometry)
        .flat(2)
        .map((position) => JSON.stringify(position))
    : []
}

describe('editing one part', () => {
  it('moves one corner, keeps its height, and leaves every other position as it was written', () => {
    fc.assert(
      fc.property(arbitraryMulti, fc.nat(), fc.nat(), fc.nat(), (geometry, a, b, c) => {
        const parts = partsOf(geometry)
        const part = a % parts.length
        const ring = b % parts[part]!.length
        const index = c % parts[part]![ring]!.length
        const old = parts[part]![ring]![index]!
        const moved = moveCorner(geometry, { part, ring, index }, [99.5, 18.25])
        const [before, after] = [texts(geometry), texts(moved)]
        expect(after).toHaveLength(before.length)
        const changed = after.filter((text, at) => text !== before[at])
        const last = parts[part]![ring]!.length - 1
        expect(changed).toEqual(Array(index % last === 0 ? 2 : 1).fill(JSON.stringify([99.5, 18.25, old[2]])))
        expect(moved.type).toBe('MultiPolygon')
      }),
    )
  })

  it('puts a corner in and takes it out again', () => {
    fc.assert(
      fc.property(arbitraryMulti, fc.nat(), (geometry, a) => {
        const [rings = []] = partsOf(geometry)
        const path = { part: 0, ring: 1, index: a % (rings[1]!.length - 1) }
        const more = insertCorner(geometry, path, [103, 16])
        expect(partsOf(more)[0]![1]![path.index + 1]).toHaveLength(3)
        expect(texts(removeCorner(more, { ...path, index: path.index + 1 }))).toEqual(texts(geometry))
      }),
    )
  })

  it('takes the first corner out of a ring, which stays closed, and no more than leave three', () => {
    const triangle: PlaceGeometry = {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    }
    expect(removeCorner(triangle, { part: 0, ring: 0, index: 1 })).toBeNull()
    const square: PlaceGeometry = {
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
    }
    for (const index of [0, 4])
      expect(removeCorner(square, { part: 0, ring: 0, index })).toEqual({
        type: 'Polygon',
        coordinates: [
          [
            [1, 0],
            [1, 1],
            [0, 1],
            [1, 0],
          ],
        ],
      })
  })

  it('adds a part and a hole and takes them off again', () => {
    const line: PlaceGeometry = {
      type: 'LineString',
      coordinates: [
        [0, 0, 5],
        [1, 1, 6],
      ],
    }
    const two = addPart(line, [
      [
        [2, 2],
        [3, 3],
      ],
    ])
    expect(two).toEqual({
      type: 'MultiLineString',
      coordinates: [
        line.coordinates,
        [
          [2, 2],
          [3, 3],
        ],
      ],
    })
    expect(removePart(line, { part: 0, ring: 0 })).toBeNull()
    fc.assert(
      fc.property(arbitraryMulti, (geometry) => {
        const holes = partsOf(geometry)[0]!.length
        const more = addHole(geometry, 0, [
          [103, 16],
          [103, 16.1],
          [103.1, 16],
          [103, 16],
        ])
        expect(texts(removePart(more, { part: 0, ring: holes }))).toEqual(texts(geometry))
        const apart = addPart(geometry, [
          [
            [99, 9],
            [99, 9.1],
            [99.1, 9],
            [99, 9],
          ],
        ])
        const last = partsOf(apart).length - 1
        expect(texts(removePart(apart, { part: last, ring: 0 }))).toEqual(texts(geometry))
      }),
    )
  })

  it('carries all parts, or one with its holes, or one hole', () => {
    fc.assert(
      fc.property(arbitraryMulti, (geometry) => {
        const east = ([lon = 0, lat = 0]: Position): Position => [lon + 1, lat]
        const all = partsOf(carry(geometry, east)).flat(2)
        for (const [at, position] of partsOf(geometry).flat(2).entries())
          expect(all[at]).toEqual([position[0]! + 1, position[1], position[2]])
        const hole = partsOf(carry(geometry, east, { part: 0, ring: 1 }))
        expect(hole[0]![0]).toBe(partsOf(geometry)[0]![0])
        expect(hole[0]![1]).not.toEqual(partsOf(geometry)[0]![1])
      }),
    )
  })
})

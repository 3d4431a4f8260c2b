import fc from 'fast-check'
import type { Geometry, Position } from 'geojson'
import { describe, expect, it } from 'vitest'
import { boxOf, decodeGeometry, encodeGeometry, envelopeOf } from './geometry.ts'

const position: fc.Arbitrary<Position> = fc
  .tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }))
  .map(([x, y]) => [x, y])
const line = fc.array(position, { minLength: 2, maxLength: 8 })
const rings = fc.array(fc.array(position, { minLength: 4, maxLength: 8 }), { minLength: 1, maxLength: 3 })
const simple: fc.Arbitrary<Geometry> = fc.oneof(
  position.map((coordinates): Geometry => ({ type: 'Point', coordinates })),
  line.map((coordinates): Geometry => ({ type: 'LineString', coordinates })),
  rings.map((coordinates): Geometry => ({ type: 'Polygon', coordinates })),
  fc.array(position, { minLength: 1 }).map((coordinates): Geometry => ({ type: 'MultiPoint', coordinates })),
  fc.array(line, { minLength: 1 }).map((coordinates): Geometry => ({ type: 'MultiLineString', coordinates })),
  fc.array(rings, { minLength: 1 }).map((coordinates): Geometry => ({ type: 'MultiPolygon', coordinates })),
)
const geometry = fc.oneof(
  simple,
  fc
    .array(simple, { minLength: 1, maxLength: 3 })
    .map((geometries): Geometry => ({ type: 'GeometryCollection', geometries })),
)

describe('geometry blobs', () => {
  it('give back what was put in, with its box', () => {
    fc.assert(
      fc.property(geometry, (given) => {
        const blob = encodeGeometry(given)
        expect(decodeGeometry(blob)).toEqual(given)
        expect(envelopeOf(blob)).toEqual(boxOf(given))
      }),
    )
  })

  it('say that an empty geometry is empty', () => {
    const blob = encodeGeometry({ type: 'MultiPolygon', coordinates: [] })
    expect(envelopeOf(blob)).toBeNull()
    expect(decodeGeometry(blob)).toBeNull()
  })

  it('read Z and big-endian blobs of other programs in 2D', () => {
    const blob = Buffer.alloc(8 + 1 + 4 + 24)
    blob.write('GP', 0)
    blob.writeInt32BE(4326, 4)
    blob.writeUInt8(0, 8)
    blob.writeUInt32BE(1001, 9)
    blob.writeDoubleBE(102.5, 13)
    blob.writeDoubleBE(16.5, 21)
    blob.writeDoubleBE(150, 29)
    expect(decodeGeometry(blob)).toEqual({ type: 'Point', coordinates: [102.5, 16.5] })
  })

  it('refuse a damaged blob instead of reading past its end or making a huge list', () => {
    const blob = encodeGeometry({
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    })
    expect(() => decodeGeometry(blob.subarray(0, blob.length - 5))).toThrow(RangeError)
    new DataView(blob.buffer).setUint32(8 + 32 + 5, 0x7fffffff, true)
    expect(() => decodeGeometry(blob)).toThrow(RangeError)
    expect(() => decodeGeometry(new Uint8Array([1, 2, 3]))).toThrow(RangeError)
  })
})

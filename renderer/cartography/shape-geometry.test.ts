import { expect, test } from 'vitest'
import { lineLengthM, ringAreaM2 } from '../map/measure.ts'
import { shapeGeometry } from './shape-geometry.ts'

test('a circle has its radius in every direction and its area', () => {
  const circle = shapeGeometry({ kind: 'circle', center: [103.5, 16], radiusM: 1000 })
  const ring = circle.type === 'Polygon' ? (circle.coordinates[0] ?? []) : []
  for (const position of ring) expect(lineLengthM([[103.5, 16], position])).toBeGreaterThan(990)
  for (const position of ring) expect(lineLengthM([[103.5, 16], position])).toBeLessThan(1010)
  expect(ringAreaM2(ring) / (Math.PI * 1e6)).toBeCloseTo(1, 1)
  expect(ring[0]).toEqual(ring.at(-1))
})

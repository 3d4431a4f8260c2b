import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { polygonAreaM2 } from '../map/measure.ts'
import { circlePolygon, distanceM } from './circle.ts'

test('every corner lies the radius from the middle, and the area is that of its corners', () => {
  fc.assert(
    fc.property(
      fc.double({ min: 97.4, max: 105.6, noNaN: true }),
      fc.double({ min: 5.7, max: 20.4, noNaN: true }),
      fc.integer({ min: 20, max: 50_000 }),
      (lon, lat, radiusM) => {
        const circle = circlePolygon([lon, lat], radiusM)
        const [ring = []] = circle.coordinates
        for (const corner of ring) expect(Math.abs(distanceM([lon, lat], corner) - radiusM)).toBeLessThan(0.02)
        const exact = 0.5 * (ring.length - 1) * radiusM ** 2 * Math.sin((2 * Math.PI) / (ring.length - 1))
        expect(polygonAreaM2(circle.coordinates) / exact).toBeCloseTo(1, 1)
        expect(ring.at(-1)).toEqual(ring[0])
      },
    ),
  )
})

import { expect, test } from 'vitest'
import { lineLengthM, polygonAreaM2, ringAreaM2 } from './measure.ts'
import { metresPerPixel, scaleBar, scaleDenominatorAt } from './scale.ts'
import { toUtm } from './utm.ts'

test('a degree of latitude at 16°N is 110.66 km', () => {
  // WGS 84 meridian arc from 16°N to 17°N: northing difference on the central meridian over its scale factor.
  const arc = (toUtm({ lon: 105, lat: 17 }).northingM - toUtm({ lon: 105, lat: 16 }).northingM) / 0.9996
  expect(
    lineLengthM([
      [105, 16],
      [105, 17],
    ]),
  ).toBeCloseTo(arc, 0)
})

test('a square of the UTM grid has the area of its sides', () => {
  const half = 0.005
  const ring = [
    [105 - half, 16 - half],
    [105 + half, 16 - half],
    [105 + half, 16 + half],
    [105 - half, 16 + half],
  ]
  const wide = lineLengthM([
    [105 - half, 16],
    [105 + half, 16],
  ])
  const high = lineLengthM([
    [105, 16 - half],
    [105, 16 + half],
  ])
  expect(ringAreaM2(ring) / (wide * high)).toBeCloseTo(1, 5)
  expect(ringAreaM2([...ring, ring[0]!])).toBeCloseTo(ringAreaM2(ring), 3)
})

test('holes are taken off', () => {
  const square = (size: number) => [
    [0, 0],
    [size, 0],
    [size, size],
    [0, size],
  ]
  expect(polygonAreaM2([square(0.02), square(0.01)])).toBeCloseTo(
    ringAreaM2(square(0.02)) - ringAreaM2(square(0.01)),
    3,
  )
})

test('the whole sphere of equal area is the whole ellipsoid', () => {
  // Half of the Earth's surface, 510 065 622 km² (Moritz 2000, GRS 80), between the equator and the north pole.
  const steps = Array.from({ length: 37 }, (_, index) => [index * 10 - 180, 0])
  const hemisphere = ringAreaM2([...steps, [180, 90], [-180, 90]])
  expect(hemisphere / 1e12).toBeCloseTo(510.0656 / 2, 2)
})

test('the scale bar is a round length that fits', () => {
  const pixelM = metresPerPixel(16.4, 9)
  const { lengthM, widthPx } = scaleBar(pixelM, 120)
  expect(widthPx).toBeLessThanOrEqual(120)
  expect([1, 2, 3, 5]).toContain(lengthM / 10 ** Math.floor(Math.log10(lengthM)))
  expect(scaleDenominatorAt(0, 0)).toBeCloseTo(279_541_132, -2)
})

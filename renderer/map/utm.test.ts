import { expect, test } from 'vitest'
import { toUtm, utmZoneOf } from './utm.ts'

// Control points of ../shared/data/interop/derived/crs-control-points.csv (computed there with PROJ 9.1.1).
test.each([
  [102.836, 16.4424, 48, 268940.104, 1819107.713],
  [103.652, 16.0538, 48, 355802.672, 1775355.595],
  [104.723, 16.543, 48, 470444.601, 1829020.882],
  [102.836, 16.4424, 47, 909763.286, 1821759.008],
])('%f, %f lies in zone %i at %f, %f', (lon, lat, zone, eastingM, northingM) => {
  const utm = toUtm({ lon, lat, zone })
  expect(utm.eastingM).toBeCloseTo(eastingM, 2)
  expect(utm.northingM).toBeCloseTo(northingM, 2)
})

test('zones part at 102°E', () => {
  expect(utmZoneOf(101.999)).toBe(47)
  expect(utmZoneOf(102)).toBe(48)
})

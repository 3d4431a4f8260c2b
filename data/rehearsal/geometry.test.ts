import { polygon } from '@turf/helpers'
import { kinks } from '@turf/kinks'
import { expect, test } from 'vitest'
import { createProvince, rehearsalProvince } from './create-province.ts'
import { referenceLayers, tambonCollection, villageCollection } from './geometry.ts'
import { insideRing, ringAreaKm2, type Spot } from './plane.ts'

const province = rehearsalProvince()

test('the same province every time', () => {
  const layersOf = (made: typeof province) => [
    tambonCollection(made),
    villageCollection(made),
    ...referenceLayers(made),
  ]
  expect(JSON.stringify(layersOf(createProvince()))).toBe(JSON.stringify(layersOf(province)))
})

test('1 province, 4 amphoe, 32 tambons, 380 villages, by codes that no real province has', () => {
  expect(province.amphoe.map(({ code }) => code)).toEqual(['9801', '9802', '9803', '9804'])
  const tambonCodes = province.tambons.map(({ code }) => code)
  const villageCodes = province.villages.map(({ code }) => code)
  expect(new Set(tambonCodes).size).toBe(32)
  expect(new Set(villageCodes).size).toBe(380)
  expect(tambonCodes.every((code) => /^980[1-4]\d\d$/.test(code))).toBe(true)
  expect(villageCodes.every((code) => /^\d{8}$/.test(code) && tambonCodes.includes(code.slice(0, 6)))).toBe(true)
  for (const [index, tambon] of province.tambons.entries()) {
    expect(tambon.code.slice(0, 4)).toBe(province.amphoe[tambon.amphoe]?.code)
    expect(province.villages.some((village) => village.tambon === index)).toBe(true)
  }
  expect(new Set(province.tambons.map(({ name }) => name.th)).size).toBe(32)
})

test('the tambons tile the province: areas add up, and no ring crosses itself', () => {
  const whole = ringAreaKm2(province.outline)
  const sum = (rings: ReadonlyArray<readonly Spot[]>) => rings.reduce((total, ring) => total + ringAreaKm2(ring), 0)
  expect(whole).toBeGreaterThan(1500)
  expect(sum(province.tambons.map(({ ring }) => ring))).toBeCloseTo(whole, 6)
  expect(sum(province.amphoe.map(({ ring }) => ring))).toBeCloseTo(whole, 6)
  for (const { geometry } of tambonCollection(province).features) {
    expect(kinks(polygon(geometry.coordinates)).features).toEqual([])
  }
})

test('each border segment belongs to two tambons, in opposite directions, or to one and the outline', () => {
  const seen = new Set<string>()
  for (const { geometry } of tambonCollection(province).features) {
    const ring = geometry.coordinates[0] as GeoJSON.Position[]
    for (let i = 1; i < ring.length; i++) seen.add(`${ring[i - 1]}>${ring[i]}`)
  }
  const lonely = [...seen].filter((segment) => !seen.has(segment.split('>').reverse().join('>')))
  expect(lonely).toHaveLength(province.outline.length)
})

test('every amphoe is connected', () => {
  for (const [amphoe, { seat }] of province.amphoe.entries()) {
    const reached = new Set([seat])
    for (const tambon of reached) {
      for (const next of province.tambons[tambon]?.neighbours ?? []) {
        if (province.tambons[next]?.amphoe === amphoe) reached.add(next)
      }
    }
    expect(reached.size).toBe(province.tambons.filter((tambon) => tambon.amphoe === amphoe).length)
  }
})

test('villages stand in their own tambon, on dry land', () => {
  for (const village of province.villages) {
    expect(insideRing(village.spot, province.tambons[village.tambon]?.ring ?? [])).toBe(true)
    expect(province.reservoirs.some(({ shape }) => insideRing(village.spot, shape[0] ?? []))).toBe(false)
  }
})

test('reference layers hold valid shapes with a name and a kind', () => {
  const layers = referenceLayers(province)
  expect(layers.map(({ id }) => id).sort()).toEqual(['forest', 'places', 'reservoirs', 'rivers', 'roads'])
  for (const { id, collection } of layers) {
    expect(collection.features.length, id).toBeGreaterThan(15)
    for (const { geometry, properties } of collection.features) {
      expect(properties?.name_th).toMatch(/\S/)
      expect(properties?.kind).toMatch(/\S/)
      if (geometry.type === 'Polygon') expect(kinks(polygon(geometry.coordinates)).features).toEqual([])
    }
  }
})

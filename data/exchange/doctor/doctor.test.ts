import { describe, expect, it } from 'vitest'
import type { Box } from '../../contract/imports.ts'
import { type Anchor, type CrsQuestion, decideCrs } from './crs.ts'
import { bytesDecoder, decideEncoding, misreadDecoder, normaliseEncoding } from './encoding.ts'
import { datumOptions, distanceM, transformTo4326 } from './projections.ts'
import { provinceBoxByCode, provinceBoxByName } from './provinces.ts'
import { isInThailand } from './thailand.ts'

const names = ['บางปะกง', 'โคกสูง', 'น้ำพอง', 'ทุ่งกุลาร้องไห้', 'เมืองมุกดาหาร', 'คำชะอี', 'ดอนตาล', 'หว้านใหญ่']
const windows874 = new Map(
  Array.from({ length: 128 }, (_, i) => [new TextDecoder('windows-874').decode(Uint8Array.of(128 + i)), 128 + i]),
)
const as874 = (text: string) =>
  String.fromCharCode(...[...text].map((char) => (char < '\u0080' ? char.charCodeAt(0) : windows874.get(char)!)))
const asUtf8 = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
const ask = (texts: string[], declared: string | null = null) =>
  decideEncoding({ texts, raw: true, declared, register: null })

describe('encoding', () => {
  it('knows the spellings of 874', () => {
    for (const label of ['OEM 874', 'cp874', 'TIS-620', 'windows-874', 'ANSI 874', '874', 'ISO-8859-11']) {
      expect(normaliseEncoding(label)).toBe('windows-874')
    }
    expect([normaliseEncoding('UTF8'), normaliseEncoding('65001'), normaliseEncoding('1252')]).toEqual([
      'utf-8',
      'utf-8',
      'windows-1252',
    ])
    expect(normaliseEncoding('<!doctype html>')).toBeNull()
  })

  it('reads names back, whatever is declared', () => {
    expect(ask(names.map(as874))).toMatchObject({ value: 'windows-874', certainty: 'sure' })
    expect(ask(names.map(asUtf8))).toMatchObject({ value: 'utf-8', certainty: 'sure' })
    expect(ask(names.map(as874), 'UTF-8')).toMatchObject({ value: 'windows-874', certainty: 'likely' })
    expect(ask(names.map(asUtf8), 'OEM 874')).toMatchObject({ value: 'utf-8', certainty: 'likely' })
    expect(ask(['Café de la Gare', 'Hôtel de Ville', 'Forêt', 'Müller'].map((t) => t))).toMatchObject({
      value: 'windows-1252',
    })
    expect(ask(['plain', 'ascii'])).toMatchObject({ value: 'utf-8', certainty: 'sure' })
  })

  it('asks where nothing reads well', () => {
    expect(ask(['\u00fc\u00fd\u00fe\u00ff\u00fc', '\u00db\u00dc\u00dd\u00de']).certainty).toBe('ask')
  })

  it('drops the half letter that a full field cut off', () => {
    const cut = asUtf8('ตะวันออกเฉียง').slice(0, -1)
    expect(bytesDecoder('utf-8')(cut)).toBe('ตะวันออกเฉีย')
  })

  it('finds text that was read wrongly before it was saved, and puts it right', () => {
    const misread = names.map(as874)
    const decision = decideEncoding({ texts: misread, raw: false, declared: null, register: null })
    expect(decision).toMatchObject({ value: 'windows-874', certainty: 'likely' })
    expect(misread.map(misreadDecoder('windows-874'))).toEqual(names)
    const twice = names.map((name) => new TextDecoder('windows-874').decode(Buffer.from(name, 'utf8')))
    const other = decideEncoding({ texts: twice, raw: false, declared: null, register: null })
    expect(other).toMatchObject({ value: 'utf-8-as-874' })
    expect(twice.map(misreadDecoder('utf-8-as-874'))).toEqual(names)
    expect(decideEncoding({ texts: names, raw: false, declared: null, register: null })).toMatchObject({
      value: 'utf-8',
      certainty: 'sure',
    })
  })
})

/** Positions in Mukdahan, given in a system by searching its inverse with small steps. */
const mukdahan = [
  [104.6, 16.4],
  [104.7, 16.5],
  [104.75, 16.55],
  [104.5, 16.6],
  [104.65, 16.7],
  [104.72, 16.45],
] as const

function toSystem(crs: string, lon: number, lat: number): [number, number] {
  let [x, y] = crs === 'EPSG:4326' ? [lon, lat] : [500_000, 1_800_000]
  const place = transformTo4326(crs)
  for (let i = 0; i < 40; i++) {
    const [foundLon, foundLat] = place(x, y)
    x += (lon - foundLon) * (crs === 'EPSG:4326' ? 1 : 106_000)
    y += (lat - foundLat) * (crs === 'EPSG:4326' ? 1 : 110_000)
  }
  return [x, y]
}

function question(crs: string, change: Partial<CrsQuestion> = {}): CrsQuestion {
  const places = mukdahan.map(([lon, lat]) => toSystem(crs, lon, lat))
  const xs = places.map(([x]) => x)
  const ys = places.map(([, y]) => y)
  const box: Box = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
  return {
    positions: Float64Array.from(places.flat()),
    provinces: places.map(() => null),
    box,
    declared: { by: 'none', authority: null, name: null },
    anchors: [],
    ...change,
  }
}

const declared = (authority: string) => ({ by: 'file', authority, name: null }) as const
const anchorsIn = (crs: string): Anchor[] =>
  mukdahan.map(([lon, lat]) => {
    const [x, y] = toSystem(crs, lon, lat)
    return { x, y, lon, lat }
  })

describe('coordinate system', () => {
  it('believes a declaration that puts the layer in Thailand', () => {
    const { decision } = decideCrs(question('EPSG:24048', { declared: declared('EPSG:24048') }))
    expect(decision).toMatchObject({ value: 'EPSG:24048', certainty: 'sure' })
  })

  it('asks between the datums, which a box cannot tell', () => {
    const { decision } = decideCrs(question('EPSG:24048', { provinces: mukdahan.map(() => provinceBoxByCode('49')) }))
    expect(decision.certainty).toBe('ask')
    expect(decision.candidates.filter(({ score }) => score === 1).map(({ value }) => value)).toEqual([
      'EPSG:32648',
      'EPSG:24048',
    ])
    expect(decision.candidates[0]?.box?.[0]).toBeCloseTo(104.5, 1)
  })

  it('tells the datums by areas that the workspace has', () => {
    const { decision } = decideCrs(question('EPSG:24048', { anchors: anchorsIn('EPSG:24048') }))
    expect(decision).toMatchObject({ value: 'EPSG:24048', certainty: 'likely' })
  })

  it('asks when the areas contradict the declaration', () => {
    const change = { declared: declared('EPSG:32648'), anchors: anchorsIn('EPSG:24048') }
    const { decision } = decideCrs(question('EPSG:24048', change))
    expect(decision).toMatchObject({ certainty: 'ask', reason: { message: 'crs.contradicted-by-areas' } })
  })

  it('sees a wrong zone by the province that the rows name', () => {
    const provinces = mukdahan.map(() => provinceBoxByName('จ.มุกดาหาร'))
    const { decision } = decideCrs(question('EPSG:24048', { declared: declared('EPSG:24047'), provinces }))
    expect(decision).toMatchObject({ value: 'EPSG:24048', certainty: 'likely' })
  })

  it('finds degrees and Web Mercator without any declaration', () => {
    expect(decideCrs(question('EPSG:4326')).decision).toMatchObject({ value: 'EPSG:4326', certainty: 'likely' })
    expect(decideCrs(question('EPSG:3857')).decision).toMatchObject({ value: 'EPSG:3857', certainty: 'likely' })
  })

  it('puts swapped latitude and longitude right, and says so', () => {
    const positions = Float64Array.from(mukdahan.flatMap(([lon, lat]) => [lat, lon]))
    const finding = decideCrs(question('EPSG:4326', { positions, declared: declared('EPSG:4326') }))
    expect(finding).toMatchObject({ swapped: true, decision: { value: 'EPSG:4326', certainty: 'likely' } })
  })

  it('leaves a layer of another country where it says it is', () => {
    const positions = Float64Array.from([2.3, 48.8, 2.4, 48.9])
    const { decision } = decideCrs(
      question('EPSG:4326', { positions, provinces: [null, null], declared: declared('EPSG:4326') }),
    )
    expect(decision).toMatchObject({ value: 'EPSG:4326', reason: { message: 'crs.outside-thailand' } })
  })

  it('does not take the datum of degrees that are metres', () => {
    const { decision } = decideCrs(question('EPSG:24048', { declared: declared('EPSG:4326') }))
    expect(decision.certainty).toBe('ask')
  })
})

describe('datum', () => {
  it('offers EPSG:1304 first and says how far the others are', () => {
    const options = datumOptions('EPSG:24048', [470_000, 1_828_000, 471_000, 1_829_000])
    expect(options.map(({ code }) => code)).toEqual(['EPSG:1304', 'EPSG:1154', 'EPSG:1812', 'EPSG:1537'])
    expect(options.map(({ offsetM }) => Math.round(offsetM))).toEqual([0, 0, 189, 2])
    expect(datumOptions('EPSG:32648', null)).toEqual([])
  })

  it('measures a degree of latitude', () => {
    expect(distanceM([100, 15], [100, 16])).toBeCloseTo(111_195, 0)
  })

  it('knows Thailand from its neighbours', () => {
    expect(isInThailand(100.5, 13.75)).toBe(true)
    expect([isInThailand(96.1, 16.8), isInThailand(102.6, 18.4), isInThailand(104.9, 11.5)]).toEqual([
      false,
      false,
      false,
    ])
  })
})

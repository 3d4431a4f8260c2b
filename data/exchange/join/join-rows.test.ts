import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { buildRegister, type RegisteredArea } from '../../areas/register.ts'
import { levelOfCode } from '../text/area-code.ts'
import { editDistance, likeness } from './edit-distance.ts'
import { joinKey, joinRows } from './join-rows.ts'

const SPREAD_AM = '\u0E4D\u0E32'

function area(code: string, nameTh: string, nameEn = ''): RegisteredArea {
  return { code, level: levelOfCode(code) ?? 'tambon', nameTh, nameEn, parentCode: code.slice(0, -2) }
}

const register = buildRegister([
  area('40', 'ขอนแก่น', 'Khon Kaen'),
  area('4001', 'เมืองขอนแก่น', 'Mueang Khon Kaen'),
  area('400101', 'ในเมือง', 'Nai Mueang'),
  area('400102', 'สำราญ', 'Samran'),
  area('400103', 'โคกสี', 'Khok Si'),
  area('4002', 'บ้านฝาง', 'Ban Fang'),
  area('400201', 'หนองบัว', 'Nong Bua'),
  area('400202', 'ป่าหวายนั่ง', 'Pa Wai Nang'),
  area('45', 'ร้อยเอ็ด', 'Roi Et'),
  area('4501', 'เมืองร้อยเอ็ด', 'Mueang Roi Et'),
  area('450101', 'ในเมือง', 'Nai Mueang'),
  area('450109', 'ปอภาร  (ปอพาน)', 'Po Phan'),
])
const join = (rows: Parameters<typeof joinRows>[0]['rows'], settled: Record<string, string | null> = {}) =>
  joinRows({ rows, register, level: 'tambon', settled })
const codesOf = (result: ReturnType<typeof join>) =>
  [...result.areaIndex].map((index) => register.atLevel('tambon')[index]?.code ?? null)

describe('joinRows', () => {
  it('matches by code in any dress, and takes a village code for its tambon', () => {
    const result = join([{ code: 'TH400101' }, { code: '400102.0' }, { code: '๔๐๐๑๐๓' }, { code: '40020105' }])
    expect(codesOf(result)).toEqual(['400101', '400102', '400103', '400201'])
    expect(result.report).toMatchObject({ matchedByCode: 4, matchedByName: 0, near: [], none: [] })
    expect(result.report.areasWithout.map((without) => without.code)).toEqual(['400202', '450101', '450109'])
    expect(result.report.areasWithout[0]?.label).toBe('ต.ป่าหวายนั่ง อ.บ้านฝาง จ.ขอนแก่น')
  })

  it('matches by folded name inside province and amphoe', () => {
    const result = join([
      { province: 'จ.ขอนแก่น', amphoe: 'อ.เมือง', tambon: `ต.ส${SPREAD_AM}ราญ` },
      { province: 'Khon Kaen', amphoe: 'Mueang Khon Kaen', tambon: 'KHOK SI' },
      { province: 'ร้อยเอ็ด', amphoe: 'อำเภอเมืองร้อยเอ็ด', tambon: 'ตำบลในเมือง' },
      { province: 'ขอนแก่น', tambon: 'หนองบัว' },
      { province: 'ร้อยเอ็ด', tambon: 'ปอภาร' },
    ])
    expect(codesOf(result)).toEqual(['400102', '400103', '450101', '400201', '450109'])
    expect(result.report.matchedByName).toBe(5)
  })

  it('never joins by a name that could be two places, or a near one', () => {
    const result = join([
      { tambon: 'ในเมือง' },
      { tambon: 'หนองบัว' },
      { province: 'ขอนแก่น', amphoe: 'บ้านฝาง', tambon: 'หนองบัง' },
      { province: 'ขอนแก่น', amphoe: 'บ้านฟาง', tambon: 'หนองบัว' },
      { province: 'ขอนแก่น', amphoe: 'บ้านฝาง', tambon: 'ฮฮฮฮฮฮ' },
    ])
    expect(codesOf(result)).toEqual([null, null, null, null, null])
    expect(result.report.near.map((row) => row.candidates[0]?.code)).toEqual(['400101', '400201', '400201', '400201'])
    expect(result.report.near[0]?.candidates.map((candidate) => candidate.code)).toEqual(['400101', '450101'])
    expect(result.report.none.map((row) => row.label)).toEqual(['ฮฮฮฮฮฮ · บ้านฝาง · ขอนแก่น'])
  })

  it('proposes but does not take the name of a row whose code is unknown in a known province', () => {
    const result = join([{ code: '400199', province: 'ขอนแก่น', amphoe: 'เมืองขอนแก่น', tambon: 'โคกสี' }])
    expect(codesOf(result)).toEqual([null])
    expect(result.report.near[0]?.candidates[0]).toMatchObject({ code: '400103', score: 1 })
  })

  it('lets the code win over the name and notes the difference', () => {
    const result = join([
      { code: '400102', tambon: 'โคกสี' },
      { code: '400103', tambon: 'ต.โคกสี' },
      { code: '450109', tambon: 'ปอพาน' },
    ])
    expect(codesOf(result)).toEqual(['400102', '400103', '450109'])
    expect(result.differences).toEqual([
      { code: '400102', registered: 'สำราญ', written: 'โคกสี', rows: 1, namesOther: '400103' },
    ])
  })

  it('keeps to what a person settled', () => {
    const unsure = { province: 'ขอนแก่น', amphoe: 'บ้านฝาง', tambon: 'หนองบัง' }
    const nonsense = { tambon: 'ยอดรวม' }
    const settled = { [joinKey(unsure)]: '400201', [joinKey(nonsense)]: null }
    const result = join([{ ...unsure, tambon: 'หนอง บัง' }, unsure, nonsense], settled)
    expect(codesOf(result)).toEqual(['400201', '400201', null])
    expect(result).toMatchObject({ leftOut: 1, report: { matchedBySettled: 2, near: [], none: [] } })
  })

  it('counts rows of provinces that the workspace has no part of', () => {
    const result = join([
      { code: '100101', province: 'กรุงเทพมหานคร' },
      { code: '100102', province: 'กรุงเทพมหานคร' },
      { province: 'เชียงใหม่', tambon: 'ศรีภูมิ' },
      { code: '400101' },
    ])
    expect(result.outside).toEqual({
      rows: 3,
      provinces: [
        { province: 'กรุงเทพมหานคร', rows: 2 },
        { province: 'เชียงใหม่', rows: 1 },
      ],
    })
    expect(result.report.none).toEqual([])
  })

  it('lists a bounded number of a million unsure wordings', () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ({ tambon: `ไม่มีที่นี่${index}` }))
    const result = join(rows)
    expect(result.report.near.length + result.report.none.length).toBe(1000)
    expect(result.unlisted).toEqual({ wordings: 19_000, rows: 19_000 })
  })
})

describe('editDistance', () => {
  it.each([
    ['หนองบัว', 'หนองบัว', 0],
    ['หนองบัว', 'หนองบัง', 1],
    ['ปอภาร', 'ปอพาน', 2],
    ['ab', 'ba', 1],
    ['', 'abc', 3],
  ])('%s and %s differ by %d', (one, other, distance) => {
    expect(editDistance(one, other, 5)).toBe(distance)
  })

  it('is symmetric, bounded, and zero only for equals', () => {
    const word = fc.string({ unit: fc.constantFrom('ก', 'ข', 'า', 'ี', '่'), maxLength: 8 })
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 9 }), (one, other, limit) => {
        const distance = editDistance(one, other, limit)
        expect(distance).toBe(editDistance(other, one, limit))
        expect(distance === 0).toBe(one === other)
        expect(distance).toBeLessThanOrEqual(limit + 1)
        expect(distance).toBe(Math.min(editDistance(one, other, 99), limit + 1))
        expect(likeness(one, other)).toBeLessThanOrEqual(1)
      }),
    )
  })
})

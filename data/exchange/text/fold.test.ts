import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  areaNameKeys,
  foldAreaName,
  foldThai,
  withoutAmphoePrefix,
  withoutProvincePrefix,
  withoutTambonPrefix,
  withoutVillagePrefix,
} from './fold.ts'

const SPREAD_AM = '\u0E4D\u0E32'

describe('foldThai', () => {
  it.each([
    ['น้ำคำ', `น้${SPREAD_AM}ค${SPREAD_AM}`],
    ['น้ำ', 'น\u0E4D\u0E49\u0E32'],
    ['น้ำ', 'นำ\u0E49'],
    ['ที่', 'ท\u0E48\u0E35'],
    ['ที่', 'ท\u0E35\u0E35\u0E48'],
    ['แม่', 'เเม่'],
    ['หมู่ 12', 'หมู่\u200B ๑๒'],
    ['นาคำ', ' นา\u00A0คำ '],
    ['Nai Mueang', 'NAI  MUEANG'],
  ])('meets %s written as %s', (right, written) => {
    expect(foldThai(written)).toBe(foldThai(right))
  })

  it('keeps different words apart', () => {
    const words = ['น้ำ', 'นำ', 'นา', 'ที่', 'ที', 'หนองอีเฒ่า', 'หนองอิเฒ่า', 'สี', 'สื', 'ปลา', 'ป่า']
    expect(new Set(words.map(foldThai)).size).toBe(words.length)
  })

  const thai = fc.string({
    unit: fc.oneof(
      fc.integer({ min: 0x0e01, max: 0x0e5b }).map((code) => String.fromCharCode(code)),
      fc.constantFrom(' ', '\u200B', 'a', 'B', '7', '(', '.'),
    ),
    maxLength: 14,
  })

  it('is idempotent where a space parted a letter from its mark', () => {
    expect(foldThai('K´')).toBe(foldThai(foldThai('K´')))
  })

  it('is idempotent on anything', () => {
    const anything = fc.oneof(thai, fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
    fc.assert(
      fc.property(anything, (text) => {
        expect(foldThai(foldThai(text))).toBe(foldThai(text))
      }),
      { numRuns: 2000 },
    )
  })

  it('does not mind the spelling of สระอำ, spaces or digits', () => {
    fc.assert(
      fc.property(thai, (text) => {
        const respelt = [...text]
          .map((letter) => (letter === 'ำ' ? SPREAD_AM : letter === '7' ? '๗' : letter.toUpperCase()))
          .join('\u200B')
        expect(foldThai(respelt)).toBe(foldThai(text))
      }),
    )
  })
})

describe('prefixes', () => {
  it('takes the word for the level away and nothing else', () => {
    expect(withoutTambonPrefix('ต.นาคำ')).toBe('นาคำ')
    expect(withoutTambonPrefix('ตำบล นาคำ')).toBe('นาคำ')
    expect(withoutTambonPrefix(`ต${SPREAD_AM}บลนาคำ`)).toBe('นาคำ')
    expect(withoutTambonPrefix('บ้านค้อ')).toBe('บ้านค้อ')
    expect(withoutProvincePrefix('จังหวัด ขอนแก่น')).toBe('ขอนแก่น')
    expect(withoutAmphoePrefix('กิ่งอำเภอโคกโพธิ์ไชย')).toBe('โคกโพธิ์ไชย')
    expect(withoutAmphoePrefix('อ. บ้านไผ่')).toBe('บ้านไผ่')
    expect(withoutAmphoePrefix('เขตพระนคร')).toBe('พระนคร')
    expect(withoutVillagePrefix('บ้านสำราญ')).toBe('สำราญ')
    expect(withoutVillagePrefix('บ้าน')).toBe('บ้าน')
  })

  it('meets an area under both names of a bracketed one', () => {
    expect(areaNameKeys('ปอภาร (ปอพาน)', 'tambon')).toContain(foldAreaName('ต.ปอภาร', 'tambon'))
    expect(areaNameKeys('ปอภาร (ปอพาน)', 'tambon')).toContain(foldAreaName('ปอพาน', 'tambon'))
    expect(foldAreaName('Ko Pha-Ngan', 'amphoe')).toBe(foldAreaName('Ko Pha Ngan', 'amphoe'))
  })
})

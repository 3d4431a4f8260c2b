import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { decideEncoding, encodingNamed, thaiPlausibility } from './encoding.ts'

const thai = 'รหัสตำบล,ตำบล,อำเภอ\n400101,ในเมือง,เมืองขอนแก่น\n400102,สำราญ,เมืองขอนแก่น\n400202,ป่าหวายนั่ง,บ้านฝาง\n'

describe('decideEncoding', () => {
  it.each([
    ['utf-8', 'utf-8', Buffer.from(thai)],
    ['utf-8 with mark', 'utf-8', Buffer.from(`\uFEFF${thai}`)],
    ['windows-874', 'windows-874', iconv.encode(thai, 'windows-874')],
    ['utf-16le with mark', 'utf-16le', Buffer.from(`\uFEFF${thai}`, 'utf16le')],
    ['utf-16le', 'utf-16le', Buffer.from(thai, 'utf16le')],
    ['utf-16be', 'utf-16be', Buffer.from(thai, 'utf16le').swap16()],
    ['ascii', 'utf-8', Buffer.from('code,value\n400101,5\n')],
  ])('is sure of %s', (_, encoding, bytes) => {
    expect(decideEncoding(bytes, true)).toMatchObject({ value: encoding, certainty: 'sure' })
  })

  it('takes a letter cut off at the sample’s end for no damage', () => {
    const cut = Buffer.from(thai).subarray(0, 40)
    expect(decideEncoding(cut, false)).toMatchObject({ value: 'utf-8', certainty: 'sure' })
  })

  it('says that UTF-8 is damaged', () => {
    const damaged = Buffer.concat([Buffer.from(thai.repeat(5)), Buffer.from([0xe0, 0xb8])])
    expect(decideEncoding(damaged, true)).toMatchObject({
      value: 'utf-8',
      certainty: 'likely',
      reason: { message: 'encoding.damaged-utf8' },
    })
  })

  it('asks when it is neither', () => {
    const decision = decideEncoding(iconv.encode('Café,Zürich,Málaga\nà,é,ü\n', 'latin1'), true)
    expect(decision).toMatchObject({ value: null, certainty: 'ask' })
    expect(decision.candidates[0]?.value).toBe('windows-1252')
  })
})

it('tells Thai from misread Thai', () => {
  expect(thaiPlausibility(thai)).toBe(1)
  expect(thaiPlausibility(new TextDecoder('windows-874').decode(Buffer.from(thai)))).toBeLessThan(0.2)
  expect(thaiPlausibility('plain')).toBe(0)
})

it('knows the names that offices give encodings', () => {
  expect(['cp874', 'OEM 874', 'TIS-620', 'ANSI 874', 'utf8', 'UTF-8', 'klingon'].map(encodingNamed)).toEqual([
    'windows-874',
    'windows-874',
    'windows-874',
    'windows-874',
    'utf-8',
    'utf-8',
    null,
  ])
})

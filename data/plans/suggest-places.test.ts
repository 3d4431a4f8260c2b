import { describe, expect, test } from 'vitest'
import { indexPlaceNames, type NamedPlace } from './place-names.ts'
import { suggestPlaces } from './suggest-places.ts'

function village(code: string, nameTh: string): NamedPlace {
  return {
    kind: 'village',
    code,
    nameTh,
    label: `${nameTh} (${code})`,
    lon: Number(code.slice(0, 2)),
    lat: Number(code.slice(6)),
  }
}
function tambon(code: string, nameTh: string): NamedPlace {
  return { ...village(code, nameTh), kind: 'tambon' }
}

const register = indexPlaceNames([
  tambon('450101', 'นาคำ'),
  tambon('450102', 'กู่กาสิงห์'),
  tambon('450201', 'บ้านมะเกลือ'),
  village('45010101', 'บ้านสะอาด'),
  village('45010104', 'บ้านโนนม่วง'),
  village('45010108', 'บ้านน้ำคำ'),
  village('45010204', 'โนนม่วง'),
  village('45010205', 'บ้านหนองโพธิ์'),
  village('45020101', 'บ้านหนองโพธิ์ทอง'),
  { ...village('450101', 'ถนนมาตุลี'), kind: 'road', nameTh: 'มาตุลี' },
  { ...village('450102', 'ชุมชนสะพานดำ'), kind: 'community', nameTh: 'สะพานดำ' },
])

function best(title: string, area?: string): Array<[string, number, string]> {
  const question = area === undefined ? { title, register } : { title, area, register }
  return suggestPlaces(question).map(({ code, score, because }) => [code, score, because.message])
}

describe('a village by name', () => {
  test('with its หมู่ is certain', () => {
    expect(best('ขุดลอกฝาย บ้านโนนม่วง หมู่ที่ 4 ต.นาคำ')[0]).toEqual(['45010104', 1, 'place.moo-and-name'])
  })
  test('alone, when two villages bear it, is shared between them', () => {
    expect(best('ขุดลอกฝายบ้านโนนม่วง')).toEqual([
      ['45010104', 0.45, 'place.village-name'],
      ['45010204', 0.45, 'place.village-name'],
    ])
  })
  test('is the longest that the letters spell', () => {
    expect(best('ลานตากข้าวบ้านหนองโพธิ์ทอง')[0]?.[0]).toBe('45020101')
    expect(best('ลานตากข้าวบ้านหนองโพธิ์ ระยะ 2')[0]?.[0]).toBe('45010205')
  })
  test('in either spelling of สระอำ and over a line break', () => {
    expect(best('ถังเก็บน้ำบ้าน\nน้ําคํา')[0]?.[0]).toBe('45010108')
  })
})

describe('a หมู่', () => {
  test.each(['หมู่ที่ 4', 'หมู่ 4', 'ม.4', 'ม. ๔'])('%s lies in the tambon of the plan', (moo) => {
    expect(best(`ก่อสร้างถนน คสล. ${moo}`, '450101')).toEqual([['45010104', 0.85, 'place.moo']])
  })
  test('or in the tambon that the title names', () => {
    expect(best('ก่อสร้างถนน ม.4 ต.กู่กาสิงห์', '4501')[0]).toEqual(['45010204', 0.85, 'place.moo'])
  })
  test('several at once', () => {
    expect(best('ระบบประปา หมู่ที่ 1, 4 และ 8', '450101').map(([code]) => code)).toEqual([
      ...['45010101', '45010104', '45010108'],
    ])
  })
  test.each(['กว้าง 4 ม. 4 ช่อง', 'อสม. 4', 'กม. 4', 'ยาว ม.4.50 เมตร', 'หมู่ 4 ห้อง'])(
    'not in %s without a tambon',
    (title) => {
      expect(best(title)).toEqual([])
    },
  )
  test.each(['ท่อกว้าง 4 ม. 4 ช่อง', 'อบรม อสม. 4 รุ่น', 'ถนน กม. 4'])('not the number of %s', (title) => {
    expect(best(title, '450101')).toEqual([])
  })
})

test('a tambon whose own name begins with บ้าน', () => {
  expect(best('ศูนย์กำจัดขยะ ตำบลบ้านมะเกลือ')[0]).toEqual(['450201', 0.6, 'place.tambon-name'])
})

test('a house number, a place outside the area and an unknown name suggest nothing', () => {
  expect(best('ซ่อมถนนหน้าบ้านเลขที่ 108')).toEqual([])
  expect(best('ลานตากข้าวบ้านหนองโพธิ์', '4502')).toEqual([])
  expect(best('อบรมผู้สูงอายุ')).toEqual([])
})

test('a name of few letters may be the beginning of another one, and counts half', () => {
  const short = indexPlaceNames([village('45010101', 'บ้านนา')])
  expect(suggestPlaces({ title: 'สระน้ำบ้านนาดอกไม้', register: short })).toMatchObject([{ score: 0.45 }])
})

test('communities and roads where the workspace knows them; a long bare name as a weak hint', () => {
  expect(best('ท่อระบายน้ำ ชุมชนสะพานดำ')[0]).toEqual(['450102', 0.7, 'place.community'])
  expect(best('ปรับปรุงผิวจราจรถนนมาตุลี 8')[0]).toEqual(['450101', 0.7, 'place.road'])
  expect(best('ฟื้นฟูกู่กาสิงห์', '4501')).toEqual([['450102', 0.35, 'place.village-name']])
  expect(best('ฟื้นฟูกู่กาสิงห์')).toEqual([])
})

test('an everyday word is no place, unless the title says that it is a village', () => {
  const everyday = indexPlaceNames([village('45010101', 'บ้านพัฒนา')])
  const codes = (title: string) => suggestPlaces({ title, area: '4501', register: everyday }).map(({ code }) => code)
  expect(codes('พัฒนาศักยภาพ อสม.')).toEqual([])
  expect(codes('ชุมชนพัฒนา ต้านยาเสพติด')).toEqual([])
  expect(codes('ลานกีฬาบ้านพัฒนา')).toEqual(['45010101'])
})

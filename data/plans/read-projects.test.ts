import { describe, expect, test } from 'vitest'
import { defaultCategories } from '../contract/workbook.ts'
import { matchColumns } from './project-columns.ts'
import { parseBaht, readProjectRow } from './read-projects.ts'

describe('whole baht', () => {
  test.each([
    ['" 1,632,820 "', 1_632_820],
    ['" -   "', null],
    ['', null],
    [null, null],
    ['๕๐,๐๐๐', 50_000],
    ['250000.00', 250_000],
    ['1.15 ล้านบาท', 1_150_000],
    ['0', 0],
    ['100.50', 'unreadable'],
    ['10%', 'unreadable'],
    ['-500', 'unreadable'],
    ['100,000 หรือ 200,000', 'unreadable'],
    ['1,20,000', 'unreadable'],
  ] as const)('%s', (text, baht) => {
    expect(parseBaht(text)).toBe(baht)
  })
})

const names = [
  'โครงการ',
  'วัตถุประสงค์',
  'งบประมาณ › 2566',
  'งบประมาณ › 2567',
  'แหล่งเงิน',
  'ประเภท',
  'สถานะ',
  'แบบ',
  'lat',
  'lon',
  'รหัสตำบล',
]

function read(values: Record<string, string>, more: object = {}) {
  let next = 0
  const reader = {
    columns: matchColumns(names),
    names,
    categories: defaultCategories,
    file: 'แผน.xlsx',
    sheet: 'ยุทธ 1',
    newId: () => `id-${++next}`,
  }
  const row = { row: 7, values: names.map((name) => values[name] ?? null), ...more }
  return readProjectRow(row, reader)
}

test('a row becomes an item with every cell in its place', () => {
  const { item } = read({
    โครงการ: 'ฝายห้วยแก้ว\r\nหมู่ที่ 4',
    วัตถุประสงค์: '1. เก็บน้ำ\r\n2. ลดภัยแล้ง',
    'งบประมาณ › 2566': ' 100,000 ',
    'งบประมาณ › 2567': '-',
    แหล่งเงิน: 'พอช.',
    ประเภท: 'แผนพื้นที่',
    สถานะ: 'กำลังดำเนินการ',
    แบบ: 'ผ.02/1',
    lat: '15.6',
    lon: '103.5',
    รหัสตำบล: 'TH450101',
  })
  expect(item).toMatchObject({
    fields: {
      title: 'ฝายห้วยแก้ว\nหมู่ที่ 4',
      objective: '1. เก็บน้ำ\n2. ลดภัยแล้ง',
      category: 'area',
      status: 'under-way',
      form: '02/1',
    },
    budgets: [{ fiscalYear: 2023, source: 'พอช.', amountBaht: 100_000 }],
    places: [{ kind: 'point', code: '450101', geometry: '{"type":"Point","coordinates":[103.5,15.6]}' }],
    origin: { file: 'แผน.xlsx', sheet: 'ยุทธ 1', row: 7 },
  })
})

test('a category that the workbook does not know is none, never a guess', () => {
  expect(read({ โครงการ: 'อบรมผู้สูงอายุ', ประเภท: 'สวัสดิการ' }).item?.fields).toEqual({ title: 'อบรมผู้สูงอายุ' })
})

test('an area code alone is a place; a shape from the source comes before coordinates', () => {
  expect(read({ โครงการ: 'ก', รหัสตำบล: '450101' }).item?.places).toMatchObject([{ kind: 'areaCode', code: '450101' }])
  const line = {
    type: 'LineString',
    coordinates: [
      [103, 15],
      [103.1, 15],
    ],
  } // prettier-ignore
  expect(read({ โครงการ: 'ก', lat: '1', lon: '1' }, { geometry: line }).item?.places).toMatchObject([{ kind: 'line' }])
})

test.each([
  [{ โครงการ: 'ก', สถานะ: 'ยกเลิก' }, 'สถานะ', 'ยกเลิก', 'refused.dropped'],
  [{ โครงการ: 'ก', สถานะ: 'ตัดออกแล้ว' }, 'สถานะ', 'ตัดออกแล้ว', 'refused.dropped'],
  [{ โครงการ: 'ก', 'งบประมาณ › 2566': 'ตามจริง' }, 'งบประมาณ › 2566', 'ตามจริง', 'refused.not-baht'],
  [{ 'งบประมาณ › 2566': '5000' }, 'โครงการ', '', 'refused.no-title'],
  [{ วัตถุประสงค์: 'ไม่มีชื่อ' }, 'โครงการ', '', 'refused.no-title'],
  [{ โครงการ: 'ก', lat: '103.5', lon: '15.6' }, 'lat', '103.5', 'refused.not-position'],
  [{ โครงการ: 'ก', lat: '15.6' }, 'lat', '15.6', 'refused.not-position'],
])('%o is refused with its cell', (values, column, value, reason) => {
  expect(read(values as Record<string, string>).refusal).toEqual({ row: 7, column, value, reason })
})

test('a row of nothing, and a row that adds up others, are passed over', () => {
  expect(read({ แหล่งเงิน: '' }).kind).toBe('stub')
  expect(read({ โครงการ: 'รวม', 'งบประมาณ › 2566': '999' }, { total: true }).kind).toBe('stub')
})

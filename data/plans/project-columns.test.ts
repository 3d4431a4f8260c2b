import { expect, test } from 'vitest'
import { matchColumns } from './project-columns.ts'

function named(names: readonly string[], chosen: Record<string, string> = {}): Record<string, string> {
  return Object.fromEntries(
    [...matchColumns(names, chosen)].map(([target, position]) => [target, names[position] ?? '']),
  )
}

test('the columns of the ผ.02 form under three header rows', () => {
  const names = [
    'ที่',
    'โครงการ',
    'วัตถุประสงค์',
    'เป้าหมาย (ผลผลิตของโครงการ)',
    'งบประมาณ › 2566 (บาท)',
    'งบประมาณ › 2567 (บาท)',
    'ตัวชี้วัด (KPI)',
    'ผลที่คาดว่าจะได้รับ',
    'หน่วยงานรับผิดชอบหลัก',
  ]
  expect(named(names)).toEqual({
    sequence: 'ที่',
    title: 'โครงการ',
    objective: 'วัตถุประสงค์',
    target: 'เป้าหมาย (ผลผลิตของโครงการ)',
    'budget:2023': 'งบประมาณ › 2566 (บาท)',
    'budget:2024': 'งบประมาณ › 2567 (บาท)',
    kpi: 'ตัวชี้วัด (KPI)',
    expectedResult: 'ผลที่คาดว่าจะได้รับ',
    ownerUnit: 'หน่วยงานรับผิดชอบหลัก',
  })
})

test.each([
  ['ปี 2566', 'budget:2023'],
  ['2566', 'budget:2023'],
  ['งบประมาณ พ.ศ. ๒๕๖๖', 'budget:2023'],
  ['แผนพัฒนา (พ.ศ. 2566 - 2570) › 2568', 'budget:2025'],
  ['งบตามเทศบัญญัติ › ปี 2567', 'ordinance:2024'],
  ['budget2569', 'budget:2026'],
  ['ordinance2569', 'ordinance:2026'],
])('the money column %s is %s', (name, target) => {
  expect(named(['โครงการ', name])).toHaveProperty([target], name)
})

test.each(['จำนวนผู้เข้าร่วม 2566', 'รหัสโครงการ', 'เบอร์โทร'])('%s is none of ours', (name) => {
  expect(Object.values(named(['โครงการ', name]))).toEqual(['โครงการ'])
})

test('one row a year, positions and English names', () => {
  const names = ['name', 'fiscal year', 'budget', 'funding source', 'lat', 'lon', 'tambon_code', 'plan › planName']
  expect(named(names)).toEqual({
    title: 'name',
    year: 'fiscal year',
    budget: 'budget',
    source: 'funding source',
    lat: 'lat',
    lon: 'lon',
    areaCode: 'tambon_code',
    programme: 'plan › planName',
  })
})

test('what a person mapped comes first, in พ.ศ. too', () => {
  const chosen = { title: 'เรื่อง', 'budget:2566': 'ก้อนแรก' }
  expect(named(['โครงการ', 'เรื่อง', 'ก้อนแรก'], chosen)).toEqual({ title: 'เรื่อง', 'budget:2023': 'ก้อนแรก' })
})

test('organisations by what they do, joint issue, and a year’s money by source', () => {
  const names = [
    'โครงการ',
    'หน่วยงานรับผิดชอบหลัก',
    'หน่วยงานหลัก',
    'หน่วยงานสนับสนุน',
    'หน่วยงานที่สนับสนุนงบประมาณ',
    'หน่วยงานให้ข้อมูล',
    'ประเด็นร่วม',
    'งบประมาณ › 2567 (บาท)',
    'งบประมาณ 2567 แยกตามแหล่ง › อบจ.ร้อยเอ็ด',
    'งบ 2567 จาก สปสช.',
  ]
  expect(named(names)).toEqual({
    ...{ title: 'โครงการ', ownerUnit: 'หน่วยงานรับผิดชอบหลัก', lead: 'หน่วยงานหลัก', support: 'หน่วยงานสนับสนุน' },
    ...{ money: 'หน่วยงานที่สนับสนุนงบประมาณ', data: 'หน่วยงานให้ข้อมูล', jointIssue: 'ประเด็นร่วม' },
    'budget:2024': 'งบประมาณ › 2567 (บาท)',
    'budget:2024:อบจ.ร้อยเอ็ด': 'งบประมาณ 2567 แยกตามแหล่ง › อบจ.ร้อยเอ็ด',
    'budget:2024:สปสช.': 'งบ 2567 จาก สปสช.',
  })
  expect(named(['งบประมาณ › 2567 (บาท)', 'งบประมาณ 2568 › ที่ขอ'])).toEqual({
    'budget:2024': 'งบประมาณ › 2567 (บาท)',
    'budget:2025': 'งบประมาณ 2568 › ที่ขอ',
  })
})

import { describe, expect, test } from 'vitest'
import { inferKind } from './infer-kind.ts'
import { roleOfHeader, suggestRoles } from './roles.ts'

describe('what a header means', () => {
  test.each([
    ['bmn01', 'bmn_01'],
    ['BMN_38', 'bmn_38'],
    ['ตัวชี้วัดที่ 1', 'bmn_01'],
    ['ตัวชี้วัดที่ ๑๒', 'bmn_12'],
    ['ind22', 'bmn_22'],
    ['q5', 'bmn_05'],
    ['H01', 'bmn_01'],
    ['HE09', 'bmn_21'],
    ['ED05', 'bmn_26'],
    ['EC04', 'bmn_30'],
    ['W05', 'bmn_35'],
    ['FC02', 'bmn_38'],
    ['รหัสครัวเรือน', 'household_id'],
    ['Longitude', 'lon'],
    ['ละติจูด', 'lat'],
    ['UTM_X', 'x'],
    ['รหัสหมู่บ้าน', 'area_code'],
    ['จำนวนสมาชิกในครัวเรือน', 'members'],
    ['หนี้สิน (บาท)', 'debt_baht'],
    ['รายได้ครัวเรือนต่อปี', 'income_baht'],
  ])('%s is %s', (header, role) => expect(roleOfHeader(header)).toBe(role))

  test.each(['bmn39', 'H13', 'FC03', 'บ้านเลขที่', 'หมายเหตุ', 'x1y', ''])('%s is nothing known', (header) => {
    expect(roleOfHeader(header)).toBeNull()
  })

  test('a role goes to one header, the more telling one', () => {
    expect(suggestRoles(['id', 'hhid', 'รหัสตำบล', 'รหัสหมู่บ้าน'])).toEqual({ household_id: 'hhid', area_code: 'รหัสหมู่บ้าน' })
  })
})

describe('what kind a column is', () => {
  test.each([
    [['1', '0', '', '1'], 'answer'],
    [['ผ่าน', 'ไม่ผ่าน', 'ไม่เกี่ยวข้อง'], 'answer'],
    [['1', '2', '0'], 'integer'],
    [['1,200', '-', '๓๐๐'], 'integer'],
    [['1.5', '2'], 'real'],
    [['0123', '4567'], 'words'],
    [['12', 'บ้าน'], 'words'],
    [['', ''], 'words'],
    [['-', '-'], 'words'],
  ])('%j is %s', (cells, kind) => expect(inferKind(cells).kind).toBe(kind))
})

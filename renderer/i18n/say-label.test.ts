import { describe, expect, test } from 'vitest'
import { itemFields, planFields } from '../../data/contract/plans.ts'
import { createFormat } from './format.ts'
import { sayLabel } from './say-label.ts'

const say = (message: string, values: Record<string, string | number>) =>
  sayLabel({ message, values }, { language: 'th', format: createFormat({ language: 'th', thaiDigits: false }) })

describe('a label of the history', () => {
  test('names fields, writes money with separators and leaves no gap where a part is empty', () => {
    expect(say('command.edit-item', { title: 'ฝาย', field: 'expectedResult' })).toBe('แก้ ผลที่คาดว่าจะได้รับ ของ “ฝาย”')
    expect(say('command.set-ceiling', { year: 2570, source: '', amount: 12500000 })).toBe(
      'ตั้งเพดานเงินปี 2570 เป็น 12,500,000 บาท',
    )
    expect(say('command.settle-both', { title: 'ฝาย', field: 'budget:2027:อบต.' })).toBe(
      'ตกลง งบประมาณปี 2570 จากอบต. ของ “ฝาย”: เก็บทั้งคู่',
    )
    expect(say('command.undo', { what: 'command.edit-item', title: 'ฝาย', field: 'kpi' })).toBe(
      'ย้อนกลับ: แก้ ตัวชี้วัด (KPI) ของ “ฝาย”',
    )
  })

  test('names the fields of a step of several, each once, and of many the first', () => {
    expect(say('command.edit-item-fields', { title: 'ฝาย', fields: 'strategyCode\nstrategy\ntactic' })).toBe(
      'แก้ รหัสยุทธศาสตร์, ยุทธศาสตร์, กลยุทธ์ ของ “ฝาย”',
    )
    expect(say('command.edit-plan-fields', { plan: 'แผน', fields: 'issue:a\nissue:b' })).toBe(
      'แก้ ประเด็นร่วม ของแผน “แผน”',
    )
    expect(say('command.edit-item-fields', { title: 'ฝาย', fields: 'kpi\ntarget\nreason\nnotes\ntitle\nform' })).toBe(
      'แก้ ตัวชี้วัด (KPI), เป้าหมาย, เหตุผลความจำเป็น, หมายเหตุ และอีก 2 ช่อง ของ “ฝาย”',
    )
    expect(say('command.undo', { what: 'command.edit-item-fields', title: 'ฝาย', fields: 'strategy\ntactic' })).toBe(
      'ย้อนกลับ: แก้ ยุทธศาสตร์, กลยุทธ์ ของ “ฝาย”',
    )
  })

  test('tells a distance as it is read', () => {
    expect(say('command.set-reach-distance', { title: 'ฝาย', distanceM: 1500 })).toMatch(/ไม่เกิน 1.5 กม\.$/)
    expect(say('command.set-reach-distance', { title: 'ฝาย', distanceM: 500 })).toMatch(/ไม่เกิน 500 ม\.$/)
  })

  test('tells the time of the state that came back', () => {
    expect(say('command.restore-version-of', { at: '2026-03-01T05:00:00.000Z' })).toMatch(/2569/)
    expect(say('command.restore-version-of', { at: '' })).toBe('นำแผนเมื่อ กลับมา')
  })

  test('has a name for every field that a command may change', () => {
    for (const field of [...itemFields, ...planFields])
      expect(say('command.edit-item', { title: '', field }), field).not.toContain(field)
  })
})

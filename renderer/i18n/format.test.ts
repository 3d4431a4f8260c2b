import { expect, test } from 'vitest'
import { createFormat } from './format.ts'

const th = createFormat({ language: 'th', thaiDigits: false })
const thDigits = createFormat({ language: 'th', thaiDigits: true })
const en = createFormat({ language: 'en', thaiDigits: false })

test('years are พ.ศ. in Thai and Gregorian in English', () => {
  expect(th.year(2024)).toBe('2567')
  expect(en.year(2024)).toBe('2024')
  expect(th.date('2026-11-22T05:00:00Z')).toContain('2569')
})

test('Thai digits are a choice', () => {
  expect(thDigits.count(6204)).toBe('๖,๒๐๔')
  expect(thDigits.year(2024)).toBe('๒๕๖๗')
})

test('money has a short form in millions', () => {
  expect(th.baht(4_820_000)).toBe('4.82 ล้านบาท')
  expect(th.baht(450_000)).toBe('450,000 บาท')
  expect(th.bahtShort(450_000)).toBe('0.45 ล.')
})

test('land is counted in ไร่ งาน ตร.วา', () => {
  expect(th.landArea(1600 * 12 + 400 * 3 + 4 * 25)).toBe('12 ไร่ 3 งาน 25 ตร.วา')
  expect(th.landArea(399.9)).toBe('0 ไร่ 1 งาน 0 ตร.วา')
})

test('distances change unit at a kilometre, and no zero is negative', () => {
  expect(th.distance(820)).toBe('820 ม.')
  expect(th.distance(12_400)).toBe('12.4 กม.')
  expect(th.fixed(-0.01, 1)).toBe('0.0')
  expect(th.fixed(-1.25, 1)).toBe('−1.3')
})

import { describe, expect, it } from 'vitest'
import { readTypedNumber } from './read-typed-number.ts'

const free = { isYear: false, isWhole: false, least: null, most: null }
const money = { ...free, least: 0 }
const year = { isYear: true, isWhole: false, least: 2500, most: 2700 }
const value = (of: number | null) => ({ kind: 'value', value: of })
const problem = (of: string) => ({ kind: 'problem', problem: of })

describe('a number that is typed', () => {
  it.each([
    ['1200000', 1_200_000],
    ['1,200,000 บาท', 1_200_000],
    ['1.2 ล้าน', 1_200_000],
    ['๑.๒ ล้านบาท', 1_200_000],
    ['๑๒๐๐๐๐', 120_000],
    ['4.8', 4.8],
    ['12%', 12],
    ['', null],
    [' - ', null],
  ])('%s is %s', (text, is) => {
    expect(readTypedNumber(text, money)).toEqual(value(is))
  })

  it.each(['ประมาณสองแสน', '2 กม.', '1,20,000', '10-20', '12a'])('%s is none, and nothing is made of it', (text) => {
    expect(readTypedNumber(text, free)).toEqual(problem('unreadable'))
  })

  it('says what is too small or too large, and does not bend it', () => {
    for (const text of ['-500', '(500)']) {
      expect(readTypedNumber(text, money)).toEqual(problem('too-small'))
      expect(readTypedNumber(text, free)).toEqual(value(-500))
    }
    expect(readTypedNumber('5', { ...free, most: 4 })).toEqual(problem('too-large'))
    expect(readTypedNumber('5', { ...free, least: 1, most: 4 })).toEqual(problem('out-of-bounds'))
  })
})

describe('a year that is typed', () => {
  it.each([
    ['2571', 2571],
    ['๒๕๗๑', 2571],
    ['พ.ศ. 2571', 2571],
    ['2027', 2570],
    ['', null],
  ])('%s is %s', (text, is) => {
    expect(readTypedNumber(text, year)).toEqual(value(is))
  })

  it.each(['71', '257', '25711', 'ปีหน้า', '2,571'])('%s is none', (text) => {
    expect(readTypedNumber(text, year)).toEqual(problem('unreadable-year'))
  })

  it('is not taken where it lies out of bounds', () => {
    expect(readTypedNumber('1900', year)).toEqual(problem('out-of-bounds'))
  })
})

it('of whole numbers a part of one is said, and what the machine makes of ล้าน is none', () => {
  const whole = { ...free, isWhole: true }
  expect(readTypedNumber('1,250,000.50', whole)).toEqual({ kind: 'problem', problem: 'not-whole' })
  for (const [text, value] of [
    ['1.1 ล้าน', 1_100_000],
    ['0.57 ล้านบาท', 570_000],
    ['2.2 แสน', 220_000],
    ['', null],
  ] as const)
    expect(readTypedNumber(text, whole)).toEqual({ kind: 'value', value })
})

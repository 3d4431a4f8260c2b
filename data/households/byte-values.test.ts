import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AnswerReader, FAIL, MISSING, NO_ANSWER, NOT_APPLICABLE, PASS } from './answer-words.ts'
import { ByteDictionary, NO_VALUE, numberOf } from './byte-values.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const number = (text: string): number => numberOf(bytes(text), 0, bytes(text).length)

describe('numbers from bytes', () => {
  test('equal what the language itself reads, to the last bit', () => {
    const decimal = fc.tuple(fc.integer({ min: -999_999_999, max: 999_999_999 }), fc.stringMatching(/^\d{0,6}$/))
    fc.assert(
      fc.property(decimal, ([whole, fraction]) => {
        const text = fraction === '' ? String(whole) : `${whole}.${fraction}`
        expect(number(` ${text} `)).toBe(Number(text) + 0)
      }),
    )
  })

  test.each([
    ['๑,๒๓๔', 1234],
    ['1,234.50', 1234.5],
    ['5000 บาท', 5000],
    ['(120)', -120],
    ['1e3', 1000],
    ['12345678901234567', 12345678901234568],
  ])('%s is %d', (text, value) => expect(number(text)).toBe(value))

  test.each(['', '   ', '-', ' – ', 'ไม่มีข้อมูล'])('"%s" is nothing', (text) => expect(number(text)).toBe(NO_VALUE))
  test.each(['abc', '1.2.3', '1,20,000', '--5', '.'])('"%s" is no number or nothing', (text) => {
    expect(Number.isFinite(number(text))).toBe(false)
  })
})

describe('answers from bytes', () => {
  test.each([
    ['1', PASS],
    ['0', FAIL],
    ['', MISSING],
    ['ผ่าน', PASS],
    ['ไม่ผ่าน', FAIL],
    ['Yes', PASS],
    ['NO', FAIL],
    ['ไม่เกี่ยวข้อง', NOT_APPLICABLE],
    ['-', NOT_APPLICABLE],
    ['ไม่ทราบ', MISSING],
    ['2', NO_ANSWER],
    ['บ้าน', NO_ANSWER],
  ])('"%s"', (text, answer) => {
    const reader = new AnswerReader()
    expect(reader.read(bytes(text), 0, bytes(text).length)).toBe(answer)
    expect(reader.read(bytes(text), 0, bytes(text).length)).toBe(answer)
  })
})

test('a dictionary numbers words in order of first sight', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme', maxLength: 6 }).filter((t) => t.isWellFormed()),
        { maxLength: 400 },
      ),
      (words) => {
        const dictionary = new ByteDictionary()
        const numbers = words.map((word) => dictionary.add(bytes(word), 0, bytes(word).length))
        const different = [...new Set(words)]
        expect(dictionary.words()).toEqual(different)
        expect(numbers).toEqual(words.map((word) => different.indexOf(word)))
        expect(dictionary.find(bytes('absent word'), 0, 11)).toBe(-1)
      },
    ),
  )
})

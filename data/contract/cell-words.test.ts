import { describe, expect, test } from 'vitest'
import { cellWords, optionWords } from './cell-words.ts'
import { cellWordMessages } from './messages/cell-words.ts'
import { comparisonMessages } from './messages/comparison.ts'
import { storedVerdicts } from './plan-frame.ts'
import { itemTextFields } from './plans.ts'
import type { QuestionValue } from './questions.ts'
import { sayLabel } from './say-label.ts'

const sentences: Readonly<Record<string, { readonly th: string }>> = { ...cellWordMessages, ...comparisonMessages }
const speech = {
  sentence: (id: string) => sentences[id]?.th ?? null,
  figure: (value: number) => value.toLocaleString('en-US'),
  digits: (text: string) => text,
  moment: (at: string) => at,
}
const say = (field: string, value: QuestionValue) => sayLabel(cellWords(field, value), speech)
const sayAll = (field: string, ...values: QuestionValue[]) => {
  const options = values.map((value, at) => ({ value, by: '', at: '', hash: String(at) }))
  return optionWords({ field, options }).map((label) => sayLabel(label, speech))
}

const place = { id: 'p', kind: 'line', code: null, label: 'ถนน', geometry: '' }
const line = (...coordinates: number[][]) => JSON.stringify({ type: 'LineString', coordinates })
const reach = { by: 'road', layer: 'roads', mode: 'walk', minutes: 10 }

/** Two values of one cell each, of which people wrote one and the other. */
const pairs: ReadonlyArray<readonly [field: string, one: unknown, other: unknown]> = [
  ['need:bmn1', { baseline: 10, survey: null }, { baseline: 10, survey: 'jpt67' }],
  ['need:bmn1', { baseline: null, survey: null }, { baseline: null, survey: 'jpt67' }],
  ['goal:2027:bmn1', 10.001, 10.002],
  ['link:l', { id: 'l', title: 'แบบ', url: 'https://a' }, { id: 'l', title: 'แบบ', url: 'https://b' }],
  ['issue:i', { id: 'i', title: 'น้ำ', note: '', order: 0 }, { id: 'i', title: 'น้ำ', note: 'ก่อนแล้ง', order: 0 }],
  ['issue:i', { id: 'i', title: 'น้ำ', note: '', order: 0 }, { id: 'i', title: 'น้ำ', note: '', order: 1 }],
  ['strategy:s', { id: 's', code: '1', title: 'น้ำ' }, { id: 's', code: '2', title: 'น้ำ' }],
  [
    'place:p',
    { ...place, geometry: line([103, 16], [103.1, 16]) },
    { ...place, geometry: line([103, 16], [103.2, 16]) },
  ],
  ['place:p', { ...place, geometry: line([103, 16], [104, 17]) }, { ...place, geometry: line([103, 17], [104, 16]) }],
  ['place:p', { ...place, kind: 'areaCode', code: '450101' }, { ...place, kind: 'areaCode', code: '450102' }],
  ['reach', reach, { ...reach, mode: 'drive' }],
  ['reach', reach, { ...reach, layer: 'paths' }],
  ['answer:p/i', { verdict: 'declined', why: 'ซ้ำ' }, { verdict: 'sent-back', why: 'ซ้ำ' }],
  ['dropped', { by: 'ก', when: '', why: '' }, { by: 'ก', when: '', why: 'ซ้ำ' }],
  ['dropped', { by: 'ก', when: '', why: '' }, null],
  ['exists', true, null],
  ['rank', 2 ** 19, 2 ** 20],
  ['rank', 2.25 * 2 ** 20, 2.5 * 2 ** 20],
  ['status', 'idea', 'under-way'],
  ['title', 'ฝาย', null],
  ['title', 'ทำฝาย  ใหม่', 'ทําฝาย ใหม่ '],
]

describe('the words of a value', () => {
  test.each([...itemTextFields, 'title', 'vision'])('are those of %s as they were written', (field) => {
    for (const words of ['ยุทธศาสตร์ {ที่} 1 [น้ำ]', '{"id":1}', 'null'])
      expect([field, sayLabel(cellWords(field, words), speech)]).toEqual([field, words])
  })

  test.each(pairs)('differ where the values of %s do', (field, one, other) => {
    const [first, second] = [one, other].map((value) =>
      typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as QuestionValue),
    )
    const [left, right] = sayAll(field, first ?? null, second ?? null)
    expect(left).not.toBe(right)
    for (const words of [left, right]) expect(words).not.toMatch(/[{}]|undefined|said\./)
  })

  test('are those of the language, not of the file', () => {
    expect(say('firstFiscalYear', 2027)).toBe('พ.ศ. 2570')
    expect(say('budget:2027:อบต.', 1_200_000)).toBe('1,200,000 บาท')
    expect(say('state', 'under-review')).toBe('กำลังทบทวน')
    expect(say('dropped', JSON.stringify({ by: 'สมชาย', when: '', why: '' }))).toBe('ตัดออก')
    expect(say('rank', 2 ** 19)).toBe('ก่อนลำดับที่ 1')
    expect(say('rank', 2.5 * 2 ** 20)).toBe('ระหว่างลำดับที่ 2 กับ 3')
    expect(say('objective', null)).toBe('(ว่าง)')
    expect(say('title', 'said.yes')).toBe('said.yes')
  })

  test.each(storedVerdicts)('tell an answer of the kind %s in words', (verdict) => {
    expect(say('answer:p/i', JSON.stringify({ verdict, why: 'ซ้ำ' }))).toMatch(/^[^.{}]+ · ซ้ำ$/)
  })

  test('name the fields for which something is kept', () => {
    const options = [
      { value: JSON.stringify({ by: '', when: '', why: 'ซ้ำ' }), by: '', at: '', hash: 'a' },
      { value: null, by: '', at: '', hash: 'b', edited: ['budget:2027:', 'title'] },
    ]
    const words = optionWords({ field: 'dropped', options }).map((label) => sayLabel(label, speech))
    expect(words).toEqual(['ตัดออก: ซ้ำ', 'คงไว้ เพราะมีคนแก้ งบประมาณปี 2570, ชื่อ'])
  })
})

import { describe, expect, test } from 'vitest'
import { cellWords } from '../../data/contract/cell-words.ts'
import { itemFields, planFields } from '../../data/contract/plans.ts'
import { sayLabel } from '../../data/contract/say-label.ts'
import { createFormat } from './format.ts'
import { createSpeech } from './speech.ts'

const speech = createSpeech({ language: 'th', format: createFormat({ language: 'th', thaiDigits: false }) })
const say = (message: string, values: Record<string, string | number>) => sayLabel({ message, values }, speech)

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

  test('says what was chosen in a settlement in words, also where that is taken back', () => {
    const settled = (field: string, value: string | number | null) => {
      const words = cellWords(field, value)
      return { message: 'command.settle', values: { ...words.values, field, title: 'ฝาย', choice: words.message } }
    }
    const { message, values } = settled('reach', '{"by":"distance","distanceM":2000}')
    expect(say(message, values)).toBe('ตกลง วิธีนับผู้ได้ประโยชน์ ของ “ฝาย”: ในระยะ 2,000 เมตร')
    expect(say('command.undo', { ...values, what: message })).toBe(
      'ย้อนกลับ: ตกลง วิธีนับผู้ได้ประโยชน์ ของ “ฝาย”: ในระยะ 2,000 เมตร',
    )
    expect(sayLabel(settled('dropped', null), speech)).toBe('ตกลง การตัดออก ของ “ฝาย”: คงไว้')
    expect(sayLabel(settled('status', 'under-way'), speech)).toBe('ตกลง สถานะ ของ “ฝาย”: กำลังทำ')
  })

  test('names the fields of a step of several, each once, and of many the first', () => {
    const fields = (...names: readonly string[]) => ({ title: 'ฝาย', fields: names.join('\n') })
    expect(say('command.edit-item-fields', fields('strategyCode', 'strategy', 'tactic'))).toBe(
      'แก้ รหัสยุทธศาสตร์, ยุทธศาสตร์, กลยุทธ์ ของ “ฝาย”',
    )
    expect(say('command.edit-plan-fields', { plan: 'แผน', fields: 'issue:a\nissue:b' })).toBe(
      'แก้ ประเด็นร่วม ของแผน “แผน”',
    )
    expect(say('command.edit-item-fields', fields('kpi', 'target', 'reason', 'notes', 'title', 'form'))).toBe(
      'แก้ ตัวชี้วัด (KPI), เป้าหมาย, เหตุผลความจำเป็น, หมายเหตุ และอีก 2 ช่อง ของ “ฝาย”',
    )
    expect(say('command.undo', { what: 'command.edit-item-fields', ...fields('strategy', 'tactic') })).toBe(
      'ย้อนกลับ: แก้ ยุทธศาสตร์, กลยุทธ์ ของ “ฝาย”',
    )
  })

  test('names the indicators of fields', () => {
    const format = createFormat({ language: 'th', thaiDigits: false })
    const named = createSpeech({ language: 'th', format }, (kind, id) => (kind === 'indicator' ? `“${id}”` : null))
    const label = { message: 'command.edit-item-fields', values: { title: 'ฝาย', fields: 'need:a\ngoal:2027:b' } }
    expect(sayLabel(label, named)).toMatch(/“a”.*“b”/)
  })

  test('says a label that nobody of ours wrote without end or fault', () => {
    const odd = { choice: 'said.kept-edited', fields: 'x\ny', title: '', field: '{' }
    expect(say('command.settle', odd)).toBe('ตกลง { ของ “”: คงไว้ เพราะมีคนแก้ x, y')
    const deep = {
      ...{ title: '', field: '', choice: 'said.nth', nth: 1, words: 'said.place-labelled', label: '' },
      ...{ place: 'said.place-drawn', corners: 1, lat: '', lon: '', shape: 'said.with-more', more: '' },
      ...{ name: 'said.dropped-because', why: 'said.form', form: 'said.yes' },
    }
    expect(say('command.settle', deep)).toContain('ผ.said.yes')
    expect(say('said.nth', deep)).toContain('ผ.มี')
  })

  test('shows an id that the catalogue does not know as it is', () => {
    expect(say('ไร่ต่อคน', {})).toBe('ไร่ต่อคน')
  })

  test('has years and figures in the chosen numerals', () => {
    const thai = createSpeech({ language: 'th', format: createFormat({ language: 'th', thaiDigits: true }) })
    const values = { title: 'ฝาย', year: 2570, source: '', amount: 12500 }
    expect(sayLabel({ message: 'command.set-budget', values }, thai)).toBe('ตั้งงบ “ฝาย” ปี ๒๕๗๐ เป็น ๑๒,๕๐๐ บาท')
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

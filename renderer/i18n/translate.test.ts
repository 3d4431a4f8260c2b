import { expect, test } from 'vitest'
import { messages } from './catalogue.ts'
import { translate, translateId } from './translate.ts'

test('every sentence says the same placeholders in both languages', () => {
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  for (const [id, { th, en }] of Object.entries(messages)) expect(names(en), id).toEqual(names(th))
})

test('placeholders are filled', () => {
  expect(translate('th', 'format.baht', { amount: '450,000' })).toBe('450,000 บาท')
})

test('what was undone is said by its own sentence', () => {
  const said = translateId('th', 'command.undo', { what: 'command.move-item', title: 'ฝายห้วยแก้ว' })
  expect(said).toContain('ย้าย “ฝายห้วยแก้ว”')
})

test('an id that the catalogue does not know is shown as it is', () => {
  expect(translateId('th', 'ไร่ต่อคน')).toBe('ไร่ต่อคน')
})

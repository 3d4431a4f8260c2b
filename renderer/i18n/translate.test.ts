import { expect, test } from 'vitest'
import { messages } from './catalogue.ts'
import { sentenceOfId, translate } from './translate.ts'

test('every sentence says the same placeholders in both languages', () => {
  const names = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
  for (const [id, { th, en }] of Object.entries(messages)) expect(names(en), id).toEqual(names(th))
})

test('placeholders are filled', () => {
  expect(translate('th', 'format.baht', { amount: '450,000' })).toBe('450,000 บาท')
})

test('an id that the catalogue does not know has no sentence', () => {
  expect(sentenceOfId('th', 'command.undo')).toBe('ย้อนกลับ: {what}')
  expect(sentenceOfId('th', 'ไร่ต่อคน')).toBeNull()
})

test('no message of the window hides another: the later one would silently win', () => {
  const idsOf = (modules: Record<string, Record<string, Record<string, unknown>>>) =>
    Object.values(modules).flatMap((module) => Object.values(module).flatMap((part) => Object.keys(part)))
  const own = idsOf(import.meta.glob('./messages/*.ts', { eager: true }))
  const fromData = idsOf(import.meta.glob('../../data/contract/messages/*.ts', { eager: true }))
  expect(own.filter((id, index) => own.indexOf(id) !== index || fromData.includes(id))).toEqual([])
  expect(new Set([...own, ...fromData])).toEqual(new Set(Object.keys(messages)))
})

/** Labels of data/ as people read them: fields by their names, money and times as they are written here. */
import type { Label } from '../../data/contract/commands.ts'
import { fieldLabel } from '../../data/contract/field-labels.ts'
import type { Format } from './format.ts'
import { isKey, type Language, translateId } from './translate.ts'

interface Speech {
  readonly language: Language
  readonly format: Pick<Format, 'count' | 'dateTime'>
}

/** The sentence of a label; a part that is empty leaves no gap. */
export function sayLabel({ message, values }: Label, speech: Speech): string {
  const said = Object.entries(values).map(([name, value]) => [name, sayValue(name, value, speech)] as const)
  return translateId(speech.language, message, Object.fromEntries(said)).replace(/ {2,}/g, ' ').trim()
}

function sayValue(name: string, value: string | number, { language, format }: Speech): string | number {
  if (name === 'amount' && typeof value === 'number') return format.count(value)
  if (name === 'at') return Number.isNaN(Date.parse(String(value))) ? '' : format.dateTime(String(value))
  if (name !== 'field') return value
  const { message, values } = fieldLabel(String(value))
  return isKey(message) ? translateId(language, message, values) : value
}

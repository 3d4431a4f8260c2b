/** Labels of data/ as people read them: fields by their names, money and times as they are written here. */
import type { Label } from '../../data/contract/commands.ts'
import { fieldLabel } from '../../data/contract/field-labels.ts'
import type { Format } from './format.ts'
import { isKey, type Language, translateId } from './translate.ts'

interface Speech {
  readonly language: Language
  readonly format: Pick<Format, 'count' | 'dateTime' | 'distance'>
}

const NAMED_FIELDS = 4

/** The sentence of a label; a part that is empty leaves no gap. */
export function sayLabel({ message, values }: Label, speech: Speech): string {
  const said = Object.entries(values).map(([name, value]) => [name, sayValue(name, value, speech)] as const)
  return translateId(speech.language, message, Object.fromEntries(said)).replace(/ {2,}/g, ' ').trim()
}

function sayValue(name: string, value: string | number, { language, format }: Speech): string | number {
  if (name === 'amount' && typeof value === 'number') return format.count(value)
  if (name === 'at') return Number.isNaN(Date.parse(String(value))) ? '' : format.dateTime(String(value))
  if (name === 'distanceM' && typeof value === 'number') return format.distance(value)
  if (name === 'fields') return sayFields(String(value).split('\n'), { language, format })
  return name === 'field' ? sayField(String(value), language) : value
}

function sayField(field: string, language: Language): string {
  const { message, values } = fieldLabel(field)
  return isKey(message) ? translateId(language, message, values) : field
}

/** The first few by name, each name once: of many the rest is told by its number. */
function sayFields(fields: readonly string[], { language, format }: Speech): string {
  const names = [...new Set(fields.map((field) => sayField(field, language)))]
  const shown = names.slice(0, NAMED_FIELDS).join(', ')
  const others = names.length - NAMED_FIELDS
  if (others <= 0) return shown
  return translateId(language, 'said-fields.more', { fields: shown, count: format.count(others) })
}

/** Labels in words, on either side of the window: whoever says them brings the sentences, the numerals and the names. */
import type { Label } from './commands.ts'
import { fieldLabel } from './field-labels.ts'

export interface Speech {
  /** The sentence of a message id; null where there is none. */
  readonly sentence: (id: string) => string | null
  /** A sum or a measured figure, all of its digits. */
  readonly figure: (value: number) => string
  /** A year or a number in a row: without separators. */
  readonly digits: (text: string) => string
  /** An instant in ISO 8601; '' where it is none. */
  readonly moment: (at: string) => string
  /** What the thing of this id is called, where that is known. */
  readonly nameOf?: ((kind: NamedKind, id: string) => string | null) | undefined
}

const namedKinds = ['indicator', 'category', 'survey'] as const
export type NamedKind = (typeof namedKinds)[number]

/** Values that are figures; a year or a number in a row is none. */
const figures: ReadonlySet<string> = new Set(['amount', 'figure', 'distanceM', 'minutes', 'corners'])

/**
 * The sentence of a label; the id itself where there is none, and no gap where a part is empty. A value that is a message id is said
 * with the same values: what an undo took back, what was chosen in a settlement.
 */
export function sayLabel(label: Label, speech: Speech): string {
  return say(label, speech).replace(/ {2,}/g, ' ').trim()
}

const NAMED_FIELDS = 4

/** A settlement that was taken back, of two alike, of a place with a name. A label may come from anywhere, and deeper ones from nobody. */
const MOST_LEVELS = 7

function say({ message, values }: Label, speech: Speech, level = 1): string {
  const sentence = level > MOST_LEVELS ? null : speech.sentence(message)
  if (sentence === null) return message
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    const { [name]: _, ...others } = values
    return sayValue(name, value, { speech, others, level })
  })
}

function sayValue(
  name: string,
  value: string | number,
  { speech, others, level }: { readonly speech: Speech; readonly others: Label['values']; readonly level: number },
): string {
  if (typeof value === 'number') return figures.has(name) ? speech.figure(value) : speech.digits(String(value))
  switch (name) {
    case 'text':
      return value
    case 'at':
      return speech.moment(value)
    case 'field':
      return sayField(value, speech)
    case 'fields':
      return sayFields(value.split('\n'), speech)
    case 'level':
      return speech.sentence(`level.${value}`) ?? value
    default: {
      const named = namedKinds.find((kind) => kind === name)
      if (named) return speech.nameOf?.(named, value) ?? value
      const isMessage = value.includes('.') && speech.sentence(value) !== null
      return isMessage ? say({ message: value, values: others }, speech, level + 1) : value
    }
  }
}

function sayField(field: string, speech: Speech): string {
  const label = fieldLabel(field)
  return speech.sentence(label.message) === null ? field : say(label, speech)
}

/** The first few by name, each name once: of many the rest is told by its number. */
function sayFields(fields: readonly string[], speech: Speech): string {
  const names = [...new Set(fields.map((field) => sayField(field, speech)))]
  const text = names.slice(0, NAMED_FIELDS).join(', ')
  const others = names.length - NAMED_FIELDS
  return others <= 0 ? text : say({ message: 'said-fields.more', values: { text, count: others } }, speech)
}

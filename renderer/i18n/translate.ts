/**
 * The typed catalogue: Thai is the source, and each message carries its English beside it, so a key without one does not compile.
 * `{name}` placeholders of the Thai sentence are what `t` asks for.
 */
import { type Key, messages } from './catalogue.ts'

export type Language = 'th' | 'en'
type Placeholder<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholder<Rest>
  : never
type ValuesOf<K extends Key> = Record<Placeholder<(typeof messages)[K]['th']>, string | number>
/** Nothing where the sentence has no placeholder, else an object with exactly its names. */
export type Arguments<K extends Key> = [Placeholder<(typeof messages)[K]['th']>] extends [never]
  ? []
  : [values: ValuesOf<K>]

/** The sentence of a key in a language, its placeholders filled. */
export function translate<K extends Key>(language: Language, key: K, ...[values]: Arguments<K>): string {
  return fill(messages[key][language], values ?? {})
}

/**
 * A message whose id came over the wire (a note, a label, a unit); the id itself where the catalogue does not know it. A value
 * that is a message id itself (what an undo took back) is said with the same values, and a level of areas by its name.
 */
export function translateId(
  language: Language,
  id: string,
  values: Readonly<Record<string, string | number>> = {},
): string {
  if (!isKey(id)) return id
  const said = Object.entries(values).map(([name, value]) => {
    const inWords = name === 'level' ? `level.${value}` : value
    const isMessage = typeof inWords === 'string' && inWords.includes('.') && isKey(inWords)
    return [name, isMessage ? fill(messages[inWords][language], values) : value] as const
  })
  return fill(messages[id][language], Object.fromEntries(said))
}

/** Whether the catalogue has this message id. */
export function isKey(id: string): id is Key {
  return Object.hasOwn(messages, id)
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

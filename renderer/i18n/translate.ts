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

/** The sentence of an id that came over the wire, its placeholders open; null where the catalogue does not know it. */
export function sentenceOfId(language: Language, id: string): string | null {
  return isKey(id) ? messages[id][language] : null
}

/** Whether the catalogue has this message id. */
export function isKey(id: string): id is Key {
  return Object.hasOwn(messages, id)
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}

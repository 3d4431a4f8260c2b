/** Names of areas as maps and lists need them: a label that no line break tears apart, and a key that sorts as Thai does. */

const WORD_JOINER = '\u2060'
const LEADING_VOWEL = /[\u0E40-\u0E44]/
const TONES = /[\u0E47-\u0E4E]/

/**
 * The name with word joiners between its letters, for labels on the map only: line breaking is the browser's dictionary's, which
 * tears names apart (สาเก|ตุนคร). A break stays possible at spaces.
 */
export function labelOf(name: string): string {
  return name.replace(
    /(?<=[\u0E00-\u0E7F])(?<![\u0E40-\u0E44])(?=[\u0E01-\u0E2E\u0E40-\u0E44\u0E2F\u0E46\u0E50-\u0E59])/gu,
    WORD_JOINER,
  )
}

/**
 * A text whose plain code-point order is the order of the Royal Institute's dictionary: consonants first, so a leading vowel
 * goes behind its consonant; tone marks and other signs only decide between names that are else alike.
 */
export function sortKeyOf(name: string): string {
  const plain = name.normalize('NFC').replaceAll('\u0E4D\u0E32', '\u0E33').toLowerCase()
  let letters = ''
  let signs = ''
  for (let i = 0; i < plain.length; i++) {
    const char = plain[i]!
    const next = plain[i + 1]
    if (LEADING_VOWEL.test(char) && next !== undefined && /[\u0E01-\u0E2E]/.test(next)) {
      letters += next + char
      i++
    } else if (TONES.test(char)) signs += char + String.fromCharCode(0xe000 + letters.length)
    else if (/[\p{L}\p{M}\p{N}]/u.test(char)) letters += char
  }
  return signs === '' ? letters : `${letters}\u0001${signs}`
}

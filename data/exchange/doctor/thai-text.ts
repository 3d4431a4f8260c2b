/**
 * Does a text read as Thai, or as anything at all. A wrong encoding does not give nonsense everywhere: TIS-620 bytes read as
 * Latin-1 look like ºÒ§»Ð¡§, and UTF-8 bytes read as Windows-874 look like เธเธฒ (right letters, impossible order). So letters are
 * judged by where they stand: a vowel or tone mark needs a consonant before it, a leading vowel one behind it.
 */

const THAI = /[\u0E00-\u0E7F]/
const CONSONANT = /[\u0E01-\u0E2E]/
const LEADING_VOWEL = /[\u0E40-\u0E44]/
const ABOVE_OR_BELOW = /[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/
const FOLLOWING_VOWEL = /[\u0E30\u0E32\u0E33\u0E45]/
const LETTER = /\p{L}/u

/** How many characters beyond ASCII a text has, and how many of them stand where their script allows. */
export interface Plausibility {
  readonly foreign: number
  readonly plausible: number
  readonly thai: number
}

/** Judges one decoded text. Replacement characters and control characters are never plausible. */
export function judgeText(text: string): Plausibility {
  let foreign = 0
  let plausible = 0
  let thai = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if (char < '\u0080') continue
    foreign++
    if (THAI.test(char)) {
      thai++
      if (standsWell(text, i)) plausible++
    } else if (LETTER.test(char)) {
      // A Latin letter with an accent stands among plain ones; a row of accents is another encoding's bytes.
      if (char > '\u024f' || /[A-Za-z]/.test(text[i - 1] ?? '') || /[A-Za-z]/.test(text[i + 1] ?? '')) plausible++
    } else if (/[\u2010-\u201f\u2022\u2026\u20ac²³°½·]/.test(char)) plausible++
  }
  return { foreign, plausible: plausible - sawtooth(text), thai }
}

function standsWell(text: string, at: number): boolean {
  const char = text[at]!
  const before = text[at - 1] ?? ''
  if (ABOVE_OR_BELOW.test(char)) return CONSONANT.test(before) || ABOVE_OR_BELOW.test(before)
  if (FOLLOWING_VOWEL.test(char))
    return CONSONANT.test(before) || ABOVE_OR_BELOW.test(before) || FOLLOWING_VOWEL.test(before)
  if (LEADING_VOWEL.test(char)) return CONSONANT.test(text[at + 1] ?? '')
  return true
}

/** UTF-8 Thai read as Windows-874 starts every letter with เธ or เน: what is counted is the excess of those pairs. */
function sawtooth(text: string): number {
  const pairs = text.match(/เ[ธน]/g)?.length ?? 0
  return pairs >= 3 && pairs * 6 > text.length ? pairs * 3 : 0
}

/** Text that was Windows-874 and was read as Latin-1 or Windows-1252, read again; null where it cannot have been. */
export function rereadLatin1(text: string): string | null {
  return reread(text, latin1Bytes(text), 'windows-874')
}

/** Text that was UTF-8 and was read as Windows-874, read again; null where it cannot have been. */
export function reread874(text: string): string | null {
  return reread(text, thaiBytes(text), 'utf-8')
}

function reread(text: string, bytes: Uint8Array | null, label: string): string | null {
  if (!bytes) return null
  const again = new TextDecoder(label).decode(bytes)
  return again === text || again.includes('\ufffd') ? null : again
}

const windows1252 = new Map(
  Array.from({ length: 32 }, (_, i) => [new TextDecoder('windows-1252').decode(Uint8Array.of(0x80 + i)), 0x80 + i]),
)
const windows874 = new Map(
  Array.from({ length: 128 }, (_, i) => [new TextDecoder('windows-874').decode(Uint8Array.of(0x80 + i)), 0x80 + i]),
)

function latin1Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  let high = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 256 ? code : windows1252.get(text[i]!)
    if (byte === undefined) return null
    if (byte >= 0x80) high++
    bytes[i] = byte
  }
  return high > 0 ? bytes : null
}

function thaiBytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(text.length)
  let high = 0
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    const byte = code < 0xa0 ? code : windows874.get(text[i]!)
    if (byte === undefined) return null
    if (byte >= 0x80) high++
    bytes[i] = byte
  }
  return high > 0 ? bytes : null
}

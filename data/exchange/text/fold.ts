/**
 * One spelling for matching. Thai text reaches us with สระอำ in two spellings, marks in two orders, doubled marks, Thai
 * digits, and spaces that no one sees; NFC unites none of the first three. A fold is for comparing, never for showing.
 */
import type { AreaLevel } from '../../contract/imports.ts'
import { arabicDigits } from '../../contract/text/digits.ts'

const NIKHAHIT = 'ํ'
const SARA_AA = 'า'
const SARA_AM = 'ำ'
const TONES = '\u0E48-\u0E4C\u0E4E'
const VOWEL_MARKS = '\u0E31\u0E34-\u0E3A\u0E47\u0E4D'

const markRun = new RegExp(`[${VOWEL_MARKS}${TONES}]{2,}`, 'g')
const markAfterAam = new RegExp(`${NIKHAHIT}([${TONES}]*)${SARA_AA}([${TONES}]+)`, 'g')
const spreadAam = new RegExp(`${NIKHAHIT}([${TONES}]*)${SARA_AA}`, 'g')
const anyTone = new RegExp(`[${TONES}]`)
const invisible = /[\s\u00AD\u180E\u200B-\u200F\u2028-\u202F\u205F-\u2064\u3000\uFEFF]+/gu

/**
 * The text as it is compared: NFKC, lower case, Arabic digits, no white space and no zero-width characters, one spelling of
 * สระอำ and of แ, marks once each and in one order. Folding a fold changes nothing.
 */
export function foldThai(text: string): string {
  const lower = text.normalize('NFKC').toLowerCase().normalize('NFKC')
  // What stood apart by a space (´ is a space and an accent) may now be one letter.
  const plain = arabicDigits(lower).replace(invisible, '').normalize('NFC')
  if (!/[\u0E00-\u0E7F]/.test(plain)) return plain
  const spread = plain
    .replaceAll('เเ', 'แ')
    .replaceAll('ๅ', SARA_AA)
    .replaceAll(SARA_AM, NIKHAHIT + SARA_AA)
  return spread
    .replace(markAfterAam, `${NIKHAHIT}$1$2${SARA_AA}`)
    .replace(markRun, orderMarks)
    .replace(spreadAam, `$1${SARA_AM}`)
}

/** Vowel signs before tones, each mark once: a run of marks sits on one consonant, so its order carries no meaning. */
function orderMarks(run: string): string {
  const marks = [...new Set(run)]
  const isTone = (mark: string): number => (anyTone.test(mark) ? 1 : 0)
  return marks.sort((a, b) => isTone(a) - isTone(b) || (a < b ? -1 : 1)).join('')
}

const prefixes: Readonly<Record<AreaLevel, RegExp>> = {
  province: /^\s*(?:จังหวัด|จ\s*\.|changwat\b|province of\b)\s*/iu,
  amphoe: /^\s*(?:กิ่ง\s*อำเภอ|กิ่ง\s*อ\s*\.|อำเภอ|อ\s*\.|เขต|king amphoe\b|amphoe\b|khet\b)\s*/iu,
  tambon: /^\s*(?:ตำบล|ต\s*\.|แขวง|tambon\b|khwaeng\b)\s*/iu,
  village: /^\s*(?:หมู่บ้าน|บ้าน|บ\s*\.|ban\b)\s*/iu,
}

/** A name without the word for its level (ต./ตำบล/แขวง, อ./อำเภอ/กิ่งอำเภอ/เขต, จ./จังหวัด, บ้าน); never empties a name. */
export function withoutPrefix(name: string, level: AreaLevel): string {
  const composed = name.normalize('NFC').replaceAll(NIKHAHIT + SARA_AA, SARA_AM)
  const stripped = composed.replace(prefixes[level], '').trim()
  return stripped === '' ? composed.trim() : stripped
}

export function withoutTambonPrefix(name: string): string {
  return withoutPrefix(name, 'tambon')
}

export function withoutAmphoePrefix(name: string): string {
  return withoutPrefix(name, 'amphoe')
}

export function withoutProvincePrefix(name: string): string {
  return withoutPrefix(name, 'province')
}

export function withoutVillagePrefix(name: string): string {
  return withoutPrefix(name, 'village')
}

const punctuation = /[.,'"’‘“”`\-‐-―_/\\·•*]+/gu

/** The key that a place's name is compared by: without its level's prefix, folded, without punctuation. */
export function foldAreaName(name: string, level: AreaLevel): string {
  return foldThai(withoutPrefix(name, level)).replace(punctuation, '')
}

/**
 * The keys under which a registered name may be met: itself, and where it carries a second name in brackets, as ปอภาร
 * (ปอพาน) does, each of the two.
 */
export function areaNameKeys(name: string, level: AreaLevel): string[] {
  const keys = [foldAreaName(name.replace(/[()（）]/g, ''), level)]
  const bracketed = /^(.*?)[(（](.+?)[)）](.*)$/u.exec(name)
  if (bracketed) {
    keys.push(
      foldAreaName(`${bracketed[1] ?? ''}${bracketed[3] ?? ''}`, level),
      foldAreaName(bracketed[2] ?? '', level),
    )
  }
  return [...new Set(keys)].filter((key) => key !== '')
}

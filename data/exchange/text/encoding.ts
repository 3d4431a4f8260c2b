/**
 * Which bytes are which letters. Thai files come as UTF-8 with or without a mark, as Windows-874 (TIS-620) and, from Excel's
 * "Unicode text", as UTF-16. Decided by whether the text makes sense as Thai, never by a guess that no one sees.
 */
import type { Decision, Note } from '../../contract/imports.ts'

export const textEncodings = ['utf-8', 'windows-874', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type TextEncoding = (typeof textEncodings)[number]

const aliases: Readonly<Record<string, TextEncoding>> = {
  utf8: 'utf-8',
  65001: 'utf-8',
  874: 'windows-874',
  cp874: 'windows-874',
  oem874: 'windows-874',
  ansi874: 'windows-874',
  windows874: 'windows-874',
  tis620: 'windows-874',
  iso885911: 'windows-874',
  utf16: 'utf-16le',
  utf16le: 'utf-16le',
  utf16be: 'utf-16be',
  1252: 'windows-1252',
  cp1252: 'windows-1252',
  windows1252: 'windows-1252',
  latin1: 'windows-1252',
  iso88591: 'windows-1252',
}

/** The encoding that a name in any of its spellings means (`OEM 874`, `cp874`, `TIS-620`), or null where it is not known. */
export function encodingNamed(name: string): TextEncoding | null {
  return aliases[name.toLowerCase().replace(/[^a-z0-9]/g, '')] ?? null
}

/**
 * How much of the text's Thai is written as Thai can be, 0–1: marks stand on consonants, leading vowels before them, and no
 * letter was lost. UTF-8 read as Windows-874 (`เธเธฒ`) scores near 0. A text without Thai scores 0.
 */
export function thaiPlausibility(text: string): number {
  const thai = text.match(/[\u0E00-\u0E7F]/g)?.length ?? 0
  if (thai === 0) return 0
  const lost = text.match(/[\uFFFD\u0080-\u009F]/g)?.length ?? 0
  const strayMarks = text.match(
    /(?<![\u0E01-\u0E2E\u0E31\u0E34-\u0E3A\u0E47-\u0E4E])[\u0E31\u0E34-\u0E3A\u0E47-\u0E4E]/g,
  )
  const strayVowels = text.match(/[เ-ไ](?![\u0E01-\u0E2Eเ])/g)
  const doubled = text.match(/เธ|เน(?=[\u0080-\u00A0€…])/g)?.length ?? 0
  const bad = lost + (strayMarks?.length ?? 0) + (strayVowels?.length ?? 0)
  const plain = Math.max(0, 1 - bad / (thai + lost))
  // In real Thai the pair เธ is rare; in misread UTF-8 it is every second letter.
  return doubled / thai > 0.15 ? plain * 0.1 : plain
}

/**
 * The encoding of a text file, from a sample of its first bytes. `sampleIsWhole`: the sample is not cut off, so its last
 * letter must be complete too.
 */
export function decideEncoding(sample: Uint8Array, sampleIsWhole: boolean): Decision<TextEncoding> {
  const marked = byteOrderMark(sample)
  if (marked) return sure(marked, note('encoding.byte-order-mark', { encoding: marked }))
  const wide = withoutMark(sample)
  if (wide) return sure(wide, note('encoding.zero-bytes', { encoding: wide }))
  const utf8Share = validUtf8Share(sample, sampleIsWhole)
  if (utf8Share === null) return sure('utf-8', note('encoding.ascii'))
  if (utf8Share === 1) return sure('utf-8', note('encoding.valid-utf8'))
  const thai = thaiPlausibility(new TextDecoder('windows-874').decode(sample))
  const candidates = [
    { value: 'windows-874' as const, label: 'Windows-874 (TIS-620)', score: round(thai) },
    { value: 'utf-8' as const, label: 'UTF-8', score: round(utf8Share) },
    { value: 'windows-1252' as const, label: 'Windows-1252', score: thai < 0.5 && utf8Share < 0.5 ? 0.5 : 0 },
  ].sort((a, b) => b.score - a.score)
  const [best, second] = candidates
  const reason = note('encoding.thai-plausible', { percent: Math.round(thai * 100) })
  if (best && second && best.score >= 0.9 && second.score < 0.5) {
    const certainty = best.value === 'windows-874' && best.score >= 0.97 ? 'sure' : 'likely'
    const why = best.value === 'utf-8' ? note('encoding.damaged-utf8', {}, 'warn') : reason
    return { value: best.value, certainty, reason: why, candidates }
  }
  return { value: null, certainty: 'ask', reason: note('encoding.unclear', {}, 'warn'), candidates }
}

/** The decision a person made. */
export function chosenEncoding(value: TextEncoding): Decision<TextEncoding> {
  return sure(value, note('encoding.chosen', { encoding: value }))
}

function sure(value: TextEncoding, reason: Note): Decision<TextEncoding> {
  return { value, certainty: 'sure', reason, candidates: [{ value, label: value, score: 1 }] }
}

function note(message: string, values: Note['values'] = {}, severity: Note['severity'] = 'info'): Note {
  return { message, values, severity }
}

function round(share: number): number {
  return Math.round(share * 100) / 100
}

function byteOrderMark(sample: Uint8Array): TextEncoding | null {
  const [a, b, c] = sample
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : null
}

/** UTF-16 without its mark: digits, commas and line ends leave every second byte zero, always on the same side. */
function withoutMark(sample: Uint8Array): TextEncoding | null {
  const zeros = [0, 0]
  const length = Math.min(sample.length, 4096)
  for (let at = 0; at < length; at++) if (sample[at] === 0) zeros[at % 2]!++
  const [even = 0, odd = 0] = zeros
  if (even + odd < length / 20) return null
  if (odd > even * 10) return 'utf-16le'
  return even > odd * 10 ? 'utf-16be' : null
}

/** Share of the letters beyond ASCII that are valid UTF-8, or null where all is ASCII. */
function validUtf8Share(sample: Uint8Array, whole: boolean): number | null {
  if (!sample.some((byte) => byte >= 0x80)) return null
  const text = new TextDecoder('utf-8').decode(sample, { stream: !whole })
  const broken = text.match(/\uFFFD/g)?.length ?? 0
  const beyond = [...text.matchAll(/[^\p{ASCII}]/gu)].length
  return beyond === 0 ? 0 : 1 - broken / beyond
}

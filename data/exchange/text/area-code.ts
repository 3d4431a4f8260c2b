/**
 * Area codes as files carry them. A code is text that grows by two digits a level: province 40, amphoe 4001, tambon 400101,
 * village 40010101. No part of it is 00 and no province is below 10, so a number never loses its first digit; what gets lost
 * is the zero inside a part ("40-1-1"), and what gets added is a fraction (400101.0) or zeros to fill eight digits.
 */
import type { AreaLevel } from '../../contract/imports.ts'
import { arabicDigits } from '../../contract/text/digits.ts'

const levelByLength: Readonly<Record<number, AreaLevel>> = { 2: 'province', 4: 'amphoe', 6: 'tambon', 8: 'village' }
const lengthByLevel: Readonly<Record<AreaLevel, number>> = { province: 2, amphoe: 4, tambon: 6, village: 8 }

/** Codes as they should be, which most are; they need no further look. */
const plainCode = /^[1-9]\d(?!00)\d{2}(?!00)\d{2}(?:(?!00)\d{2})?$/

/** The level that a code of this length stands for, or null. */
export function levelOfCode(code: string): AreaLevel | null {
  return levelByLength[code.length] ?? null
}

/** How many digits a code of this level has. */
export function codeLength(level: AreaLevel): number {
  return lengthByLevel[level]
}

/**
 * The code that a cell says, 2, 4, 6 or 8 digits, or null where it says none. Takes `TH400101`, `๔๐๐๑๐๑`, `400101.0`,
 * `4.00101E+05` (only with all its digits), `'400101`, `="400101"`, `40-01-01`, `40-1-1` and the filled-up forms 400100 and
 * 40010000 (both amphoe 4001).
 */
export function normaliseAreaCode(text: string | number | null | undefined): string | null {
  if (text === null || text === undefined) return null
  if (typeof text === 'string' && plainCode.test(text)) return text
  const plain = arabicDigits(String(text))
    .replace(/[\s\u200B-\u200D\uFEFF]+/gu, ' ')
    .trim()
    .replace(/^=?["']+|["']+$/g, '')
    .replace(/^th[\s_-]*(?=\d)/i, '')
  const digits = wholeDigits(plain) ?? partedDigits(plain)
  return digits === null ? null : withoutFilling(digits)
}

/**
 * A code put together from the columns of its parts, each padded to two digits: province 40, amphoe 1, tambon 2 is 400102. A
 * part that already carries its parent's code (amphoe 4001) stands for itself. Null where a part is missing or impossible.
 */
export function joinAreaCode(parts: ReadonlyArray<string | number | null | undefined>): string | null {
  let code = ''
  for (const part of parts) {
    const digits = wholeDigits(arabicDigits(String(part ?? '')).trim())
    if (digits === null) return null
    if (digits.length === code.length + 2 && code !== '' && digits.startsWith(code)) code = digits
    else if (digits.length <= 2) code += digits.padStart(2, '0')
    else return null
  }
  return withoutFilling(code) === code ? code : null
}

function wholeDigits(text: string): string | null {
  const plain = /^(\d+)(?:\.0*)?$/.exec(text)
  if (plain) return plain[1] ?? null
  const scientific = /^(\d)\.?(\d*)e\+?(\d{1,2})$/i.exec(text)
  if (!scientific) return null
  const mantissa = `${scientific[1]}${(scientific[2] ?? '').replace(/0+$/, '')}`
  // Fewer digits than the exponent asks for means that a spreadsheet rounded the rest away.
  return mantissa.length === Number(scientific[3]) + 1 ? mantissa : null
}

function partedDigits(text: string): string | null {
  const parts = /^(\d{2})[-/ .](\d{1,2})(?:[-/ .](\d{1,2}))?(?:[-/ .](\d{1,2}))?$/.exec(text)
  if (!parts || /^\d{2}\.\d{1,2}$/.test(text)) return null
  return parts
    .slice(1)
    .filter((part) => part !== undefined)
    .map((part) => part.padStart(2, '0'))
    .join('')
}

/** Registers fill a short code with zeros to six or eight digits; no area is numbered 00. */
function withoutFilling(digits: string): string | null {
  if (!levelByLength[digits.length] || Number(digits.slice(0, 2)) < 10) return null
  const short = digits.length >= 6 ? digits.replace(/(?:00)+$/, '') : digits
  for (let at = 2; at < short.length; at += 2) if (short.slice(at, at + 2) === '00') return null
  return levelByLength[short.length] ? short : null
}

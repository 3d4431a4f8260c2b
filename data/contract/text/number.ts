/**
 * Numbers as people type them into tables: thousands commas, Thai digits, dashes for nil, a unit behind, brackets for
 * negatives. What could be read in two ways ("1,20,000", "10-20", two numbers in a cell) is not a number.
 */
import { arabicDigits } from './digits.ts'

export type ParsedNumber =
  | { readonly kind: 'value'; readonly value: number; readonly percent: boolean; readonly unit: string }
  | { readonly kind: 'null' }
  | { readonly kind: 'not-a-number'; readonly text: string }

const NIL = /^(?:[-–—−‐_.*/\s]*|n\/?a\.?|#n\/a|nil|null|nan|none|no data|ไม่มีข้อมูล|ไม่ระบุ|ไม่ทราบ)$/iu
/** Most cells of most tables; the rest of the rules are for people's. */
const PLAIN = /^\d{1,15}(?:\.\d{1,10})?$/
const GAPS = /[\s\u200B-\u200D\u2060\uFEFF]+/gu
const NUMBER =
  /^(?<lead>[฿$]|บาท|thb)?(?<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?<exponent>e[+-]?\d{1,3})?(?<tail>.*)$/iu
const UNIT = /^[\p{L}\p{M}%‰²³฿./()]*$/u
const multipliers: ReadonlyArray<readonly [word: string, factor: number]> = [
  ['ล้าน', 1_000_000],
  ['แสน', 100_000],
  ['หมื่น', 10_000],
  ['พัน', 1_000],
  ['million', 1_000_000],
]
const nothing: ParsedNumber = { kind: 'null' }

/**
 * The number of a cell. `percent` tells that it carried a percent sign: "45 %" is 45, not 0.45. `unit` is what followed
 * ("บาท"), Thai multiples taken into the value ("1.2 ล้านบาท" is 1,200,000 with unit "บาท").
 */
export function parseNumber(text: string | null | undefined): ParsedNumber {
  if (text === null || text === undefined) return nothing
  if (PLAIN.test(text)) return { kind: 'value', value: Number(text), percent: false, unit: '' }
  const plain = unquoted(arabicDigits(text.replace(GAPS, ' ').trim()))
  if (NIL.test(plain)) return nothing
  const fail: ParsedNumber = { kind: 'not-a-number', text }
  if (!/\d/.test(plain)) return fail
  const bracketed = /^\(\s*(.+?)\s*\)$/u.exec(plain)
  const sign = /^([-−–+])\s*(?=[\d.฿$])/u.exec(bracketed?.[1] ?? plain)
  if (bracketed && sign) return fail
  const body = (bracketed?.[1] ?? plain).slice(sign?.[0].length ?? 0)
  const match = NUMBER.exec(body)
  if (!match?.groups) return fail
  const tail = (match.groups.tail ?? '').trim().replace(/^\.?-$/u, '')
  if (tail !== '' && !isUnit(tail, match.groups.tail ?? '')) return fail
  const magnitude = Number(`${(match.groups.digits ?? '').replaceAll(',', '')}${match.groups.exponent ?? ''}`)
  const scaled = scaleOf(tail)
  const value = magnitude * scaled.factor * (bracketed || (sign && sign[1] !== '+') ? -1 : 1)
  if (!Number.isFinite(value)) return fail
  // A bracketed or signed zero is just zero.
  return { kind: 'value', value: value === 0 ? 0 : value, percent: tail.startsWith('%'), unit: scaled.unit }
}

/** The number of a cell, or null where there is none or it cannot be read. */
export function numberOrNull(text: string | null | undefined): number | null {
  const parsed = parseNumber(text)
  return parsed.kind === 'value' ? parsed.value : null
}

/** Spreadsheets leave `="12"` and `" -   "` behind when they are saved as text. */
function unquoted(text: string): string {
  const inner = /^=?"(.*)"$/u.exec(text)?.[1] ?? text
  return inner.replace(/^'(?=[\d.(+-])/u, '').trim()
}

/** A unit holds no digit and no second number; a Latin one stands apart or is a known sign, so that "12a" is no number. */
function isUnit(tail: string, asWritten: string): boolean {
  if (!UNIT.test(tail.replaceAll(' ', '')) || /\d/.test(tail)) return false
  const apart = asWritten.startsWith(' ') || /^[%‰฿]/u.test(tail) || /^[\u0E00-\u0E7F]/u.test(tail)
  return apart && tail.length <= 40
}

function scaleOf(tail: string): { factor: number; unit: string } {
  for (const [word, factor] of multipliers) {
    if (tail.startsWith(word)) return { factor, unit: tail.slice(word.length).trim() }
  }
  return { factor: 1, unit: tail }
}

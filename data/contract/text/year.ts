/**
 * Years as people write them. Kept as Gregorian (ISO) numbers; people see พ.ศ. Two digits are never guessed at: 66 is 2566
 * to one reader and 1966 to another. A fiscal year is a type of its own: n runs from 1 October n−1 to 30 September n.
 */
import { arabicDigits } from './digits.ts'

/** พ.ศ. minus ค.ศ. */
export const BUDDHIST_ERA_OFFSET = 543

export type ParsedYear =
  | { readonly kind: 'year'; readonly year: number; readonly era: 'buddhist' | 'gregorian'; readonly fiscal: boolean }
  | { readonly kind: 'null' }
  | {
      readonly kind: 'refused'
      readonly reason: 'two-digits' | 'not-a-year' | 'era-contradicts'
      readonly text: string
    }

/** A Thai government fiscal year; `year` is Gregorian, the year in which it ends. */
export interface FiscalYear {
  readonly year: number
  readonly firstDay: string // ISO date
  readonly lastDay: string
}

const YEAR =
  /^(?<words>(?:ประจำ|ปี\s*งบประมาณ|งบประมาณ|ปีการศึกษา|ปี|fiscal\s*year|fy|year)?\s*)*(?<era>พ\s*\.?\s*ศ\s*\.?|ค\s*\.?\s*ศ\s*\.?|b\.?\s?e\.?|a\.?\s?d\.?|c\.?\s?e\.?)?\s*(?<digits>\d{1,4})(?:\.0+)?\s*(?<tail>บาท|b\.?e\.?|a\.?d\.?|c\.?e\.?)?$/iu

/**
 * The year that a cell says, Gregorian: "2566", "พ.ศ. ๒๕๖๖", "ปีงบประมาณ 2566", "ค.ศ. 2023", "2566.0". Four digits from 2400 to
 * 2699 are พ.ศ., from 1800 to 2199 ค.ศ.; an era that contradicts its number is refused, and so are two digits.
 */
export function parseThaiYear(text: string | null | undefined): ParsedYear {
  const plain = arabicDigits((text ?? '').normalize('NFKC').replace(/[\s\u200B-\u200D\uFEFF]+/gu, ' ')).trim()
  if (plain === '' || /^[-–—]+$/.test(plain)) return { kind: 'null' }
  const refuse = (reason: 'two-digits' | 'not-a-year' | 'era-contradicts'): ParsedYear => ({
    kind: 'refused',
    reason,
    text: text ?? '',
  })
  const groups = YEAR.exec(plain)?.groups
  if (!groups) return refuse('not-a-year')
  const digits = groups.digits ?? ''
  if (digits.length === 2) return refuse('two-digits')
  const number = Number(digits)
  const era = eraOf(number)
  if (digits.length !== 4 || !era) return refuse('not-a-year')
  const said = groups.era ?? groups.tail
  if (said && said !== 'บาท' && (/^[พb]/iu.test(said) ? 'buddhist' : 'gregorian') !== era)
    return refuse('era-contradicts')
  return {
    kind: 'year',
    year: era === 'buddhist' ? number - BUDDHIST_ERA_OFFSET : number,
    era,
    fiscal: /งบประมาณ|fiscal|fy/iu.test(plain),
  }
}

/** The fiscal year that a cell or a column's heading says (`งบประมาณ › 2566`), or null. */
export function parseFiscalYear(text: string | null | undefined): FiscalYear | null {
  const whole = parseThaiYear(text)
  const year = whole.kind === 'year' ? whole.year : yearWithin(text ?? '')
  return year === null ? null : fiscalYear(year)
}

export function fiscalYear(year: number): FiscalYear {
  return { year, firstDay: `${year - 1}-10-01`, lastDay: `${year}-09-30` }
}

/** The one year named somewhere in a title, heading or file name, Gregorian; null where none or several are. */
export function yearWithin(text: string): number | null {
  const found = new Set<number>()
  for (const match of arabicDigits(text).matchAll(/(?<![\d.,])(\d{4})(?![\d,]|\.\d)/gu)) {
    const number = Number(match[1])
    const era = eraOf(number)
    if (era === 'buddhist') found.add(number - BUDDHIST_ERA_OFFSET)
    else if (era === 'gregorian' && number >= 1900 && number < 2100) found.add(number)
  }
  const [only] = found
  return found.size === 1 && only !== undefined ? only : null
}

function eraOf(number: number): 'buddhist' | 'gregorian' | null {
  if (number >= 2400 && number <= 2699) return 'buddhist'
  return number >= 1800 && number <= 2199 ? 'gregorian' : null
}

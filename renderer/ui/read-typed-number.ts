import { parseNumber } from '../../data/contract/text/number.ts'
import { BUDDHIST_ERA_OFFSET, parseThaiYear } from '../../data/contract/text/year.ts'

/** What may stand behind a number that is typed into a field of numbers. */
const units: ReadonlySet<string> = new Set(['', 'บาท', '฿', '%', 'baht', 'thb'])

/** What is left of 1.2 ล้าน where the machine multiplies it. */
const NOISE = 1e-6

export interface NumberBounds {
  readonly isYear: boolean
  readonly isWhole: boolean
  readonly least: number | null
  readonly most: number | null
}

export type TypedNumber =
  | { readonly kind: 'value'; readonly value: number | null }
  | { readonly kind: 'problem'; readonly problem: NumberProblem }
export type NumberProblem = 'unreadable' | 'unreadable-year' | 'not-whole' | 'too-small' | 'too-large' | 'out-of-bounds'

/** What was typed, as a number; null where nothing was. Years are answered in พ.ศ. */
export function readTypedNumber(text: string, { isYear, isWhole, least, most }: NumberBounds): TypedNumber {
  const read = isYear ? readYear(text) : readAmount(text)
  if (read === undefined) return { kind: 'problem', problem: isYear ? 'unreadable-year' : 'unreadable' }
  if (read === null) return { kind: 'value', value: null }
  if (isWhole && Math.abs(read - Math.round(read)) > NOISE) return { kind: 'problem', problem: 'not-whole' }
  const isSmall = least !== null && read < least
  const isLarge = most !== null && read > most
  if (!isSmall && !isLarge) return { kind: 'value', value: isWhole ? Math.round(read) : read }
  if (least !== null && most !== null) return { kind: 'problem', problem: 'out-of-bounds' }
  return { kind: 'problem', problem: isSmall ? 'too-small' : 'too-large' }
}

function readAmount(text: string): number | null | undefined {
  const parsed = parseNumber(text)
  if (parsed.kind === 'null') return null
  return parsed.kind === 'value' && units.has(parsed.unit.toLowerCase()) ? parsed.value : undefined
}

function readYear(text: string): number | null | undefined {
  const parsed = parseThaiYear(text)
  if (parsed.kind === 'null') return null
  return parsed.kind === 'year' ? parsed.year + BUDDHIST_ERA_OFFSET : undefined
}

/** Numbers, money, years and areas as people here write them. Years come in ISO Gregorian and are shown as พ.ศ. in Thai. */
import { BUDDHIST_ERA_OFFSET } from '../../data/contract/text/year.ts'
import type { Language } from './translate.ts'
import { translate } from './translate.ts'

const M2_PER_RAI = 1600
const M2_PER_NGAN = 400
const M2_PER_WA = 4
/** A hyphen is too short to be seen before a figure. */
const MINUS = '\u2212'

export interface Format {
  /** A whole number with separators: 6,204. */
  readonly count: (value: number) => string
  /** A number with at most this many decimals (1 by default). */
  readonly number: (value: number, decimals?: number) => string
  /** Always this many decimals, so that columns and legends align. */
  readonly fixed: (value: number, decimals: number) => string
  /** 11.8%; `value` is already in percent. */
  readonly percent: (value: number, decimals?: number) => string
  /** 4.82 ล้านบาท, 450,000 บาท. */
  readonly baht: (bahtAmount: number) => string
  /** 0.45 ล. in lists. */
  readonly bahtShort: (bahtAmount: number) => string
  /** 2567 in Thai, 2024 in English. */
  readonly year: (isoYear: number) => string
  readonly date: (instant: Date | string) => string
  readonly dateTime: (instant: Date | string) => string
  /** 14:05. */
  readonly time: (instant: Date | string) => string
  /** 12 ไร่ 3 งาน 25 ตร.วา. */
  readonly landArea: (areaM2: number) => string
  /** 1,248 ไร่. */
  readonly rai: (areaRai: number) => string
  /** 820 ม., 12.4 กม. */
  readonly distance: (distanceM: number) => string
  /** 3 นาที 20 วินาที, as remaining time. */
  readonly duration: (seconds: number) => string
  /** 12.4 MB. */
  readonly bytes: (bytes: number) => string
  /** Digits of a text in the chosen numerals. */
  readonly digits: (text: string) => string
}

export interface FormatOptions {
  readonly language: Language
  readonly thaiDigits: boolean
}

/** The formats of one language and choice of numerals. */
export function createFormat({ language, thaiDigits }: FormatOptions): Format {
  const locale = localeOf(language, thaiDigits)
  const write = (format: Intl.NumberFormat, value: number, decimals: number) =>
    format.format(withoutNegativeZero(value, decimals)).replace('-', MINUS)
  const fixed = (value: number, decimals: number) => write(decimalFormat(locale, decimals, decimals), value, decimals)
  const number = (value: number, decimals = 1) => write(decimalFormat(locale, 0, decimals), value, decimals)
  const count = (value: number) => number(value, 0)
  const digits = (text: string) => (thaiDigits ? text.replace(/\d/g, toThaiDigit) : text)
  return {
    count,
    number,
    fixed,
    percent: (value, decimals = 1) => `${fixed(value, decimals)}%`,
    baht: (amount) =>
      Math.abs(amount) >= 1e6
        ? translate(language, 'format.million-baht', { amount: number(amount / 1e6, 2) })
        : translate(language, 'format.baht', { amount: count(amount) }),
    bahtShort: (amount) => translate(language, 'format.million-short', { amount: fixed(amount / 1e6, 2) }),
    year: (isoYear) => digits(String(language === 'th' ? isoYear + BUDDHIST_ERA_OFFSET : isoYear)),
    date: (instant) => dateFormat(language, thaiDigits, false).format(new Date(instant)),
    dateTime: (instant) => dateFormat(language, thaiDigits, true).format(new Date(instant)),
    time: (instant) => timeFormat(locale).format(new Date(instant)),
    landArea: (areaM2) => landArea(areaM2, language, count),
    rai: (areaRai) => translate(language, 'format.rai', { rai: number(areaRai, areaRai < 10 ? 1 : 0) }),
    distance: (distanceM) =>
      distanceM < 1000
        ? translate(language, 'format.metres', { metres: number(distanceM, distanceM < 10 ? 1 : 0) })
        : translate(language, 'format.kilometres', { kilometres: number(distanceM / 1000, distanceM < 1e5 ? 2 : 0) }),
    duration: (seconds) => duration(seconds, language, count),
    bytes: (bytes) => byteSize(bytes, number),
    digits,
  }
}

function localeOf(language: Language, thaiDigits: boolean): string {
  const numbering = thaiDigits ? '-u-nu-thai' : '-u-nu-latn'
  return (language === 'th' ? 'th-TH' : 'en-GB') + numbering
}

const decimalFormats = new Map<string, Intl.NumberFormat>()
function decimalFormat(locale: string, least: number, most: number): Intl.NumberFormat {
  const key = `${locale}/${least}/${most}`
  let format = decimalFormats.get(key)
  if (!format) {
    format = new Intl.NumberFormat(locale, { minimumFractionDigits: least, maximumFractionDigits: most })
    decimalFormats.set(key, format)
  }
  return format
}

function dateFormat(language: Language, thaiDigits: boolean, withTime: boolean): Intl.DateTimeFormat {
  const calendar = language === 'th' ? '-u-ca-buddhist' : '-u-ca-gregory'
  const locale = (language === 'th' ? 'th-TH' : 'en-GB') + calendar + (thaiDigits ? '-nu-thai' : '-nu-latn')
  return new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    ...(withTime ? { hour: '2-digit', minute: '2-digit', hour12: false } : {}),
  })
}

function timeFormat(locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', hour12: false })
}

function landArea(areaM2: number, language: Language, count: (value: number) => string): string {
  const wholeWa = Math.round(areaM2 / M2_PER_WA)
  const rai = Math.floor((wholeWa * M2_PER_WA) / M2_PER_RAI)
  const ngan = Math.floor((wholeWa * M2_PER_WA - rai * M2_PER_RAI) / M2_PER_NGAN)
  const wa = wholeWa - (rai * M2_PER_RAI + ngan * M2_PER_NGAN) / M2_PER_WA
  return translate(language, 'format.land-area', { rai: count(rai), ngan: count(ngan), wa: count(wa) })
}

function duration(seconds: number, language: Language, count: (value: number) => string): string {
  if (seconds < 90) return translate(language, 'format.seconds', { seconds: count(Math.max(1, Math.round(seconds))) })
  return translate(language, 'format.minutes', { minutes: count(Math.round(seconds / 60)) })
}

function byteSize(bytes: number, number: (value: number, decimals?: number) => string): string {
  const units = ['B', 'KB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit += 1
  }
  return `${number(value, unit === 0 ? 0 : 1)} ${units[unit]}`
}

function toThaiDigit(digit: string): string {
  return String.fromCodePoint(0x0e50 + Number(digit))
}

function withoutNegativeZero(value: number, decimals: number): number {
  const scale = 10 ** decimals
  return Math.round(value * scale) === 0 ? 0 : value
}

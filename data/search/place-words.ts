/**
 * A place as people write it: with the word for its level before the name (ต.หนองบัว, ตำบล หนองบัว, บ้านหนองบัว) and a village's
 * number behind it (บ้านหนองบัว หมู่ 3).
 */
import type { AreaLevel } from '../contract/imports.ts'
import { arabicDigits } from '../contract/text/digits.ts'
import { foldThai, withoutPrefix } from '../exchange/text/fold.ts'

interface PlaceWords {
  /** Folded, with which the name is to begin. */
  readonly name: string
  /** With which the village's code is to end; empty for any. */
  readonly moo: string
}

const MOO = /^(?<name>.*\S)\s*(?:หมู่\s*ที่|หมู่|ม\s*\.)\s*(?<moo>\d{1,2})$/u

/** What is left of the words for a place of this level; null where they hold no word for it and no number. */
export function placeWordsOf(words: string, level: AreaLevel): PlaceWords | null {
  const numbered = level === 'village' ? MOO.exec(arabicDigits(words).trim())?.groups : undefined
  const name = foldThai(withoutPrefix(numbered?.name ?? words, level))
  if (!numbered && name === foldThai(words)) return null
  return { name, moo: numbered?.moo?.padStart(2, '0') ?? '' }
}

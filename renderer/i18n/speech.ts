import type { Speech } from '../../data/contract/say-label.ts'
import type { Format } from './format.ts'
import { type Language, sentenceOfId } from './translate.ts'

/** Digits enough to tell any two figures apart. */
const ALL_DECIMALS = 12

/** How labels of data/ are said in the window's language and numerals; `nameOf` tells names that the workspace knows. */
export function createSpeech(
  {
    language,
    format,
  }: { readonly language: Language; readonly format: Pick<Format, 'number' | 'digits' | 'dateTime'> },
  nameOf?: Speech['nameOf'],
): Speech {
  return {
    sentence: (id) => sentenceOfId(language, id),
    figure: (value) => format.number(value, ALL_DECIMALS),
    digits: format.digits,
    moment: (at) => (Number.isNaN(Date.parse(at)) ? '' : format.dateTime(at)),
    nameOf,
  }
}

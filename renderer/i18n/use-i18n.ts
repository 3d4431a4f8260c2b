import { useMemo } from 'react'
import { sayLabel } from '../../data/contract/say-label.ts'
import { usePreferences } from '../state/preferences.ts'
import type { Key } from './catalogue.ts'
import { createFormat, type Format } from './format.ts'
import { createSpeech } from './speech.ts'
import { type Arguments, type Language, translate } from './translate.ts'

export interface I18n {
  readonly language: Language
  /** The sentence of a key. */
  readonly t: <K extends Key>(key: K, ...values: Arguments<K>) => string
  /** The sentence of a message id that came from data/. */
  readonly tId: (id: string, values?: Readonly<Record<string, string | number>>) => string
  /** Thai or English name, by language; the other one where it is empty. */
  readonly nameOf: (named: { readonly nameTh: string; readonly nameEn: string }) => string
  readonly format: Format
}

/** The window's language, catalogue and number formats; renders again when the person switches them. */
export function useI18n(): I18n {
  const language = usePreferences((state) => state.language)
  const thaiDigits = usePreferences((state) => state.thaiDigits)
  return useMemo(() => {
    const format = createFormat({ language, thaiDigits })
    const speech = createSpeech({ language, format })
    return {
      language,
      t: (key, ...values) => translate(language, key, ...values),
      tId: (id, values) => sayLabel({ message: id, values: values ?? {} }, speech),
      nameOf: ({ nameTh, nameEn }) => (language === 'en' ? nameEn || nameTh : nameTh || nameEn),
      format,
    }
  }, [language, thaiDigits])
}

import { useMemo } from 'react'
import { createFormat, type Format } from '../i18n/format.ts'
import type { Language } from '../i18n/translate.ts'
import { type I18n, useI18n } from '../i18n/use-i18n.ts'
import { useSubtitle } from '../meet/use-subtitle.ts'
import { useWorkspace } from '../queries.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import type { SheetOptions } from './sheet-options.ts'
import { type PrintedMap, usePaperMap } from './use-paper-map.ts'
import { useSheetThematic } from './use-sheet-thematic.ts'

/** Everything the sheet shows, once. */
export interface SheetContent {
  readonly options: SheetOptions
  readonly thematic: ThematicMap
  readonly printed: PrintedMap
  readonly title: string
  readonly subtitle: string
  readonly workspaceTitle: string
  readonly language: Language
  readonly thaiDigits: boolean
  /** In the sheet's own numerals. */
  readonly format: Format
  readonly t: I18n['t']
  readonly tId: I18n['tId']
  readonly nameOf: I18n['nameOf']
}

/** What a sheet of these options holds. */
export function useSheet(options: SheetOptions): SheetContent {
  const { t, tId, nameOf, language } = useI18n()
  const { data: workspace } = useWorkspace()
  const indicatorName = useIndicatorName()
  const thematic = useSheetThematic(options.audience)
  const printed = usePaperMap(thematic, options)
  const subtitle = useSubtitle(thematic)
  // Thai numerals go with Thai words.
  const thaiDigits = options.digits === 'thai' && language === 'th'
  const format = useMemo(() => createFormat({ language, thaiDigits }), [language, thaiDigits])
  return {
    options,
    thematic,
    printed,
    title: options.title || (thematic.indicator ? indicatorName(thematic.indicator.id, thematic.indicator) : ''),
    subtitle: format.digits(subtitle),
    workspaceTitle: workspace?.title || workspace?.fileName.replace(/\.gpkg$/, '') || '',
    language,
    thaiDigits,
    format,
    t,
    tId,
    nameOf,
  }
}

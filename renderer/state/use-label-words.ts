import { useCallback, useMemo } from 'react'
import type { Label } from '../../data/contract/commands.ts'
import { type NamedKind, sayLabel } from '../../data/contract/say-label.ts'
import { defaultCategories } from '../../data/contract/workbook.ts'
import { createSpeech } from '../i18n/speech.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicators, useSurveys, useWorkbook } from '../queries.ts'
import { useIndicatorName } from './use-indicator-name.ts'

/** Labels in words, with the names of their indicators, categories and surveys. */
export function useLabelWords(): (label: Label) => string {
  const { language, format, nameOf } = useI18n()
  const { data: workbook } = useWorkbook()
  const { data: indicators } = useIndicators()
  const { data: surveys } = useSurveys()
  const indicatorName = useIndicatorName()
  const names = useMemo(
    (): Readonly<Record<NamedKind, ReadonlyMap<string, string>>> => ({
      indicator: new Map(indicators?.map((each) => [each.id, indicatorName(each.id, each)])),
      category: new Map((workbook?.categories ?? defaultCategories).map((each) => [each.id, nameOf(each)])),
      survey: new Map(surveys?.map(({ id, title }) => [id, title])),
    }),
    [indicators, indicatorName, workbook, surveys, nameOf],
  )
  return useCallback(
    (label) =>
      sayLabel(
        label,
        createSpeech({ language, format }, (kind, id) => names[kind].get(id) ?? null),
      ),
    [language, format, names],
  )
}

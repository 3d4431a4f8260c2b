import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys } from '../queries.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'

/** Unit · survey year · level, as it stands under a title; empty where no indicator is chosen. */
export function useSubtitle({ indicator, survey, choice }: ThematicMap): string {
  const { t, tId, format } = useI18n()
  const { data: surveys } = useSurveys()
  if (!indicator) return ''
  const yearOf = (id: string | null) => surveys?.find((each) => each.id === id)?.year ?? null
  const year = yearOf(survey)
  const earlier = yearOf(choice.compareWith)
  return [
    tId(indicator.unit),
    year === null ? null : t('room.survey', { year: format.year(year) }),
    earlier === null ? null : t('room.change', { year: format.year(earlier) }),
    t('room.by-level', { level: t(`level.${choice.level}`) }),
  ]
    .filter(Boolean)
    .join(' · ')
}

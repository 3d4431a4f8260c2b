import { areaLevels } from '../../data/contract/imports.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useDatasets, useSurveys, useWorkspace } from '../queries.ts'
import { useThematic } from '../state/thematic.ts'
import type { ThematicMap } from '../state/use-thematic-map.ts'
import { Chip } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'

/** Survey, statistic and level as chips under the indicator. */
export function ThematicChips({ thematic }: { readonly thematic: ThematicMap }) {
  const { t } = useI18n()
  const { choice, choose } = useThematic()
  const { data: workspace } = useWorkspace()
  const surveyName = useSurveyName()
  const available = thematic.indicator?.available ?? []
  const survey = thematic.survey ?? available[0] ?? null
  const levels = areaLevels.filter((level) => (workspace?.areaCounts[level] ?? 0) > 0)
  return (
    <div className="chips">
      {available.length > 0 && (
        <Select
          look="chip"
          label={t('explore.survey')}
          labelHidden
          value={survey}
          choices={available.map((id) => ({ id, label: surveyName(id) }))}
          onChange={(id) => choose({ survey: id, compareWith: null })}
        />
      )}
      {choice.compareWith && (
        <Chip tone="accent">{t('explore.change-since', { survey: surveyName(choice.compareWith) })}</Chip>
      )}
      {thematic.indicator && <Chip>{t(`statistic.${thematic.indicator.statistic}`)}</Chip>}
      <Select
        look="chip"
        label={t('explore.level')}
        labelHidden
        value={choice.level}
        choices={levels.map((id) => ({ id, label: t('explore.by-level', { level: t(`level.${id}`) }) }))}
        onChange={(level) => choose({ level })}
      />
    </div>
  )
}

/** Names of surveys and area tables, by their year where they have one. */
export function useSurveyName(): (id: string) => string {
  const { t, format } = useI18n()
  const { data: surveys } = useSurveys()
  const { data: datasets } = useDatasets()
  return (id) => {
    const survey = surveys?.find((each) => each.id === id)
    if (survey) return survey.year ? t('explore.survey-of', { year: format.year(survey.year) }) : survey.title
    return datasets?.find((each) => each.id === id)?.title ?? id
  }
}

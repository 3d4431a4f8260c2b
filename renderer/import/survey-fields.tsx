import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys } from '../queries.ts'
import { NoticeLine } from '../ui/feedback.tsx'
import { Select } from '../ui/select.tsx'
import { choose, useImportFlow } from './flow.ts'
import { TitleField } from './role-step.tsx'
import { YearField } from './year-field.tsx'

const NEW_SURVEY = '+new'

/** Which survey the rows are of: a new one with a title and year, or a new version of one that is there. */
export function SurveyFields({ role }: { readonly role: 'households' | 'people' }) {
  const { t } = useI18n()
  const { data: surveys = [] } = useSurveys()
  const survey = useImportFlow((flow) => flow.choices.survey)
  if (role === 'people') {
    if (surveys.length === 0) return <NoticeLine tone="warn">{t('import.survey.none')}</NoticeLine>
    return (
      <div className="import-fields">
        <Select
          label={t('import.survey.of')}
          value={survey ?? null}
          onChange={(id) => choose({ survey: id })}
          choices={surveys.map(({ id, title }) => ({ id, label: title }))}
        />
      </div>
    )
  }
  const pick = (id: string) => {
    const known = surveys.find((each) => each.id === id)
    const year = known?.year
    choose(known ? { survey: id, title: known.title, ...(year ? { year } : {}) } : withoutSurvey())
  }
  return (
    <div className="import-fields">
      {surveys.length > 0 && (
        <Select
          label={t('import.survey')}
          value={survey ?? NEW_SURVEY}
          onChange={pick}
          choices={[
            { id: NEW_SURVEY, label: t('import.survey.new') },
            ...surveys.map(({ id, title }) => ({ id, label: t('import.survey.version', { title }) })),
          ]}
        />
      )}
      <TitleField />
      <YearField />
    </div>
  )
}

/** A new survey is one without an id; data/ makes it from title and year. */
function withoutSurvey() {
  useImportFlow.setState(({ choices: { survey: _, ...rest } }) => ({ choices: rest }))
  return {}
}

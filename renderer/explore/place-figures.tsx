import { Button as AriaButton } from 'react-aria-components'
import type { Figure, PlaceProfile } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useSurveys } from '../queries.ts'
import { openRows } from '../state/table-view.ts'
import { useSurveyForProfile } from '../state/use-survey-for-profile.ts'

const shownFigures = 3

/** The headline figures; each opens the rows behind it. */
export function PlaceFigures({ profile }: { readonly profile: PlaceProfile }) {
  const figures = profile.headline.filter(({ cell }) => cell.state !== 'no-data').slice(0, shownFigures)
  return (
    <div className="figures">
      {figures.map((figure) => (
        <HeadlineFigure key={figure.id} figure={figure} areaCode={profile.area.code} />
      ))}
    </div>
  )
}

function HeadlineFigure({ figure, areaCode }: { readonly figure: Figure; readonly areaCode: string }) {
  const { t, format } = useI18n()
  const chosen = useSurveyForProfile()
  const { data: surveys } = useSurveys()
  const survey = chosen ?? surveys?.[0]?.id
  const { cell, id } = figure
  const isHousehold = id === 'people' || id === 'households'
  const open = () => {
    if (isHousehold && survey)
      openRows({ table: `households:${survey}`, filter: { areaCode }, title: t(`figure.${id}`) })
    else openRows({ table: 'areas:village', filter: { areaCode } })
  }
  const text =
    cell.state === 'value' ? (
      <span className="figure-value">{format.count(cell.value)}</span>
    ) : (
      <span className="figure-value figure-value-hidden">
        {cell.state === 'suppressed' ? t('common.suppressed-short') : t('common.no-data')}
      </span>
    )
  return (
    <AriaButton className="link" onPress={open} isDisabled={cell.state !== 'value' || id === 'area-rai'}>
      {text}
      <span className="figure-name">{t(`figure.${id}`)}</span>
      {cell.state === 'value' && cell.missing !== undefined && (
        <span className="figure-name">{t('figure.missing', { count: format.count(cell.missing) })}</span>
      )}
    </AriaButton>
  )
}

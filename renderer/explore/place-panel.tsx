import { BarChart3, CircleHelp, Filter as FilterIcon, Flag, Focus, MousePointerClick } from 'lucide-react'
import { Fragment } from 'react'
import { Button as AriaButton } from 'react-aria-components'
import type { PlaceProfile } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas, useCommand, useProfile } from '../queries.ts'
import { useCamera } from '../state/camera.ts'
import { useFilter } from '../state/filter.ts'
import { useInspector } from '../state/inspector.ts'
import { levelOfCode, useSelection } from '../state/selection.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { useSurveyForProfile } from '../state/use-survey-for-profile.ts'
import { IconButton, IconToggle } from '../ui/button.tsx'
import { Chip, EmptyState, Skeleton } from '../ui/feedback.tsx'
import { Section } from '../ui/section.tsx'
import { PlaceFigures } from './place-figures.tsx'
import { PlaceItems } from './place-items.tsx'
import { PlaceNeeds } from './place-needs.tsx'
import { PlaceYears } from './place-years.tsx'

/** What one place is: figures, need against the province, two years, projects, who governs it. */
export function PlacePanel() {
  const { t } = useI18n()
  const selected = useSelection((state) => state.area)
  const { data: provinces } = useAreas('province')
  const only = provinces?.length === 1 ? provinces[0] : null
  const code = selected?.code ?? only?.code ?? null
  const survey = useSurveyForProfile()
  const { data: profile, isPending } = useProfile(code, survey)
  if (!code) return <EmptyState icon={MousePointerClick} title={t('place.choose')} text={t('place.choose-text')} />
  if (!profile)
    return isPending ? (
      <div className="inspector-body">
        <Skeleton lines={6} />
      </div>
    ) : null
  return (
    <>
      <PlaceHead profile={profile} />
      {profile.needs.length > 0 && <PlaceNeeds profile={profile} />}
      {profile.needs.some((need) => need.earlier) && <PlaceYears profile={profile} />}
      <PlaceItems profile={profile} />
      {profile.authorities.length > 0 && <Authorities profile={profile} />}
    </>
  )
}

function PlaceHead({ profile }: { readonly profile: PlaceProfile }) {
  const { t, nameOf } = useI18n()
  const areaTitle = useAreaTitle()
  const { area, level } = profile
  const selectArea = useSelection((state) => state.selectArea)
  return (
    <section className="section">
      <p className="place-path">
        {[...profile.path].reverse().map((step, index) => (
          <Fragment key={step.code}>
            {index > 0 && <span aria-hidden>›</span>}
            <AriaButton className="link" onPress={() => selectArea({ code: step.code, level: levelOfCode(step.code) })}>
              {areaTitle(step.level, step.label)}
            </AriaButton>
          </Fragment>
        ))}
      </p>
      <div className="place-name">
        <h2>{areaTitle(level, nameOf(area))}</h2>
        {area.pilot && <Chip tone="accent">{t('place.pilot')}</Chip>}
      </div>
      <PlaceFigures profile={profile} />
      <PlaceActions profile={profile} />
    </section>
  )
}

function PlaceActions({ profile }: { readonly profile: PlaceProfile }) {
  const { t } = useI18n()
  const { area, level } = profile
  const command = useCommand()
  const { filter, setFilter } = useFilter()
  const inspect = useInspector((state) => state.inspect)
  const ask = useCamera((state) => state.ask)
  return (
    <div className="place-actions">
      <IconButton
        icon={Focus}
        size="small"
        label={t('explore.zoom-to')}
        onPress={() => ask({ kind: 'fit', box: area.box })}
      />
      <IconButton
        icon={FilterIcon}
        size="small"
        label={t('place.only-here')}
        onPress={() => {
          setFilter({ ...filter, areaCode: area.code })
          inspect({ kind: 'filter' })
        }}
      />
      {level === 'tambon' && (
        <IconToggle
          icon={Flag}
          size="small"
          label={t(area.pilot ? 'place.unmark-pilot' : 'place.mark-pilot')}
          isSelected={area.pilot}
          onChange={(pilot) => command.mutate({ type: 'markPilot', areas: [area.code], pilot })}
        />
      )}
      <IconButton icon={BarChart3} size="small" label={t('charts.title')} onPress={() => inspect({ kind: 'charts' })} />
      <IconButton icon={CircleHelp} size="small" label={t('spot.title')} onPress={() => inspect({ kind: 'spot' })} />
    </div>
  )
}

function Authorities({ profile }: { readonly profile: PlaceProfile }) {
  const { t, tId } = useI18n()
  return (
    <Section title={t('place.authorities')}>
      {profile.authorities.map(({ code, nameTh, kind, coverage }) => (
        <p key={code} className="item-line">
          <span className="item-line-title">{nameTh}</span>
          <span className="item-line-amount">
            {tId(`authority.${kind}`)} · {t(`coverage.${coverage}`)}
          </span>
        </p>
      ))}
    </Section>
  )
}

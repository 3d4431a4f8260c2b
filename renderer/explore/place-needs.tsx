import { Button as AriaButton } from 'react-aria-components'
import type { Cell, PlaceProfile } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useThematic } from '../state/thematic.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { useValueText } from '../state/use-value-text.ts'
import { Section } from '../ui/section.tsx'

type Need = PlaceProfile['needs'][number]

/** Each headline need as a bar, with a tick where the province stands. A click puts it on the map. */
export function PlaceNeeds({ profile }: { readonly profile: PlaceProfile }) {
  const { t } = useI18n()
  return (
    <Section
      title={t('place.needs', { level: t(`level.${profile.level}`) })}
      aside={profile.level !== 'province' && <span className="hint">{t('place.tick')}</span>}
    >
      {profile.needs.map((need) => (
        <NeedBar key={need.indicator} need={need} withTick={profile.level !== 'province'} />
      ))}
    </Section>
  )
}

function NeedBar({ need, withTick }: { readonly need: Need; readonly withTick: boolean }) {
  const nameOf = useIndicatorName()
  const choose = useThematic((state) => state.choose)
  const valueText = useValueText({ unit: need.unit, statistic: 'share' })
  const most = scaleEnd(need)
  const share = (cell: Cell) => (cell.state === 'value' ? Math.min(1, Math.max(0, cell.value / most)) * 100 : null)
  const here = share(need.here)
  const tick = share(need.parent)
  return (
    <AriaButton className="need" onPress={() => choose({ indicator: need.indicator })}>
      <span className="need-text">
        <span className="need-name">{nameOf(need.indicator, need)}</span>
        <b>{valueText(need.here.state === 'value' ? need.here.value : null, need.here.state)}</b>
      </span>
      <div className="need-bar">
        {here !== null && <div className="need-fill" style={{ width: `${here}%` }} />}
        {withTick && tick !== null && <div className="need-tick" style={{ left: `${tick}%` }} />}
      </div>
    </AriaButton>
  )
}

/** The full length of a bar: a hundred for large percentages, else a round figure over both values. */
function scaleEnd({ here, parent }: Need): number {
  const values = [here, parent].map((cell) => (cell.state === 'value' ? cell.value : 0))
  const most = Math.max(...values) * 1.25
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return Math.ceil(most / power) * power
}

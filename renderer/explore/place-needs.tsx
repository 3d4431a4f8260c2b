import { Button as AriaButton } from 'react-aria-components'
import type { Cell, PlaceProfile } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useThematic } from '../state/thematic.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { isPercent, useValueText } from '../state/use-value-text.ts'
import { Section } from '../ui/section.tsx'

type Need = PlaceProfile['needs'][number]

/** Each headline need as a bar, with a tick where the province stands. A click puts it on the map. */
export function PlaceNeeds({ profile }: { readonly profile: PlaceProfile }) {
  const { t, format } = useI18n()
  const percents = profile.needs.filter(isPercent)
  const most = commonEnd(percents)
  return (
    <Section
      title={t('place.needs', { level: t(`level.${profile.level}`) })}
      aside={profile.level !== 'province' && <span className="hint">{t('place.tick')}</span>}
    >
      {profile.needs.map((need) => (
        <NeedBar
          key={need.indicator}
          need={need}
          most={isPercent(need) ? most : scaleEnd(need)}
          withTick={profile.level !== 'province'}
        />
      ))}
      {percents.length > 0 && (
        <p className="need-ends num" aria-hidden>
          <span>{format.percent(0, 0)}</span>
          <span>{format.percent(most, 0)}</span>
        </p>
      )}
    </Section>
  )
}

interface NeedBarProps {
  readonly need: Need
  /** What the full length of the bar stands for. */
  readonly most: number
  readonly withTick: boolean
}

function NeedBar({ need, most, withTick }: NeedBarProps) {
  const nameOf = useIndicatorName()
  const choose = useThematic((state) => state.choose)
  const valueText = useValueText({ unit: need.unit, statistic: 'share' })
  const share = (cell: Cell) => (cell.state === 'value' ? Math.min(1, Math.max(0, cell.value / most)) * 100 : null)
  const here = share(need.here)
  const tick = share(need.parent)
  return (
    <AriaButton className="need" onPress={() => choose({ indicator: need.indicator })}>
      <span className="need-text">
        <span className="need-name" title={nameOf(need.indicator, need)}>
          {nameOf(need.indicator, need)}
        </span>
        <b>{valueText(need.here.state === 'value' ? need.here.value : null, need.here.state)}</b>
      </span>
      <div className="need-bar">
        {here !== null && <div className="need-fill" style={{ width: `${here}%` }} />}
        {withTick && tick !== null && <div className="need-tick" style={{ left: `${tick}%` }} />}
      </div>
    </AriaButton>
  )
}

/** The one length of all bars of percentages, so that they can be read against each other: whole tens, a hundred at most. */
function commonEnd(needs: readonly Need[]): number {
  const most = Math.max(0, ...needs.flatMap(valuesOf))
  return Math.min(100, Math.max(10, Math.ceil(most / 10) * 10))
}

function valuesOf({ here, parent }: Need): readonly number[] {
  return [here, parent].map((cell) => (cell.state === 'value' ? cell.value : 0))
}

/** The full length of a bar of anything else: a round figure over both values. */
function scaleEnd(need: Need): number {
  const most = Math.max(...valuesOf(need)) * 1.25
  if (most <= 0) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  return Math.ceil(most / power) * power
}

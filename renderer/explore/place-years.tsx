import type { PlaceProfile } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { isPercent, useValueText } from '../state/use-value-text.ts'
import { Section } from '../ui/section.tsx'

type Need = PlaceProfile['needs'][number]

const WIDTH = 48
const HEIGHT = 22
const SHOWN = 5

/** Each need then and now: a slope, red where it grew worse, green where it became better. */
export function PlaceYears({ profile }: { readonly profile: PlaceProfile }) {
  const { t, format } = useI18n()
  const years = profile.surveys.map((survey) => survey.year).sort((a, b) => a - b)
  const [before, now] = years.slice(-2)
  if (before === undefined || now === undefined) return null
  return (
    <Section
      title={t('place.two-years')}
      aside={
        <span className="hint num">{t('place.years', { before: format.year(before), now: format.year(now) })}</span>
      }
    >
      <div>
        {profile.needs
          .filter((need) => need.earlier?.state === 'value' && need.here.state === 'value')
          .slice(0, SHOWN)
          .map((need) => (
            <Slope key={need.indicator} need={need} />
          ))}
      </div>
    </Section>
  )
}

function Slope({ need }: { readonly need: Need }) {
  const { t, format } = useI18n()
  const nameOf = useIndicatorName()
  const valueText = useValueText({ unit: need.unit, statistic: 'share' })
  const before = need.earlier?.state === 'value' ? need.earlier.value : 0
  const now = need.here.state === 'value' ? need.here.value : 0
  const rise = Math.round((now - before) * 10) / 10
  const change = `${rise > 0 ? '+' : rise < 0 ? '−' : ''}${format.fixed(Math.abs(rise), 1)}`
  const isWorse = need.goodDirection === 'down' ? rise > 0 : rise < 0
  const color = rise === 0 ? 'var(--ink-3)' : isWorse ? 'var(--bad)' : 'var(--good)'
  // The slope is the relative change, so that needs of different size can be read side by side; half or double fills it.
  const lift = Math.max(-1, Math.min(1, before === 0 ? Math.sign(rise) : rise / before / 0.5)) * (HEIGHT / 2 - 5)
  const [from, to] = [HEIGHT / 2 + lift, HEIGHT / 2 - lift]
  return (
    <div className="slope" title={`${nameOf(need.indicator, need)}: ${valueText(before)} → ${valueText(now)}`}>
      <span className="slope-name">{nameOf(need.indicator, need)}</span>
      <svg width={WIDTH} height={HEIGHT} aria-hidden="true">
        <line x1={6} y1={from} x2={WIDTH - 6} y2={to} stroke={color} strokeWidth={1.5} />
        <circle cx={6} cy={from} r={3} fill="var(--paper)" stroke="var(--ink-2)" strokeWidth={1.5} />
        <circle cx={WIDTH - 6} cy={to} r={3.5} fill={color} />
      </svg>
      <span className="slope-change">{isPercent(need) ? t('place.points', { change }) : change}</span>
    </div>
  )
}

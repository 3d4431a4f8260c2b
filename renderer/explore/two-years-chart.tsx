import { useQuery } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useFilter } from '../state/filter.ts'
import { useThematicMap, valuesRequestOf } from '../state/use-thematic-map.ts'
import { Section } from '../ui/section.tsx'
import { useSurveyName } from './thematic-chips.tsx'

const SIDE = 240
const PAD = 8

/** Every area as a dot: the earlier survey across, the later one up. Above the diagonal it rose. */
export function TwoYearsChart() {
  const { t, nameOf } = useI18n()
  const { choice, indicator, survey } = useThematicMap()
  const filter = useFilter((state) => state.filter)
  const surveyName = useSurveyName()
  const available = indicator?.available ?? []
  const other = available.find((id) => id !== survey) ?? null
  const ask = (id: string) => valuesRequestOf({ ...choice, survey: id, compareWith: null }, filter)
  const { data: areas } = useAreas(choice.level)
  const { data } = useQuery({
    queryKey: ['values', 'two-years', choice.indicator, choice.level, survey, other, filter],
    queryFn: async ({ signal }) =>
      Promise.all([api.values(ask(other ?? ''), signal), api.values(ask(survey ?? ''), signal)]),
    enabled: indicator !== null && other !== null && survey !== null,
  })
  if (!data || !survey || !other || !areas) return null
  const [before, now] = data
  const dots = areas.flatMap((area, index) => {
    const [x, y] = [before.values[index], now.values[index]]
    return typeof x === 'number' && typeof y === 'number' ? [{ area, x, y }] : []
  })
  const most = Math.max(...dots.flatMap(({ x, y }) => [x, y]), 1e-9)
  const least = Math.min(...dots.flatMap(({ x, y }) => [x, y]), 0)
  const scale = (value: number) => PAD + ((value - least) / (most - least)) * (SIDE - 2 * PAD)
  return (
    <Section title={t('charts.two-years')}>
      <svg viewBox={`0 0 ${SIDE} ${SIDE}`} role="img" aria-label={t('charts.two-years')}>
        <rect width={SIDE} height={SIDE} fill="var(--surface)" stroke="var(--line)" />
        <line x1={PAD} y1={SIDE - PAD} x2={SIDE - PAD} y2={PAD} stroke="var(--line-strong)" strokeDasharray="3 3" />
        {dots.map(({ area, x, y }) => (
          <circle
            key={area.code}
            cx={scale(x)}
            cy={SIDE - scale(y)}
            r={3}
            fill={y > x ? 'var(--bad)' : 'var(--good)'}
            fillOpacity={0.7}
          >
            <title>{nameOf(area)}</title>
          </circle>
        ))}
      </svg>
      <p className="hint">{t('charts.axes', { across: surveyName(other), up: surveyName(survey) })}</p>
    </Section>
  )
}

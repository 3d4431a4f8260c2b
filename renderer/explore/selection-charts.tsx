import { Button as AriaButton } from 'react-aria-components'
import type { AreaRow } from '../../data/contract/api.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { levelOfCode, useSelection } from '../state/selection.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { useThematicMap } from '../state/use-thematic-map.ts'
import { useValueText } from '../state/use-value-text.ts'
import { Section } from '../ui/section.tsx'
import { Histogram } from './histogram.tsx'
import { InspectorHead } from './inspector-head.tsx'
import { TwoYearsChart } from './two-years-chart.tsx'

const SHOWN = 6

interface Ranked {
  readonly area: AreaRow
  readonly value: number
  readonly color: string
}

/** The indicator on the map as charts: how values spread, which places are first and last, and what moved between two years. */
export function SelectionCharts() {
  const { t } = useI18n()
  const indicatorName = useIndicatorName()
  const thematic = useThematicMap()
  const ranked = useRanked()
  const { indicator, classes } = thematic
  return (
    <>
      <InspectorHead title={t('charts.title')} />
      {indicator && classes && (
        <>
          <Section title={indicatorName(indicator.id, indicator)}>
            <Histogram thematic={thematic} classes={classes} />
          </Section>
          <Section title={t('charts.top')}>
            <Bars rows={ranked.slice(0, SHOWN)} />
          </Section>
          <Section title={t('charts.bottom')}>
            <Bars rows={ranked.slice(-SHOWN).reverse()} />
          </Section>
          <TwoYearsChart />
        </>
      )}
    </>
  )
}

/** Areas with a value, the highest first; under the selected place where that is a wider one. */
function useRanked(): readonly Ranked[] {
  const { classes, colors } = useThematicMap()
  const selected = useSelection((state) => state.area)
  const { data: areas } = useAreas(classes?.values.level ?? null)
  if (!classes || !areas) return []
  const within = selected && selected.code.length < (classes.values.codes[0]?.length ?? 0) ? selected.code : ''
  return areas
    .flatMap((area, index) => {
      const value = classes.values.values[index]
      const isShown = typeof value === 'number' && area.code.startsWith(within)
      return isShown ? [{ area, value, color: colors[classes.classOf[index] ?? 0] ?? 'var(--bar)' }] : []
    })
    .sort((a, b) => b.value - a.value)
}

function Bars({ rows }: { readonly rows: readonly Ranked[] }) {
  const { nameOf } = useI18n()
  const { indicator } = useThematicMap()
  const valueText = useValueText(indicator)
  const selectArea = useSelection((state) => state.selectArea)
  const most = Math.max(...rows.map((row) => Math.abs(row.value)), 1e-9)
  return (
    <div>
      {rows.map(({ area, value, color }) => (
        <AriaButton
          key={area.code}
          className="bars-row"
          onPress={() => selectArea({ code: area.code, level: levelOfCode(area.code) })}
        >
          <span className="ellipsis">{nameOf(area)}</span>
          <span className="bars-track">
            <span
              className="bars-fill"
              style={{ display: 'block', width: `${(Math.abs(value) / most) * 100}%`, background: color }}
            />
          </span>
          <span className="bars-value">{valueText(value)}</span>
        </AriaButton>
      ))}
    </div>
  )
}

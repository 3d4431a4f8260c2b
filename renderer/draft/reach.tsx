import { useState } from 'react'
import type { Cell, IndicatorInfo, Tally } from '../../data/contract/api.ts'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useCellText } from '../explore/cell-text.ts'
import { useFilterSurvey } from '../explore/filter-summary.tsx'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePlan, useTally } from '../queries.ts'
import { openRows } from '../state/table-view.ts'
import { useIndicatorName } from '../state/use-indicator-name.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { Slider } from '../ui/slider.tsx'
import { useReach } from './use-reach.ts'

const MOST_VILLAGES = 4
const FIRST_REACH_M = 1000

/** Households that the item reaches, live while it is drawn or moved, out of those of the plan's area. */
export function Reach({ item }: { readonly item: PlanItem | null }) {
  const { t, format } = useI18n()
  const [reachM, setReachM] = useState(FIRST_REACH_M)
  const survey = useFilterSurvey()
  const { shape, tally, indicators } = useReach(item, reachM)
  const whole = useWhole(item, survey, indicators)
  if (!shape || !survey) return null
  const isDistance = shape.kind !== 'polygon'
  return (
    <Section title={t('draft.reach')} aside={<RowsButton survey={survey} shape={shape} />}>
      <ReachBar name={t('figure.households')} cell={tally?.households} of={whole?.households} />
      {indicators.map((indicator) => (
        <IndicatorBar key={indicator.id} indicator={indicator} tally={tally} whole={whole} />
      ))}
      {isDistance && (
        <Slider
          label={t('draft.within')}
          value={reachM}
          minValue={100}
          maxValue={5000}
          step={100}
          textOf={([distanceM = 0]) => format.distance(distanceM)}
          onChange={([distanceM = FIRST_REACH_M]) => setReachM(distanceM)}
        />
      )}
      {tally && tally.villages.length > 0 && (
        <p className="hint num">
          {[...tally.villages]
            .sort((a, b) => b.households - a.households)
            .slice(0, MOST_VILLAGES)
            .map(({ label, households }) => `${label} (${format.count(households)})`)
            .join(' · ')}
        </p>
      )}
      {item && tally?.households.state === 'value' && tally.households.value > 0 && item.budgetBaht > 0 && (
        <p className="hint num">
          {t('draft.per-household', { baht: format.count(item.budgetBaht / tally.households.value) })}
        </p>
      )}
    </Section>
  )
}

/** The same figures for the plan's whole area, to read the reach against. */
function useWhole(item: PlanItem | null, survey: string | null, indicators: readonly IndicatorInfo[]): Tally | null {
  const { data: plan } = usePlan(item?.planId ?? null)
  const areaCode = plan?.fields.areaCode
  const columns = indicators.map(({ id }) => id)
  const { data } = useTally(survey ? { survey, columns, ...(areaCode ? { areaCode: String(areaCode) } : {}) } : null)
  return data ?? null
}

function RowsButton({
  survey,
  shape,
}: {
  readonly survey: string
  readonly shape: NonNullable<ReturnType<typeof useReach>['shape']>
}) {
  const { t } = useI18n()
  return (
    <Button
      size="small"
      tone="quiet"
      onPress={() => openRows({ table: `households:${survey}`, filter: { shape }, title: t('draft.reach') })}
    >
      {t('filter.show-rows')}
    </Button>
  )
}

function IndicatorBar(props: {
  readonly indicator: IndicatorInfo
  readonly tally: Tally | null
  readonly whole: Tally | null
}) {
  const { indicator, tally, whole } = props
  const indicatorName = useIndicatorName()
  return (
    <ReachBar
      name={indicatorName(indicator.id, indicator)}
      cell={tally?.columns[indicator.id]}
      of={whole?.columns[indicator.id]}
    />
  )
}

function ReachBar({
  name,
  cell,
  of,
}: {
  readonly name: string
  readonly cell: Cell | undefined
  readonly of: Cell | undefined
}) {
  const { t } = useI18n()
  const cellText = useCellText()
  const share = cell?.state === 'value' && of?.state === 'value' && of.value > 0 ? cell.value / of.value : null
  return (
    <div className="reach">
      <p className="reach-text">
        <span className="need-name">{name}</span>
        <span className="num">
          <b>{cell ? cellText(cell) : '…'}</b> {of && t('draft.out-of', { count: cellText(of) })}
        </span>
      </p>
      <div className="need-bar">
        {share !== null && <div className="reach-fill" style={{ width: `${Math.min(1, share) * 100}%` }} />}
      </div>
    </div>
  )
}

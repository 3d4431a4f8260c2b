import { useEffect, useState } from 'react'
import type { Cell } from '../../data/contract/api.ts'
import type { PlanItem } from '../../data/contract/plans.ts'
import { useCellText } from '../explore/cell-text.ts'
import { useI18n } from '../i18n/use-i18n.ts'
import { useAreas } from '../queries.ts'
import { useReachShape } from '../state/reach.ts'
import { levelOfCode } from '../state/selection.ts'
import { openRows } from '../state/table-view.ts'
import { useAreaTitle } from '../state/use-area-title.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/section.tsx'
import { Slider } from '../ui/slider.tsx'
import { missedOf } from './missed.ts'
import { type Reached, useReach } from './use-reach.ts'

const MOST_VILLAGES = 3
const FIRST_REACH_M = 1000

/** Households that the item reaches, live while it is drawn or moved, against those of its surroundings; and who is missed. */
export function Reach({ item }: { readonly item: PlanItem | null }) {
  const { t, format } = useI18n()
  const [reachM, setReachM] = useState(FIRST_REACH_M)
  const reach = useReach(item, reachM)
  const setShape = useReachShape((state) => state.setShape)
  const outlined = reach && reach.shape.kind === 'circle' ? reach.shape : null
  useEffect(() => setShape(outlined), [outlined, setShape])
  useEffect(() => () => setShape(null), [setShape])
  if (!reach) return null
  const { shape, survey, all, reached } = reach
  const perHousehold = item && all.here?.households.state === 'value' ? item.budgetBaht / all.here.households.value : 0
  return (
    <Section
      title={t('draft.reach')}
      aside={
        <Button
          size="small"
          tone="quiet"
          onPress={() => openRows({ table: `households:${survey}`, filter: { shape }, title: t('draft.reach') })}
        >
          {t('filter.show-rows')}
        </Button>
      }
    >
      <ReachBar name={t('figure.households')} cell={all.here?.households} of={all.whole?.households} />
      {reached.map(({ id, here, whole }) => (
        <ReachBar key={id} name={t(`reach-of.${id}`)} cell={here?.households} of={whole?.households} />
      ))}
      {reached[0] && <MissedNote reached={reached[0]} />}
      <p className="hint num">
        {reach.areaCode && <Against code={reach.areaCode} />}
        {Number.isFinite(perHousehold) &&
          perHousehold > 0 &&
          ` · ${t('draft.per-household', { baht: format.count(perHousehold) })}`}
      </p>
      {shape.kind !== 'polygon' && (
        <div className="reach-within">
          <Slider
            label={t('draft.within')}
            value={reachM}
            minValue={100}
            maxValue={5000}
            step={100}
            textOf={([distanceM = 0]) => format.distance(distanceM)}
            onChange={([distanceM = FIRST_REACH_M]) => setReachM(distanceM)}
          />
        </div>
      )}
    </Section>
  )
}

function Against({ code }: { readonly code: string }) {
  const { t, nameOf } = useI18n()
  const areaTitle = useAreaTitle()
  const level = levelOfCode(code)
  const { data: areas } = useAreas(level)
  const area = areas?.find((each) => each.code === code)
  if (!area) return null
  return <>{t('draft.against', { area: areaTitle(level, nameOf(area)) })}</>
}

function MissedNote({ reached }: { readonly reached: Reached }) {
  const { t, format } = useI18n()
  const missed = missedOf(reached.here, reached.whole)
  if (!missed) return null
  const villages = missed.villages
    .slice(0, MOST_VILLAGES)
    .map(({ label, households }) => `${shortVillage(label)} (${format.count(households)})`)
  return (
    <p className="missed num">
      <b>{t('draft.missed', { count: format.count(missed.households) })}</b>
      {villages.length > 0 && ` · ${villages.join(' · ')}`}
    </p>
  )
}

/** A village's label without its tambon, amphoe and province. */
function shortVillage(label: string): string {
  return label.split(/\s(?=ต\.|อ\.|จ\.)/)[0] ?? label
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
        <span>{name}</span>
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

import './ceiling.css'
import { X } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { PlanSummary } from '../../../data/contract/plans.ts'
import { cutAt, type Ranking } from '../../../data/contract/ranking.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { useRanking } from '../../plan-queries.ts'
import { queryClient, useCommand, usePlans } from '../../queries.ts'
import { usePlanOverlay } from '../../state/plan-overlay.ts'
import { useSelection } from '../../state/selection.ts'
import { useSidePanel } from '../../state/side-panel.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { NumberField } from '../../ui/number-field.tsx'
import { Select } from '../../ui/select.tsx'
import { CeilingChart } from './ceiling-chart.tsx'
import { CeilingSentence } from './ceiling-sentence.tsx'
import { RankedList } from './ranked-list.tsx'

const ALL_SOURCES = '*'

/** The budget line of the plan at hand: what a ceiling pays for by rank, in a chart, a list and on the map. */
export function CeilingPanel() {
  const { t } = useI18n()
  const { data: plans } = usePlans()
  const close = useSidePanel((state) => state.open)
  const planId = useSelection((state) => state.planId)
  const plan = plans?.find(({ id }) => id === planId)
  return (
    <aside className="frame-right side-panel ceiling" aria-label={t('ceiling.title')}>
      <div className="side-panel-head">
        <h2>{t('ceiling.title')}</h2>
        <IconButton icon={X} size="small" label={t('common.close')} onPress={() => close(null)} />
      </div>
      {plan && <PlanCeiling key={plan.id} plan={plan} />}
    </aside>
  )
}

function PlanCeiling({ plan }: { readonly plan: PlanSummary }) {
  const { t, format } = useI18n()
  const [chosenYear, setYear] = useState<number | null>(null)
  const [source, setSource] = useState(ALL_SOURCES)
  const today = new Date()
  const fiscalYear = chosenYear ?? firstYear(plan, today.getFullYear() + (today.getMonth() >= 9 ? 1 : 0))
  const { data } = useRanking(plan.id, { fiscalYear, ...(source === ALL_SOURCES ? {} : { source }) })
  const years = data?.fiscalYears ?? []
  return (
    <>
      <section className="section ceiling-choices">
        <Select
          look="chip"
          label={t('ceiling.year-label')}
          labelHidden
          value={String(fiscalYear)}
          choices={[...new Set([...years, fiscalYear])]
            .sort((a, b) => a - b)
            .map((year) => ({ id: String(year), label: t('ceiling.year', { year: format.year(year) }) }))}
          onChange={(year) => setYear(Number(year))}
        />
        <Select
          look="chip"
          label={t('ceiling.source-label')}
          labelHidden
          value={source}
          choices={[
            { id: ALL_SOURCES, label: t('ceiling.all-sources') },
            ...(data?.sources ?? []).map((id) => ({ id, label: id })),
          ]}
          onChange={setSource}
        />
      </section>
      {data && (
        <Line plan={plan.id} ranking={data} setFor={{ fiscalYear, source: source === ALL_SOURCES ? '' : source }} />
      )}
    </>
  )
}

interface LineProps {
  readonly plan: string
  readonly ranking: Ranking
  readonly setFor: { readonly fiscalYear: number; readonly source: string }
}

function Line({ plan, ranking, setFor }: LineProps) {
  const { t } = useI18n()
  const command = useCommand()
  const [held, setHeld] = useState<number | null>(null)
  // Until data/ has answered, the line stands where it was put.
  const [put, setPut] = useState<{ readonly baht: number | null } | null>(null)
  const { ceilingBaht } = ranking
  const kept = put ? put.baht : ceilingBaht
  const ceiling = held ?? kept
  const cut = cutAt(ranking.items, ceiling)
  useGreyed(cut.items.flatMap(({ id, isCovered }) => (isCovered ? [] : [id])))
  const set = (amountBaht: number | null) => {
    setPut({ baht: amountBaht })
    const onSettled = async () => {
      await queryClient.invalidateQueries({ queryKey: ['plans', 'ranking', plan] })
      setPut(null)
    }
    command.mutate({ type: 'setCeiling', plan, ...setFor, amountBaht }, { onSettled })
  }
  return (
    <>
      <section className="section ceiling-line">
        <CeilingSentence plan={plan} ceiling={ceiling} cut={cut} totalBaht={ranking.totalBaht} />
        <CeilingChart ranking={ranking} cut={cut} put={kept} onHold={setHeld} onChange={set} />
        <div className="ceiling-field">
          <NumberField label={t('ceiling.field')} value={ceiling} minValue={0} step={1} onChange={set} />
          {ceilingBaht !== null && (
            <Button size="small" tone="quiet" onPress={() => set(null)}>
              {t('ceiling.clear')}
            </Button>
          )}
        </div>
      </section>
      <RankedList plan={plan} cut={cut} ceiling={ceiling} />
    </>
  )
}

/** While the panel stands, the map greys what falls below the line. */
function useGreyed(itemIds: readonly string[]): void {
  const key = itemIds.join(' ')
  useEffect(() => {
    usePlanOverlay.getState().greyItems(key === '' ? [] : key.split(' '))
  }, [key])
  useEffect(() => () => usePlanOverlay.getState().greyItems([]), [])
}

/** This fiscal year where the plan has it, else its first. */
function firstYear({ firstFiscalYear: first, lastFiscalYear: last }: PlanSummary, current: number): number {
  if (first === null) return current
  return current >= first && current <= (last ?? first) ? current : first
}

import './compare.css'
import { ArrowLeftRight, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import type { Comparison, SideSum, StateName } from '../../../data/contract/comparison.ts'
import type { Box } from '../../../data/contract/imports.ts'
import type { PlanCoverAnswer } from '../../../data/contract/plan-cover.ts'
import { defaultCategories } from '../../../data/contract/workbook.ts'
import { mapInk } from '../../cartography/palette.ts'
import { sceneOfPlan } from '../../cartography/plan-shapes.ts'
import { useI18n } from '../../i18n/use-i18n.ts'
import { CompareMaps } from '../../map/compare-maps.tsx'
import { useScene } from '../../map/use-scene.ts'
import { useComparison } from '../../plan-queries.ts'
import { useWorkbook, useWorkspace } from '../../queries.ts'
import { useCompare, type CompareView as View } from '../../state/compare.ts'
import { notifyProblem } from '../../state/notices.ts'
import { usePreferences } from '../../state/preferences.ts'
import { IconButton } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/feedback.tsx'
import { SegmentedControl } from '../../ui/segmented-control.tsx'
import { CompareTables } from './compare-tables.tsx'
import { SidePicker } from './side-picker.tsx'
import { usePlanReach } from './use-plan-reach.ts'

const THAILAND: Box = [97.3, 5.6, 105.7, 20.5]

/** Two states of plans beside each other: on two maps, and in tables of what differs. */
export function CompareView({ left, right }: { readonly left: StateName; readonly right: StateName }) {
  const { t } = useI18n()
  const { view, setView, compare, close } = useCompare()
  const { data, error } = useComparison(left, right)
  // A scenario that was undone meanwhile is not there to be compared.
  useEffect(() => {
    if (!error) return
    notifyProblem(error)
    close()
  }, [error, close])
  const [target, setTarget] = useState<{ box: Box } | null>(null)
  return (
    <section className="compare" aria-label={t('compare.title')}>
      <header className="compare-head">
        <SidePicker label={t('compare.left')} side={left} onChange={(side) => compare(side, right)} />
        <IconButton icon={ArrowLeftRight} size="small" label={t('compare.swap')} onPress={() => compare(right, left)} />
        <SidePicker label={t('compare.right')} side={right} onChange={(side) => compare(left, side)} />
        <SegmentedControl
          label={t('compare.view')}
          segments={(['side', 'swipe'] as const).map((id) => ({ id, label: t(`compare.${id}`) }))}
          value={view}
          onChange={setView}
        />
        <IconButton icon={X} label={t('common.close')} onPress={close} />
      </header>
      {data ? (
        <>
          <Maps comparison={data} view={view} target={target} />
          <div className="compare-sums">
            <Sum state={left} sum={data.left} />
            <p className="compare-legend">
              <span className="compare-only">{t('compare.legend-only')}</span>
              <span className="compare-changed">{t('compare.legend-changed')}</span>
            </p>
            <Sum state={right} sum={data.right} />
          </div>
          <CompareTables comparison={data} onShow={(box) => setTarget({ box })} />
        </>
      ) : (
        <Skeleton lines={6} />
      )}
    </section>
  )
}

function Maps(props: { readonly comparison: Comparison; readonly view: View; readonly target: { box: Box } | null }) {
  const { comparison, view, target } = props
  const { scene, classes, isReady } = useScene()
  const { data: workspace } = useWorkspace()
  const { data: workbook } = useWorkbook()
  const theme = usePreferences((state) => state.theme)
  const categories = workbook?.categories ?? defaultCategories
  const scenes = useMemo(() => {
    const of = (side: 'left' | 'right') =>
      sceneOfPlan(scene, { items: comparison.items, side, categories, ink: mapInk(theme) })
    return { left: of('left'), right: of('right') }
  }, [scene, comparison.items, categories, theme])
  if (!isReady) return <div className="compare-maps" />
  return <CompareMaps {...scenes} classes={classes} box={workspace?.box ?? THAILAND} view={view} target={target} />
}

function Sum({ state, sum }: { readonly state: StateName; readonly sum: SideSum }) {
  const { t, format } = useI18n()
  const reach = usePlanReach(state)
  const parts = [
    t('compare.sum', { items: format.count(sum.items), budget: format.baht(sum.budgetBaht) }),
    t('compare.placed', { count: format.count(sum.placed) }),
    ...(reach === null ? [] : [t(reachWords(reach), { count: format.count(reach.reached) })]),
  ]
  return <p className="num">{parts.join(' · ')}</p>
}

/** Of a plan without an area all households of the survey are counted. */
function reachWords({ areaCodes }: PlanCoverAnswer): 'compare.reach' | 'compare.reach-anywhere' {
  return areaCodes.length > 0 ? 'compare.reach' : 'compare.reach-anywhere'
}

import { BookmarkPlus, Columns2, GitBranchPlus, GitCompareArrows, History, ListOrdered } from 'lucide-react'
import { useState } from 'react'
import type { PlanSummary } from '../../data/contract/plans.ts'
import { openHistory } from '../history/history-state.ts'
import { NameVersionDialog } from '../history/name-version-dialog.tsx'
import { useI18n } from '../i18n/use-i18n.ts'
import { usePlan, usePlans } from '../queries.ts'
import { useCompare } from '../state/compare.ts'
import { useSidePanel } from '../state/side-panel.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { firstPair } from './compare/sides.ts'
import { ScenarioDialog } from './scenario-dialog.tsx'

/** A plan among its other selves: scenarios, comparisons, versions, what its money covers, its history. */
export function ScenarioMenu({ plan }: { readonly plan: PlanSummary }) {
  const { t } = useI18n()
  const { data: plans } = usePlans()
  const { data: whole } = usePlan(plan.id)
  const compare = useCompare((state) => state.compare)
  const open = useSidePanel((state) => state.open)
  const [asked, ask] = useState<'scenario' | 'version' | null>(null)
  return (
    <>
      <Menu
        label={t('scenario.menu')}
        trigger={<IconButton icon={GitCompareArrows} size="small" label={t('scenario.menu')} />}
        entries={[
          { id: 'scenario', label: t('scenario.make'), icon: GitBranchPlus, onAction: () => ask('scenario') },
          {
            id: 'compare',
            label: t('scenario.compare'),
            icon: Columns2,
            onAction: () => compare(...firstPair(plan, { plans: plans ?? [], versions: whole?.versions ?? [] })),
          },
          { id: 'ceiling', label: t('scenario.ceiling'), icon: ListOrdered, onAction: () => open('ceiling') },
          { id: 'version', label: t('history.name-version'), icon: BookmarkPlus, onAction: () => ask('version') },
          { id: 'history', label: t('history.title'), icon: History, onAction: () => openHistory(plan.id) },
        ]}
      />
      {asked === 'scenario' && <ScenarioDialog plan={plan} onClose={() => ask(null)} />}
      {asked === 'version' && whole && <NameVersionDialog plan={whole} onClose={() => ask(null)} />}
    </>
  )
}
